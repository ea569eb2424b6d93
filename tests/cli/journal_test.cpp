// What takes a log takes the journal of a live host too, and comes to the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "adapters/journal/sqlite_journal.h"
#include "engine/codec/hash/turn_hash.h"
#include "engine/codec/replay/compile_source.h"
#include "engine/codec/replay/replay.h"
#include "engine/codec/snapshot/snapshot.h"
#include "engine/state/snapshot.h"
#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using adapters::journal::SqliteJournal;

struct Kept {
  std::uint64_t sequence = 0;
  Time time;
  std::string payload;
};

std::vector<Kept> records_of(codec::LogReader& log) {
  std::vector<Kept> records;
  while (true) {
    const auto record = log.next();
    if (!record || !*record) return records;
    records.push_back({(*record)->sequence, (*record)->time, std::string((*record)->payload)});
  }
}

// Snapshots after the first third and at the end, as a host takes them, also when it stops; then all records
// that are older than the first are forgotten.
void forget_first_third(SqliteJournal& journal, const std::string& log_path,
                        const std::vector<Kept>& records) {
  auto log = codec::LogReader::open(log_path);
  ASSERT_TRUE(log);
  codec::TurnHash turns;
  const auto replayed = codec::replay(*log, codec::compile_source, [&](const codec::ReplayedTurn& turn) {
    turns.turn(turn.time, turn.command, turn.output);
    if (turn.sequence != records.size() / 3 && turn.sequence != records.size()) return;
    codec::ByteBuffer bytes;
    codec::append_snapshot(bytes, turn.engine.snapshot());
    const adapters::journal::SnapshotMark mark{turn.sequence, turn.time, turns.digest()};
    EXPECT_TRUE(journal.save_snapshot(mark, bytes.view()));
    EXPECT_TRUE(journal.mark_snapshot(mark));
  });
  ASSERT_TRUE(replayed);
  while (journal.forget(latest_time).value_or(false)) {
  }
}

enum class Records { all, later_ones };

// The turns of a log in a journal, which has no seed.
void write_journal(const Folder& folder, const std::string& log_name, const std::string& journal_name,
                   Records which = Records::all) {
  const std::string log_path = folder.path() + "/" + log_name;
  auto log = codec::LogReader::open(log_path);
  ASSERT_TRUE(log) << log.error().text;
  auto journal = SqliteJournal::create(folder.path() + "/" + journal_name, log->header());
  ASSERT_TRUE(journal) << journal.error().text;
  const std::vector<Kept> kept = records_of(*log);
  std::vector<adapters::journal::Record> records;
  for (const Kept& record : kept) records.push_back({record.sequence, record.time, record.payload});
  ASSERT_TRUE((*journal)->append(records));
  if (which == Records::later_ones) forget_first_third(**journal, log_path, kept);
}

class Journal : public testing::Test {
 protected:
  Journal() {
    folder.write_small_scenario();
    EXPECT_EQ(folder.run("run scenario.json --seed 0 --out a -q").code, 0);
    write_journal(folder, "a/run.log", "a.journal");
  }

  std::string changed_workspace() const {
    std::string text = small_workspace;
    return text.replace(text.find(R"(, {"name": "cid"})"), 17, "");
  }

  Folder folder;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

TEST_F(Journal, is_explained_like_a_log) {
  for (const char* format : {"", " -o json"}) {
    const Ran log = folder.run(std::string("explain a/run.log --task 3") + format);
    const Ran journal = folder.run(std::string("explain a.journal --task 3") + format);
    EXPECT_EQ(journal.code, 0) << journal.err;
    EXPECT_EQ(journal.out, log.out);
    EXPECT_NE(log.out.find("reservation_created"), std::string::npos) << log.out;
  }
  const Ran unknown = folder.run("explain a.journal --task 9999");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("its tasks are 1 to "), std::string::npos) << unknown.err;
}

TEST_F(Journal, is_compared_like_a_log) {
  folder.write("workspace.json", changed_workspace());
  ASSERT_EQ(folder.run("run scenario.json --seed 0 --out b -q --set name=b").code, 0);
  write_journal(folder, "b/run.log", "b.journal");
  const Ran same = folder.run("diff --exit-code a/run.log a.journal");
  EXPECT_EQ(same.code, 0) << same.err << same.out;
  for (const char* format : {"", " -o json", " -o csv"}) {
    const Ran logs = folder.run(std::string("diff --exit-code a/run.log b/run.log") + format);
    const Ran journals = folder.run(std::string("diff --exit-code a.journal b.journal") + format);
    EXPECT_EQ(logs.code, 6) << logs.err;
    EXPECT_EQ(journals.code, 6) << journals.err;
    EXPECT_EQ(replaced(journals.out, ".journal", "/run.log"), logs.out);
  }
}

TEST_F(Journal, becomes_the_log_that_it_came_from) {
  const Ran ran = folder.run("replay a.journal --log copy.log");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(folder.read("copy.log") == folder.read("a/run.log"));
  EXPECT_EQ(folder.run("replay a --log again.log --events turns.jsonl").code, 0);
  EXPECT_TRUE(folder.read("again.log") == folder.read("a/run.log"));
  EXPECT_NE(folder.read("turns.jsonl"), "");
  const std::pair<const char*, const char*> refused[] = {
      {"replay a --log a/run.log", "is the log that is read"},
      {"replay - --log copy.log", "cannot come from standard input"},
      {"replay a.journal --log a.journal-wal", "one of the journal's own files"},
      {"replay a.journal --events a.journal.7.snapshot", "one of the journal's own files"},
      {"replay a.journal --events one.txt --log ./one.txt", "must not name the same file"},
      {"replay a --log copy.log --workspace workspace.json", "--log"}};
  for (const auto& [arguments, words] : refused) {
    const Ran no = folder.run(arguments);
    EXPECT_EQ(no.code, 2) << arguments;
    EXPECT_NE(no.err.find(words), std::string::npos) << no.err;
  }
}

// Its lines are those of /v1/events, which begin with the turn's number.
TEST_F(Journal, has_its_turns_numbered_as_the_host_tells_them) {
  ASSERT_EQ(folder.run("replay a --events log.jsonl").code, 0);
  ASSERT_EQ(folder.run("replay a.journal --events journal.jsonl").code, 0);
  std::istringstream lines(folder.read("journal.jsonl"));
  std::string plain;
  std::uint64_t sequence = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    if (json["kind"] == "command") ++sequence;
    EXPECT_EQ(json["sequence"], sequence) << line;
    const std::string number = "\"sequence\":" + std::to_string(sequence) + ",";
    ASSERT_EQ(line.find(number), 1U) << line;
    plain += line.erase(1, number.size()) + '\n';
  }
  EXPECT_GT(sequence, 50U);
  EXPECT_TRUE(plain == folder.read("log.jsonl"));
}

// What a pipe gives is gone when somebody has looked at it.
TEST_F(Journal, is_not_looked_for_in_a_pipe) {
  const Ran ran = folder.run("explain pipe --task 1", "mkfifo pipe && { cat a/run.log >pipe & } &&");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, folder.run("explain a/run.log --task 1").out);
}

class ForgetfulJournal : public Journal {
 protected:
  ForgetfulJournal() { write_journal(folder, "a/run.log", "late.journal", Records::later_ones); }

  // The task of each moment's text.
  std::string explained(const std::string& log, std::uint64_t task) const {
    return folder.run("explain " + log + " --task " + std::to_string(task)).out;
  }
};

// The first task that had not come yet, and the last that had.
TEST_F(ForgetfulJournal, is_explained_as_far_as_it_goes) {
  const Ran unknown = folder.run("explain late.journal --task 99999");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("those that ended long ago are forgotten"), std::string::npos) << unknown.err;
  std::uint64_t whole = 1;
  while (explained("late.journal", whole).find("turn ") == std::string::npos ||
         explained("late.journal", whole).find("task_created") == std::string::npos) {
    ASSERT_LT(whole, 100U);
    ++whole;
  }
  const auto without_begin = [](std::string text) {
    const std::size_t at = text.find("told from ");
    return at == std::string::npos ? "no begin: " + text : text.erase(at, text.find('\n', at) - at + 1);
  };
  EXPECT_EQ(without_begin(explained("late.journal", whole)), explained("a/run.log", whole));
  const std::string earlier = explained("late.journal", whole - 1);
  const std::string head = explained("a/run.log", whole - 1).substr(0, 40);
  EXPECT_EQ(earlier.substr(0, 40), head);
  EXPECT_NE(earlier.find("told from 2026-01-05T08:"), std::string::npos) << earlier;
  const Ran json = folder.run("explain late.journal --task " + std::to_string(whole) + " -o json");
  EXPECT_TRUE(nlohmann::json::parse(json.out).contains("known_from")) << json.err;
}

TEST_F(ForgetfulJournal, is_no_run_to_compare_and_no_log) {
  for (const char* arguments : {"diff a/run.log late.journal", "replay late.journal --log copy.log",
                                "replay late.journal --resimulate --workspace workspace.json"}) {
    const Ran ran = folder.run(arguments);
    EXPECT_EQ(ran.code, 3) << arguments;
    EXPECT_NE(ran.err.find("first records were forgotten"), std::string::npos) << ran.err;
  }
  EXPECT_EQ(folder.run("diff late.journal late.journal").code, 3);
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/copy.log")) << "nothing is begun that cannot end";
  EXPECT_EQ(folder.run("replay late.journal").code, 0);
}

// Whether a start would need it or not. The turns are what they were, and what is written of them is whole.
TEST_F(ForgetfulJournal, has_its_damaged_snapshots_told) {
  std::vector<std::string> snapshots;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    if (entry.path().extension() == ".snapshot") snapshots.push_back(entry.path().filename().string());
  }
  ASSERT_EQ(snapshots.size(), 2U);
  std::sort(snapshots.begin(), snapshots.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  const std::string good = folder.read(snapshots[1]);
  std::string bytes = good;
  bytes[bytes.size() / 2] ^= 4;
  for (const std::string& bad : {bytes, good.substr(0, good.size() - 1), std::string()}) {
    folder.write(snapshots[1], bad);
    const Ran ran = folder.run("replay late.journal --events turns.jsonl");
    EXPECT_EQ(ran.code, 3) << ran.err;
    EXPECT_NE(ran.out.find(": the same"), std::string::npos) << ran.out;
    EXPECT_NE(ran.err.find("late.journal: the snapshot after record "), std::string::npos) << ran.err;
    EXPECT_NE(folder.read("turns.jsonl"), "");
    const Ran json = folder.run("replay late.journal -o json");
    EXPECT_EQ(json.code, 3);
    EXPECT_EQ(nlohmann::json::parse(json.out)["damagedSnapshots"].size(), 1U) << json.out;
  }
  folder.write(snapshots[1], good);
  EXPECT_EQ(folder.run("replay late.journal").code, 0);
}

// Wherever a byte of it is another, there is a message with its name, once.
TEST_F(Journal, that_is_damaged_is_told) {
  std::string bytes = folder.read("a.journal");
  const std::size_t at = bytes.find("{\n  \"version\": 1");
  ASSERT_NE(at, std::string::npos);
  bytes[at + 5] = 'V';
  folder.write("bad.journal", bytes);
  for (const char* arguments : {"replay bad.journal", "explain bad.journal --task 1", "diff bad.journal a"}) {
    const Ran ran = folder.run(arguments);
    EXPECT_EQ(ran.code, 3) << arguments << ran.err;
    EXPECT_NE(ran.err.find("bad.journal: "), std::string::npos) << ran.err;
    EXPECT_EQ(ran.err.find("bad.journal: "), ran.err.rfind("bad.journal: ")) << ran.err;
  }
}

}  // namespace
}  // namespace switchyard::cli_test
