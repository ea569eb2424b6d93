// A feed does what is asked of it: plays, seeks, steps, searches, explains, compares.
#include "viz/feed/feed.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <stdexcept>

#include "tests/viz_view/board_text.h"
#include "tests/viz_view/made_log.h"

namespace switchyard::viz {
namespace {

using std::chrono::microseconds;

constexpr std::chrono::seconds one_second{1};

Feed open(const std::string& what) {
  auto feed = Feed::open(what);
  if (!feed) throw std::runtime_error(feed.error().text);
  return std::move(*feed);
}

TEST(Feed, PlaysAtTheSpeedThatIsSet) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "lead-desk"));
  const Time begin = feed.view().transport.begin;
  EXPECT_EQ(feed.view().transport.now, begin);
  EXPECT_FALSE(feed.view().transport.playing);
  feed.advance(one_second);
  EXPECT_EQ(feed.view().transport.now, begin);
  feed.handle(Play{});
  feed.handle(SetSpeed{60});
  feed.advance(one_second);
  EXPECT_EQ(feed.view().transport.now, begin + seconds(60));
  feed.handle(SetSpeed{0.1});
  feed.advance(one_second);
  EXPECT_EQ(feed.view().transport.now, begin + seconds(60) + milliseconds(100));
  feed.handle(Pause{});
  feed.advance(one_second);
  EXPECT_EQ(feed.view().transport.now, begin + seconds(60) + milliseconds(100));
}

TEST(Feed, CutsSpeedsToWhatThereIs) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "lead-desk", 50));
  for (const auto& [asked, given] : {std::pair{1e9, fastest}, std::pair{0.0, slowest},
                                     std::pair{-5.0, slowest}, std::pair{std::nan(""), 1.0}}) {
    feed.handle(SetSpeed{asked});
    EXPECT_EQ(feed.view().transport.speed, given);
  }
}

TEST(Feed, StopsAtTheEnd) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "lead-desk"));
  feed.handle(Play{});
  feed.handle(SetSpeed{10'000});
  for (int i = 0; i < 20 && feed.view().transport.playing; ++i) feed.advance(one_second);
  EXPECT_FALSE(feed.view().transport.playing);
  EXPECT_EQ(feed.view().transport.now, feed.view().transport.end);
}

TEST(Feed, SeeksThereAndBack) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "dealer-network"));
  const Time begin = feed.view().transport.begin;
  feed.handle(SeekTo{begin + hours(3)});
  const std::string there = board_text(feed.view().board);
  feed.handle(SeekTo{begin + hours(7)});
  EXPECT_NE(board_text(feed.view().board), there);
  feed.handle(SeekTo{begin + hours(3)});
  EXPECT_EQ(board_text(feed.view().board), there);
  feed.handle(SeekTo{Time{0}});
  EXPECT_EQ(feed.view().transport.now, begin);
  feed.handle(SeekTo{never});
  EXPECT_EQ(feed.view().transport.now, feed.view().transport.end);
}

TEST(Feed, StepsToTheNextEventAndBack) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "lead-desk"));
  feed.handle(SeekTo{feed.view().transport.begin + hours(1)});
  std::vector<std::uint64_t> turns;
  for (int i = 0; i < 20; ++i) {
    feed.handle(StepToNextEvent{});
    const View view = feed.view();
    ASSERT_GT(view.events.present, 0U);
    turns.push_back(view.events.rows[view.events.present - 1].sequence);
    EXPECT_EQ(view.events.rows[view.events.present - 1].time, view.transport.now);
  }
  for (int i = 18; i >= 0; --i) {
    feed.handle(StepToPreviousEvent{});
    const View view = feed.view();
    EXPECT_EQ(view.events.rows[view.events.present - 1].sequence, turns[static_cast<std::size_t>(i)]);
  }
  EXPECT_TRUE(feed.view().notices.empty());
}

TEST(Feed, ShowsEventsOnBothSidesOfNow) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "lead-desk"));
  feed.handle(SeekTo{feed.view().transport.begin + hours(2)});
  const View view = feed.view();
  EXPECT_EQ(view.events.present, 200U);
  EXPECT_GE(view.events.rows.size(), 400U);
  for (std::size_t i = 0; i < view.events.rows.size(); ++i) {
    EXPECT_EQ(view.events.rows[i].time <= view.transport.now, i < view.events.present) << i;
  }
  EXPECT_FALSE(view.events.reaches_begin);
}

TEST(Feed, FindsWhatIsSearchedFor) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "lead-desk"));
  feed.handle(Search{"TASK_CREATED task=7"});
  feed.finish_background();
  const SearchResult& found = feed.view().search;
  EXPECT_TRUE(found.finished);
  EXPECT_EQ(found.done, 1);
  ASSERT_FALSE(found.matches.empty());
  EXPECT_EQ(found.matches[0].text.rfind("task_created task=7 ", 0), 0U) << found.matches[0].text;
  feed.handle(SeekTo{found.matches[0].time});
  EXPECT_NE(feed.view().board.tasks.find(TaskId{7}), nullptr);
  feed.handle(Search{""});
  EXPECT_TRUE(feed.view().search.matches.empty());
  feed.handle(Search{"no such word in any row"});
  feed.finish_background();
  EXPECT_TRUE(feed.view().search.finished);
  EXPECT_TRUE(feed.view().search.matches.empty());
}

TEST(Feed, TellsTheLifeOfATaskWithItsDecisions) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "lead-desk"));
  feed.handle(SelectTask{TaskId{5}});
  feed.finish_background();
  const TaskLife* life = feed.view().task;
  ASSERT_NE(life, nullptr);
  EXPECT_TRUE(life->ended);
  ASSERT_FALSE(life->explanation.moments.empty());
  EXPECT_FALSE(life->explanation.moments.front().asked.empty());
  ASSERT_FALSE(life->spans.empty());
  for (const LifeSpan& span : life->spans) EXPECT_LE(span.from, span.to);
  EXPECT_EQ(life->spans.front().from, life->explanation.arrived);
  feed.handle(SelectTask{TaskId{999'999}});
  feed.finish_background();
  EXPECT_EQ(feed.view().task, nullptr);
}

TEST(Feed, KeepsBookmarksAndSelections) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "lead-desk", 100));
  feed.handle(AddBookmark{"here"});
  ASSERT_EQ(feed.view().history.marks().size(), 1U);
  EXPECT_EQ(feed.view().history.marks()[0].text, "here");
  feed.handle(SelectWorker{WorkerId{3}});
  EXPECT_EQ(feed.view().selection.worker, WorkerId{3});
}

TEST(Feed, RefusesCommandsToARecording) {
  const TemporaryFolder folder;
  Feed feed = open(make_log(folder, "lead-desk", 100));
  EXPECT_FALSE(feed.view().can_command);
  feed.handle(SetActivity{WorkerId{0}, ActivityId{0}});
  EXPECT_EQ(feed.view().notices, (std::vector<std::string>{"a recording takes no commands"}));
}

TEST(Feed, RunsAScenarioAheadAndShowsItsPast) {
  Feed feed = open(scenario_file("dealer-network"));
  const Time begin = feed.view().transport.begin;
  EXPECT_EQ(feed.view().transport.source, Source::simulation);
  EXPECT_FALSE(feed.view().transport.complete);
  EXPECT_EQ(feed.view().transport.expected_end, begin + hours(8));
  feed.handle(SeekTo{begin + hours(4)});
  const std::string there = board_text(feed.view().board);
  feed.finish_background();
  EXPECT_TRUE(feed.view().transport.complete);
  feed.handle(SeekTo{begin + hours(1)});
  feed.handle(SeekTo{begin + hours(4)});
  EXPECT_EQ(board_text(feed.view().board), there);
  EXPECT_EQ(feed.view().history.marks().size(), 6U);  // three broadcasts, begin and end
}

// The simulation and its log are the same run.
TEST(Feed, ShowsTheSameOfASimulationAndOfItsLog) {
  const TemporaryFolder folder;
  Feed log = open(make_log(folder, "flex-mix"));
  Feed simulated = open(scenario_file("flex-mix"));
  simulated.finish_background();
  const Time begin = log.view().transport.begin;
  EXPECT_EQ(log.view().transport.begin, simulated.view().transport.begin);
  for (const int hour : {1, 3, 5}) {
    log.handle(SeekTo{begin + hours(hour)});
    simulated.handle(SeekTo{begin + hours(hour)});
    EXPECT_EQ(log.view().board.sequence, simulated.view().board.sequence);
    EXPECT_EQ(log.view().board.tasks.size(), simulated.view().board.tasks.size());
    EXPECT_EQ(log.view().events.rows.back().text, simulated.view().events.rows.back().text);
  }
}

TEST(Feed, ComparesTwoLogsOnOneAxis) {
  const TemporaryFolder folder;
  const std::string first = make_log(folder, "lead-desk", ~std::uint64_t{0}, 1);
  const std::string second = make_log(folder, "lead-desk", ~std::uint64_t{0}, 2);
  auto feed = Feed::open_pair(first, second);
  ASSERT_TRUE(feed.has_value());
  feed->finish_background();
  ASSERT_NE(feed->view().compared, nullptr);
  EXPECT_GT(feed->view().compared->differ + feed->view().compared->only_before, 0U);
  ASSERT_TRUE(feed->view().other.has_value());
  feed->handle(SeekTo{feed->view().transport.begin + hours(1)});
  EXPECT_EQ(feed->view().other->board.now, feed->view().transport.now);
}

TEST(Feed, SaysThatTwoLogsOfOneRunAreTheSame) {
  const TemporaryFolder folder;
  const std::string log = make_log(folder, "lead-desk");
  auto feed = Feed::open_pair(log, log);
  ASSERT_TRUE(feed.has_value());
  feed->finish_background();
  EXPECT_EQ(feed->view().compared->differ, 0U);
  EXPECT_TRUE(feed->view().compared->tasks.empty());
  EXPECT_GT(feed->view().compared->same, 100U);
}

TEST(Feed, SaysWhatIsWrongWithAScenario) {
  const TemporaryFolder folder;
  std::ofstream(folder / "wrong.json") << R"({"version": 1})";
  const auto wrong = Feed::open(folder / "wrong.json");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().code, 3);
  EXPECT_FALSE(wrong.error().text.empty());
  const auto missing = Feed::open(folder / "missing.json");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, 4);
}

}  // namespace
}  // namespace switchyard::viz
