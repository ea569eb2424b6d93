// Logs that are whole, cut off, damaged or foreign, and any moment of them.
#include "viz/feed/log.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "reports/measures/collector.h"
#include "tests/viz_view/board_text.h"
#include "tests/viz_view/made_log.h"

namespace switchyard::viz {
namespace {

std::string bytes_of(const std::string& path) {
  std::stringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

FeedOptions few_checkpoints() {
  FeedOptions options;
  options.checkpoints = 4;
  options.rows = 20;
  return options;
}

std::vector<std::pair<std::uint64_t, std::uint32_t>> newest_events(const Cursor& cursor) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> out;
  for (const SeenEvent& seen : cursor.present().recent.list()) out.emplace_back(seen.sequence, seen.index);
  return out;
}

TEST(Log, OpensAndSaysWhatItsReportSays) {
  const TemporaryFolder folder;
  const auto opened = open_log(make_log(folder, "dealer-network"), {});
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->notice, std::nullopt);
  EXPECT_EQ(opened->header.name, "dealer-network");
  const History& history = opened->recording.history();
  std::size_t arrived = 0;
  std::size_t abandoned = 0;
  for (const PastTask& task : history.tasks()) {
    ++arrived;
    if (task.ended && task.outcome == EndedTask::Outcome::abandoned) ++abandoned;
  }
  EXPECT_GT(arrived, 3000U);
  EXPECT_GT(abandoned, 50U);
  EXPECT_GT(history.deepest({}), 3U);
}

// Each moment, reached from a checkpoint, is the one that was passed on the way from the begin.
TEST(Log, ReachesEveryMomentAsIfItHadBeenPlayed) {
  const TemporaryFolder folder;
  for (const char* scenario : {"dealer-network", "flex-mix", "lead-desk"}) {
    const auto opened = open_log(make_log(folder, scenario), few_checkpoints());
    ASSERT_TRUE(opened.has_value());
    const Recording& recording = opened->recording;
    EXPECT_GE(recording.checkpoints(), 4U);
    EXPECT_LE(recording.checkpoints(), 8U);
    auto played = recording.before(0);
    ASSERT_TRUE(played.has_value());
    const Duration length = opened->end - recording.begin();
    for (int i = 0; i <= 40; ++i) {
      const Time moment = recording.begin() + microseconds(length.microseconds / 40 * i);
      while (played->next_time() && *played->next_time() <= moment) ASSERT_TRUE(played->take());
      played->pass(moment);
      const auto reached = recording.at(moment);
      ASSERT_TRUE(reached.has_value());
      EXPECT_EQ(board_text(reached->board()), board_text(played->board())) << scenario << " " << i;
      EXPECT_EQ(newest_events(*reached), newest_events(*played)) << scenario << " " << i;
      EXPECT_EQ(reached->engine()->next_deadline(), played->engine()->next_deadline());
    }
  }
}

TEST(Log, ReachesATurnByItsNumber) {
  const TemporaryFolder folder;
  const auto opened = open_log(make_log(folder, "lead-desk"), few_checkpoints());
  ASSERT_TRUE(opened.has_value());
  for (const std::uint64_t turn : {1U, 511U, 512U, 513U, 1000U}) {
    const auto reached = opened->recording.at_sequence(turn);
    ASSERT_TRUE(reached.has_value());
    EXPECT_EQ(reached->sequence(), turn);
  }
}

TEST(Log, ShowsWhatStandsBeforeATear) {
  const TemporaryFolder folder;
  const std::string whole = bytes_of(make_log(folder, "lead-desk"));
  const std::string torn = folder / "torn.log";
  write(torn, whole.substr(0, whole.size() / 2));
  const auto opened = open_log(torn, {});
  ASSERT_TRUE(opened.has_value());
  ASSERT_TRUE(opened->notice.has_value());
  EXPECT_NE(opened->notice->find("is cut off after record"), std::string::npos) << *opened->notice;
  EXPECT_TRUE(opened->recording.at(opened->end).has_value());
  EXPECT_GT(opened->recording.history().tasks().size(), 10U);
}

TEST(Log, ShowsWhatStandsBeforeDamage) {
  const TemporaryFolder folder;
  std::string bytes = bytes_of(make_log(folder, "lead-desk"));
  bytes[bytes.size() * 3 / 4] = static_cast<char>(bytes[bytes.size() * 3 / 4] ^ 1);
  const std::string damaged = folder / "damaged.log";
  write(damaged, bytes);
  const auto opened = open_log(damaged, {});
  ASSERT_TRUE(opened.has_value());
  EXPECT_NE(opened->notice.value().find("damaged"), std::string::npos) << *opened->notice;
  EXPECT_TRUE(opened->recording.at(opened->end).has_value());
}

// Wherever it is cut there is a message or a recording, never a crash.
TEST(Log, SurvivesEveryCut) {
  const TemporaryFolder folder;
  const std::string whole = bytes_of(make_log(folder, "lead-desk", 60));
  const std::string cut = folder / "cut.log";
  std::size_t shown = 0;
  for (std::size_t size = 0; size < whole.size(); size += size < 200 ? 1 : 97) {
    write(cut, whole.substr(0, size));
    const auto opened = open_log(cut, {});
    if (opened) {
      EXPECT_TRUE(opened->notice.has_value()) << size;
      ++shown;
    } else {
      EXPECT_EQ(opened.error().code, 3) << size << " " << opened.error().text;
      EXPECT_FALSE(opened.error().text.empty());
    }
  }
  EXPECT_GT(shown, 5U);
}

TEST(Log, SaysThatAnotherFileIsNoLog) {
  const TemporaryFolder folder;
  write(folder / "foreign.log", "PK\x03\x04 this is something else");
  const auto foreign = open_log(folder / "foreign.log", {});
  ASSERT_FALSE(foreign.has_value());
  EXPECT_EQ(foreign.error().code, 3);
  EXPECT_NE(foreign.error().text.find("is not a log of Switchyard"), std::string::npos);
  const auto missing = open_log(folder / "missing.log", {});
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, 4);
}

TEST(Log, SaysHowAJournalBecomesALog) {
  const TemporaryFolder folder;
  const std::string journal = folder / "WS1.journal";
  write(journal, std::string("SQLite format 3") + '\0' + std::string(84, 'x'));
  const auto opened = open_log(journal, {});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, 3);
  EXPECT_NE(opened.error().text.find("switchyard replay '" + journal + "' --log run.log"), std::string::npos)
      << opened.error().text;
}

TEST(Log, SaysThatItWasWrittenByOtherRules) {
  const TemporaryFolder folder;
  const std::string path = make_log(folder, "lead-desk", 200);
  auto log = codec::LogReader::open(path);
  const std::string other = folder / "other.log";
  auto writer = codec::LogWriter::create(other, log->header());
  writer->append(log->header().start, TimePasses{});
  codec::LogHash hash;
  hash.turn(log->header().start, TimePasses{}, {{CommandRefused{}}, {}});
  writer->finish(hash);
  const auto opened = open_log(other, {});
  ASSERT_TRUE(opened.has_value());
  EXPECT_NE(opened->notice.value().find("answers otherwise"), std::string::npos) << *opened->notice;
}

TEST(Log, SaysThatItsFileIsNoLongerWhatItWas) {
  const TemporaryFolder folder;
  const std::string path = make_log(folder, "lead-desk");
  const auto opened = open_log(path, few_checkpoints());
  ASSERT_TRUE(opened.has_value());
  std::string bytes = bytes_of(path);
  for (std::size_t i = bytes.size() / 2; i < bytes.size(); ++i) bytes[i] = 'x';
  write(path, bytes);
  EXPECT_FALSE(opened->recording.at(opened->end).has_value());
  std::filesystem::remove(path);
  EXPECT_FALSE(opened->recording.at(opened->end).has_value());
}

TEST(Log, CountsGoodServiceByTheThresholdOfItsReport) {
  const TemporaryFolder folder;
  const std::string path = make_log(folder, "lead-desk", 50);
  write(folder / "summary.json", R"({"total": {"service_levels": [{"within_seconds": 7.5}]}})");
  const auto opened = open_log(path, {});
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->recording.at(opened->end)->present().names.within, milliseconds(7500));
}

}  // namespace
}  // namespace switchyard::viz
