// What a journal keeps and gives back, and what it says when something is not what was written.
#include "adapters/journal/sqlite_journal.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "adapters/journal/sqlite_store.h"
#include "tests/support/forgetful_vfs.h"
#include "tests/support/temporary_folder.h"

namespace switchyard::adapters::journal {
namespace {

using Kind = Failure::Kind;

codec::LogHeader header() {
  return {"0.1.0", "2025b", "centre", Time{1'000}, 0, R"({"version": 1, "name": "centre"})"};
}

Record record(std::uint64_t sequence, std::string_view payload) {
  return {sequence, Time{static_cast<std::int64_t>(1'000 + sequence)}, payload};
}

std::string all_payloads(Journal& journal, std::uint64_t after = 0) {
  std::string text;
  const auto read = journal.read(after, [&](const Record& r) {
    text += std::to_string(r.sequence) + "@" + std::to_string(r.time.microseconds) + "=" +
            std::string(r.payload) + " ";
    return true;
  });
  return read ? text : text + read.error().text;
}

std::unique_ptr<SqliteJournal> journal_with_three(const std::string& path, const std::string& vfs = {}) {
  auto journal = SqliteJournal::create(path, header(), vfs);
  EXPECT_TRUE(journal) << journal.error().text;
  EXPECT_TRUE(
      (*journal)->append({record(1, "one"), record(2, "two"), record(3, std::string_view("\0x", 2))}));
  return *std::move(journal);
}

void change(const std::string& path, const char* sql) {
  const auto database = open_database(path, Access::write);
  ASSERT_TRUE(database);
  ASSERT_TRUE(execute(database->get(), path, sql));
}

TEST(SqliteJournal, gives_back_what_was_appended_also_after_opening_again) {
  const TemporaryFolder folder;
  journal_with_three(folder / "j");
  auto journal = SqliteJournal::open(folder / "j", Access::write);
  ASSERT_TRUE(journal) << journal.error().text;
  EXPECT_EQ((*journal)->header(), header());
  EXPECT_EQ((*journal)->last_sequence(), 3U);
  ASSERT_TRUE((*journal)->append({record(4, "four")}));
  EXPECT_EQ(all_payloads(**journal), std::string("1@1001=one 2@1002=two 3@1003=") + '\0' + "x 4@1004=four ");
  EXPECT_EQ(all_payloads(**journal, 3), "4@1004=four ");
}

TEST(SqliteJournal, may_be_read_while_it_is_written) {
  const TemporaryFolder folder;
  const auto writer = journal_with_three(folder / "j");
  auto reader = SqliteJournal::open(folder / "j", Access::read);
  ASSERT_TRUE(reader) << reader.error().text;
  ASSERT_TRUE(writer->append({record(4, "four")}));
  EXPECT_EQ(all_payloads(**reader, 2), std::string("3@1003=") + '\0' + "x 4@1004=four ");
}

// A statement reads 4,096 records: one fewer, as many, and twice as many and one.
TEST(SqliteJournal, gives_back_more_than_one_statement_reads) {
  for (const std::uint64_t count : {4'095U, 4'096U, 8'193U}) {
    const TemporaryFolder folder;
    auto journal = SqliteJournal::create(folder / "j", header());
    ASSERT_TRUE(journal) << journal.error().text;
    std::vector<Record> records;
    for (std::uint64_t i = 1; i <= count; ++i) records.push_back(record(i, "x"));
    ASSERT_TRUE((*journal)->append(records));
    std::uint64_t last = 0;
    const auto read = (*journal)->read(0, [&](const Record& r) { return r.sequence == ++last; });
    EXPECT_TRUE(read);
    EXPECT_EQ(last, count);
  }
}

// So a long look at a host at work does not hold its checkpoints back, and ends with what came meanwhile.
TEST(SqliteJournal, is_not_held_back_by_who_reads_it) {
  const TemporaryFolder folder;
  auto writer = SqliteJournal::create(folder / "j", header());
  ASSERT_TRUE(writer) << writer.error().text;
  std::vector<Record> records;
  for (std::uint64_t i = 1; i <= 5'000; ++i) records.push_back(record(i, "x"));
  ASSERT_TRUE((*writer)->append(records));
  const auto reader = SqliteJournal::open(folder / "j", Access::read);
  ASSERT_TRUE(reader) << reader.error().text;
  std::uint64_t last = 0;
  const auto read = (*reader)->read(0, [&](const Record& r) {
    const bool kept = r.sequence != 1 || (*writer)->append({record(5'001, "late")}).has_value();
    EXPECT_TRUE(kept);
    last = r.sequence;
    return true;
  });
  EXPECT_TRUE(read);
  EXPECT_EQ(last, 5'001U);
}

TEST(SqliteJournal, says_what_is_not_what_was_written) {
  struct Damage {
    const char* sql;
    const char* said;
  };
  for (const Damage& damage : {
           Damage{"UPDATE records SET payload = 'twi' WHERE sequence = 2",
                  "record 2 is not what was written"},
           Damage{"UPDATE records SET time = 7 WHERE sequence = 2", "record 2 is not what was written"},
           Damage{"DELETE FROM records WHERE sequence = 2", "record 3 follows a gap"},
           Damage{"UPDATE records SET checksum = 0 WHERE sequence = 1", "record 1 is not what was written"},
           // A tail that was lost and whose number was used again.
           Damage{"INSERT OR REPLACE INTO records SELECT 3, 1003, payload, checksum FROM records WHERE "
                  "sequence = 2",
                  "record 3 is not what was written"},
       }) {
    const TemporaryFolder folder;
    journal_with_three(folder / "j");
    change(folder / "j", damage.sql);
    auto journal = SqliteJournal::open(folder / "j", Access::read);
    ASSERT_TRUE(journal);
    EXPECT_NE(all_payloads(**journal).find(damage.said), std::string::npos) << damage.sql;
  }
}

TEST(SqliteJournal, refuses_a_header_that_changed_and_formats_it_does_not_know) {
  const TemporaryFolder folder;
  journal_with_three(folder / "j");
  change(folder / "j", "UPDATE header SET value = 'other' WHERE key = 'name'");
  const auto changed = SqliteJournal::open(folder / "j", Access::read);
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().kind, Kind::damaged);
  change(folder / "j", "UPDATE header SET value = 99 WHERE key = 'format'");
  const auto newer = SqliteJournal::open(folder / "j", Access::read);
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().kind, Kind::version);
  EXPECT_NE(newer.error().text.find("has format 99, this program reads format 1"), std::string::npos);
}

TEST(SqliteJournal, refuses_what_is_no_journal) {
  const TemporaryFolder folder;
  std::ofstream(folder / "text")
      << "this is a text of more than a hundred bytes, so that SQLite looks at it: "
         "it is no database at all, and nobody should take it for one.";
  const auto text = SqliteJournal::open(folder / "text", Access::read);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().kind, Kind::damaged);
  EXPECT_FALSE(SqliteJournal::open(folder / "nothing", Access::read));
}

TEST(SqliteJournal, finds_each_flipped_byte_or_does_without_it) {
  const TemporaryFolder folder;
  journal_with_three(folder / "j");  // closed: everything is in the one file
  std::ifstream in(folder / "j", std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  const std::string good = all_payloads(**SqliteJournal::open(folder / "j", Access::read));
  for (std::size_t at = 0; at < whole.size(); at += 13) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
    std::ofstream(folder / "f", std::ios::binary) << flipped;
    auto journal = SqliteJournal::open(folder / "f", Access::read);
    if (!journal) continue;
    const std::string read = all_payloads(**journal);
    const bool said = read.find(": ") != std::string::npos;
    // A journal whose last records are gone can only be told by the host's snapshots and hashes.
    EXPECT_TRUE(said || good.starts_with(read)) << "byte " << at << ": " << read;
  }
}

TEST(SqliteJournal, keeps_two_snapshots_and_what_they_need) {
  const TemporaryFolder folder;
  auto journal = journal_with_three(folder / "j");
  for (const std::uint64_t sequence : {1U, 2U, 3U}) {
    const SnapshotMark mark{sequence, Time{2'000}, {}};
    ASSERT_TRUE(journal->save_snapshot(mark, "state " + std::to_string(sequence)));
    ASSERT_TRUE(journal->mark_snapshot(mark));
  }
  ASSERT_EQ(journal->snapshots().size(), 2U);
  EXPECT_EQ(journal->load_snapshot(journal->snapshots()[0]), "state 3");
  EXPECT_EQ(journal->load_snapshot(journal->snapshots()[1]), "state 2");
  EXPECT_FALSE(std::filesystem::exists(folder / "j.1.snapshot"));
  EXPECT_EQ(journal->forget(Time{9'999}), true);
  EXPECT_EQ(all_payloads(*journal, 2), std::string("3@1003=") + '\0' + "x ");
  EXPECT_NE(all_payloads(*journal).find("record 3 follows a gap"), std::string::npos);
}

TEST(SqliteJournal, keeps_all_of_a_call_or_nothing_when_the_disk_is_full) {
  const TemporaryFolder folder;
  journal_tests::ForgetfulVfs disk("full");
  auto journal = journal_with_three(folder / "j", disk.name());
  const std::string large(100'000, 'x');
  disk.disk_is_full(true);
  const auto refused = journal->append({record(4, large), record(5, large)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::full) << refused.error().text;
  EXPECT_EQ(journal->last_sequence(), 3U);
  disk.disk_is_full(false);
  ASSERT_TRUE(journal->append({record(4, "four")}));
  EXPECT_EQ(all_payloads(*journal, 3), "4@1004=four ");
}

TEST(SqliteJournal, does_not_know_after_a_failed_flush) {
  const TemporaryFolder folder;
  journal_tests::ForgetfulVfs disk("failing");
  auto journal = journal_with_three(folder / "j", disk.name());
  disk.flushing_fails(true);
  const auto refused = journal->append({record(4, "four")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::unknown) << refused.error().text;
}

// Appends, takes the power away after each append, and counts what is left.
std::uint64_t lost_after_power_cuts(bool flushing_lies, bool torn) {
  const TemporaryFolder folder;
  journal_tests::ForgetfulVfs disk("forgetful");
  std::filesystem::create_directories(folder / "live");
  auto journal = journal_with_three(folder / "live/j", disk.name());
  disk.flushing_lies(flushing_lies);
  std::uint64_t lost = 0;
  for (std::uint64_t sequence = 4; sequence < 60; ++sequence) {
    EXPECT_TRUE(journal->append({record(sequence, std::string(sequence * 37, 'p'))}));
    const std::string copy = folder / std::to_string(sequence);
    disk.copy_after_power_cut(folder / "live", copy, torn);
    auto found = SqliteJournal::open(copy + "/j", Access::write);
    EXPECT_TRUE(found) << found.error().text;
    const std::uint64_t last = found ? (*found)->last_sequence() : 0;
    if (found) {
      EXPECT_EQ(all_payloads(**found).find(": "), std::string::npos);
    }
    lost += sequence - last;
  }
  return lost;
}

TEST(SqliteJournal, has_everything_that_was_acknowledged_after_a_power_cut) {
  EXPECT_EQ(lost_after_power_cuts(false, false), 0U);
  EXPECT_EQ(lost_after_power_cuts(false, true), 0U);
}

// The test is tested: with flushes that do nothing it finds losses.
TEST(SqliteJournal, would_lose_without_the_flush) {
  EXPECT_GT(lost_after_power_cuts(true, false), 0U);
}

TEST(SqliteStore, lets_one_process_write) {
  const TemporaryFolder folder;
  const auto first = open_sqlite_store(folder / "journals");
  ASSERT_TRUE(first) << first.error().text;
  const auto second = open_sqlite_store(folder / "journals");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, Kind::in_use);
}

TEST(SqliteStore, opens_what_was_made_and_not_what_was_retired) {
  const TemporaryFolder folder;
  {
    auto store = open_sqlite_store(folder.path());
    ASSERT_TRUE(store);
    for (const char* name : {"b/../x", "a", "c"}) {
      codec::LogHeader named = header();
      named.name = name;
      ASSERT_TRUE((*store)->create(named));
    }
  }
  auto store = open_sqlite_store(folder.path());
  ASSERT_TRUE(store);
  auto journals = (*store)->open_all();
  ASSERT_TRUE(journals) << journals.error().text;
  ASSERT_EQ(journals->size(), 3U);
  EXPECT_EQ((*journals)[1]->header().name, "b/../x");
  ASSERT_TRUE((*store)->retire(std::move((*journals)[0])));
  journals->clear();
  journals = (*store)->open_all();
  ASSERT_TRUE(journals);
  EXPECT_EQ(journals->size(), 2U);
}

// A host that began anew would take messages with numbers that others had, and nobody would know.
TEST(SqliteStore, does_not_begin_anew_beside_snapshots_of_a_journal_that_is_lost) {
  for (const bool is_emptied : {false, true}) {
    const TemporaryFolder folder;
    std::ofstream(folder / "WS0123.journal.301.snapshot");
    if (is_emptied) std::ofstream(folder / "WS0123.journal");
    auto store = open_sqlite_store(folder.path());
    ASSERT_TRUE(store);
    const auto journals = (*store)->open_all();
    ASSERT_FALSE(journals);
    EXPECT_EQ(journals.error().kind, Kind::damaged);
    EXPECT_NE(journals.error().text.find("WS0123.journal.301.snapshot stands beside it"), std::string::npos)
        << journals.error().text;
  }
}

TEST(SqliteStore, retires_a_journal_with_its_snapshots) {
  const TemporaryFolder folder;
  auto store = open_sqlite_store(folder.path());
  ASSERT_TRUE(store);
  auto journal = (*store)->create(header());
  ASSERT_TRUE(journal);
  ASSERT_TRUE((*journal)->append({record(1, "one")}));
  ASSERT_TRUE((*journal)->save_snapshot({1, Time{1'001}, {}}, "bytes"));
  ASSERT_TRUE((*store)->retire(*std::move(journal)));
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const std::string name = entry.path().filename();
    EXPECT_TRUE(name.find(".removed-1") != std::string::npos || name.find(".journal") == std::string::npos)
        << name;
  }
  EXPECT_TRUE((*store)->open_all());
}

TEST(SqliteStore, shows_journals_to_their_owner_only) {
  const TemporaryFolder folder;
  journal_with_three(folder / "a.journal");
  std::filesystem::permissions(folder / "a.journal", std::filesystem::perms{0644});
  ASSERT_TRUE(SqliteJournal::open(folder / "a.journal", Access::write));
  EXPECT_EQ(std::filesystem::status(folder / "a.journal").permissions(), std::filesystem::perms{0600});
}

TEST(SqliteStore, drops_a_journal_that_was_never_finished) {
  const TemporaryFolder folder;
  std::ofstream(folder / "WS0123.journal");
  auto store = open_sqlite_store(folder.path());
  ASSERT_TRUE(store);
  const auto journals = (*store)->open_all();
  ASSERT_TRUE(journals) << journals.error().text;
  EXPECT_TRUE(journals->empty());
  EXPECT_FALSE(std::filesystem::exists(folder / "WS0123.journal"));
}

}  // namespace
}  // namespace switchyard::adapters::journal
