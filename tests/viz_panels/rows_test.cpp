// What panels show in which order, and the small arithmetic beneath them.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/viz_panels/made_centre.h"
#include "viz/panels/agents.h"
#include "viz/panels/events.h"
#include "viz/panels/marks.h"
#include "viz/panels/queues.h"
#include "viz/panels/task.h"
#include "viz/panels/text.h"
#include "viz/panels/transport.h"

namespace switchyard::viz {
namespace {

const MadeCentre& centre() {
  static const MadeCentre made;
  return made;
}

TEST(QueueRows, come_in_the_order_of_the_workspace_or_the_worst_first) {
  const View view = centre().view();
  QueuesState state;
  const auto plain = queue_rows(view, state);
  ASSERT_EQ(plain.size(), 9u);
  for (std::uint32_t i = 0; i < 9; ++i) EXPECT_EQ(plain[i].queue, TaskQueueId{i});
  state.sort = QueueSort::waiting;
  const auto deep = queue_rows(view, state);
  for (std::size_t i = 1; i < deep.size(); ++i)
    EXPECT_GE(view.board.queues[deep[i - 1].queue.index()].waiting,
              view.board.queues[deep[i].queue.index()].waiting);
  state.sort = QueueSort::oldest;
  const auto old = queue_rows(view, state);
  EXPECT_TRUE(std::is_sorted(old.begin(), old.end(), [](const QueueRow& a, const QueueRow& b) {
    return a.oldest.value_or(Duration{-1}) > b.oldest.value_or(Duration{-1});
  }));
}

TEST(QueueRows, are_those_of_one_tenant_when_asked) {
  QueuesState state;
  state.tenant = TenantId{1};
  const auto rows = queue_rows(centre().view(), state);
  ASSERT_EQ(rows.size(), 3u);
  for (const QueueRow& row : rows) EXPECT_EQ(centre().names.queues[row.queue.index()].tenant, TenantId{1});
}

TEST(DepthSeries, are_one_a_tenant_or_the_seven_deepest_queues_or_the_chosen_one) {
  MadeCentre own;
  QueuesState state;
  EXPECT_EQ(depth_series(own.view(), state).size(), 3u);
  state.curves = 1;
  const auto queues = depth_series(own.view(), state);
  ASSERT_EQ(queues.size(), 7u);
  EXPECT_GE(own.history.deepest(queues.front().series), own.history.deepest(queues.back().series));
  state.curves = 2;
  own.selection.queue = TaskQueueId{4};
  ASSERT_EQ(depth_series(own.view(), state).size(), 1u);
  EXPECT_EQ(depth_series(own.view(), state).front().series.index, 4u);
}

TEST(AgentRows, pass_every_filter_that_is_set) {
  const View view = centre().view();
  AgentsState state;
  EXPECT_EQ(agent_rows(view, state).size(), 28u);
  state.tenant = TenantId{2};
  for (const WorkerId id : agent_rows(view, state))
    EXPECT_EQ(view.names.workers[id.index()].tenant, TenantId{2});
  state = {};
  state.group = 0;
  for (const WorkerId id : agent_rows(view, state))
    EXPECT_EQ(view.names.workers[id.index()].tenant, TenantId{0});
  state = {};
  state.channel = TaskChannelId{1};
  EXPECT_EQ(agent_rows(view, state).size(), 14u);
  state = {};
  std::copy_n("aDA", 3, state.name.begin());
  const auto found = agent_rows(view, state);
  ASSERT_FALSE(found.empty());
  for (const WorkerId id : found)
    EXPECT_NE(view.names.workers[id.index()].name.find("Ada"), std::string::npos);
}

TEST(AgentRows, are_sorted_by_what_was_chosen) {
  const View view = centre().view();
  AgentsState state;
  const auto by_name = agent_rows(view, state);
  EXPECT_TRUE(std::is_sorted(by_name.begin(), by_name.end(), [&](WorkerId a, WorkerId b) {
    return view.names.workers[a.index()].name < view.names.workers[b.index()].name;
  }));
  state.sort = AgentSort::occupancy;
  const auto busiest = agent_rows(view, state);
  const auto share = [&](WorkerId id) {
    return view.board.workers[id.index()].occupancy(view.transport.now).value_or(-1);
  };
  EXPECT_GE(share(busiest.front()), share(busiest.back()));
  state.sort = AgentSort::state;
  const auto counts = agents_by_state(view, agent_rows(view, state));
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), 0U), 28u);
}

TEST(Verdicts, follow_the_thresholds) {
  EXPECT_EQ(verdict_of_level(std::nullopt, 0.8), Verdict::none);
  EXPECT_EQ(verdict_of_level(0.8, 0.8), Verdict::good);
  EXPECT_EQ(verdict_of_level(0.75, 0.8), Verdict::warning);
  EXPECT_EQ(verdict_of_level(0.69, 0.8), Verdict::bad);
  EXPECT_EQ(verdict_of_wait(std::nullopt, seconds(20)), Verdict::none);
  EXPECT_EQ(verdict_of_wait(seconds(20), seconds(20)), Verdict::good);
  EXPECT_EQ(verdict_of_wait(seconds(60), seconds(20)), Verdict::warning);
  EXPECT_EQ(verdict_of_wait(seconds(61), seconds(20)), Verdict::bad);
}

TEST(Speeds, step_through_a_table_and_stay_in_it) {
  EXPECT_EQ(next_speed(1, true), 2);
  EXPECT_EQ(next_speed(1, false), 0.5);
  EXPECT_EQ(next_speed(60, true), 100);
  EXPECT_EQ(next_speed(60, false), 50);
  EXPECT_EQ(next_speed(10'000, true), 10'000);
  EXPECT_EQ(next_speed(0.1, false), 0.1);
  EXPECT_EQ(speed_text(0.5), "0.5×");
  EXPECT_EQ(speed_text(10'000), "10,000×");
}

TEST(Texts, are_what_people_read) {
  EXPECT_EQ(clock_text(centre_begin + seconds(3723)), "09:02:03");
  EXPECT_EQ(minute_text(centre_begin), "08:00");
  EXPECT_EQ(date_text(centre_begin), "2026-11-21");
  EXPECT_EQ(clock_text(never), "–");
  EXPECT_EQ(span_text(seconds(7)), "0:07");
  EXPECT_EQ(span_text(seconds(3723)), "1:02:03");
  EXPECT_EQ(span_text(seconds(-1)), "-");
  EXPECT_EQ(count_text(1'234'567), "1,234,567");
  EXPECT_EQ(count_text(999), "999");
  EXPECT_EQ(counted_text(0, "queue"), "0 queues");
  EXPECT_EQ(counted_text(1, "queue"), "1 queue");
  EXPECT_EQ(counted_text(1'200, "agent"), "1200 agents");
}

TEST(Axes, end_at_a_round_number) {
  EXPECT_EQ(round_up(0), 1);
  EXPECT_EQ(round_up(3), 4);
  EXPECT_EQ(round_up(11), 20);
  EXPECT_EQ(round_up(100), 100);
  EXPECT_EQ(round_up(450), 500);
}

TEST(Spans, that_overlap_stand_in_lanes_below_each_other) {
  const TaskLife life = made_life(centre_begin, centre_begin + hours(1));
  EXPECT_EQ(lanes_of_spans(life.spans), (std::vector<int>{0, 1, 2, 1, 0, 0}));
}

TEST(Matches, are_gone_through_from_the_moment_that_is_shown) {
  SearchResult search;
  for (const int second : {10, 20, 30}) search.matches.push_back({1, 0, centre_begin + seconds(second), ""});
  EXPECT_EQ(next_match(search, centre_begin + seconds(20), true)->time, centre_begin + seconds(30));
  EXPECT_EQ(next_match(search, centre_begin + seconds(20), false)->time, centre_begin + seconds(10));
  EXPECT_EQ(next_match(search, centre_begin + seconds(30), true), nullptr);
  EXPECT_EQ(next_match(search, centre_begin + seconds(10), false), nullptr);
  EXPECT_EQ(rest_of("task_created task=1 queue=a"), "task=1 queue=a");
  EXPECT_EQ(rest_of("time_passes"), "");
}

}  // namespace
}  // namespace switchyard::viz
