// Cumulative statistics in random worlds are those of a slow, obvious twin that keeps everything that
// happened.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "adapters/taskrouter/statistics/cumulative.h"
#include "adapters/taskrouter/statistics/durations.h"
#include "adapters/twilio_events/event_log.h"
#include "engine/base/match.h"
#include "engine/state/pools.h"
#include "tests/support/random_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

using test::Dice;

const Time start{1'700'000'000'000'000};

// What the twin knows of a task, followed by the engine's own events.
struct TwinTask {
  TaskCreated created;
  Time at;
  TaskQueueId queue;
  Time entered;
  bool left = false;
};

bool is_meant(const Fact& fact, const Selection& wanted) {
  if (wanted.tenant && *wanted.tenant != fact.tenant) return false;
  if (wanted.channel && *wanted.channel != fact.channel) return false;
  if (wanted.workflow && *wanted.workflow != fact.workflow) return false;
  if (wanted.queue && *wanted.queue != fact.queue) return false;
  if (!wanted.worker) return true;
  return !fact.worker.is_none() && wanted.worker(fact.worker);
}

// Everything that happened, never forgotten.
class Twin {
 public:
  explicit Twin(const State& state) {
    for (const WorkerState& worker : state.workers) stays_.push_back({{worker.activity, start}});
  }

  void see(const State& state, Time now, const switchyard::Event& event) {
    now_ = now;
    while (stays_.size() < state.workers.size())
      stays_.push_back({{state.workers[stays_.size()].activity, now}});
    if (const auto* updated = std::get_if<TaskUpdated>(&event)) follow_channel(state, updated->task);
    match(event, [&](const auto& e) { note(e); });
  }

  Cumulative sum(const Selection& wanted, const std::vector<Duration>& thresholds) const {
    Cumulative sum;
    for (const Duration threshold : thresholds) sum.splits.push_back({threshold, 0, 0, 0, 0});
    for (const Fact& fact : facts_) {
      if (fact.at < wanted.from || fact.at >= wanted.until || !is_meant(fact, wanted)) continue;
      ++sum.counts[static_cast<std::size_t>(fact.kind)];
      const bool accepted = fact.kind == FactKind::reservation_accepted;
      const bool canceled = fact.kind == FactKind::task_canceled;
      if (accepted) sum.until_accepted.add(fact.wait), sum.in_queue_until_accepted.add(fact.wait_in_queue);
      if (canceled) sum.until_canceled.add(fact.wait);
      for (Split& split : sum.splits) {
        split.accepted_above += accepted && fact.wait > split.threshold;
        split.accepted_below += accepted && fact.wait <= split.threshold;
        split.canceled_above += canceled && fact.wait > split.threshold;
        split.canceled_below += canceled && fact.wait <= split.threshold;
      }
    }
    return sum;
  }

  // Total time of all workers who are there in one activity between two moments.
  Duration in_activity(const State& state, ActivityId activity, Time from, Time until) const {
    Duration total{};
    for (std::size_t w = 0; w < stays_.size(); ++w) {
      for (std::size_t i = 0; i < stays_[w].size(); ++i) {
        const bool last = i + 1 == stays_[w].size();
        if (stays_[w][i].activity != activity || (last && state.workers[w].removed)) continue;
        const Time end = std::min(last ? until : stays_[w][i + 1].since, until);
        total += std::max(end - std::max(stays_[w][i].since, from), Duration{});
      }
    }
    return total;
  }
  std::size_t size() const { return facts_.size(); }

 private:
  struct Stay {
    ActivityId activity;
    Time since;
  };

  void add(FactKind kind, TaskId id, WorkerId worker = {}) {
    const TwinTask& task = tasks_.at(id);
    const Duration in_queue = task.queue.is_none() ? Duration{} : now_ - task.entered;
    facts_.push_back({now_, kind, task.created.tenant, task.created.channel, task.created.workflow,
                      task.queue, worker, now_ - task.at, in_queue});
  }
  // A task may be moved to another channel while it waits.
  void follow_channel(const State& state, TaskId id) {
    if (const auto task = recall_task(state, id)) tasks_.at(id).created.channel = task->channel;
  }
  void note(const TaskCreated& e) {
    tasks_[e.task] = {e, now_, {}, now_, false};
    add(FactKind::task_created, e.task);
  }
  void note(const TaskQueueEntered& e) {
    TwinTask& task = tasks_.at(e.task);
    if (task.left) add(FactKind::task_moved, e.task);
    task.queue = e.queue;
    task.entered = now_;
    task.left = false;
    add(FactKind::task_entered_queue, e.task);
  }
  void note(const TaskQueueLeft& e) { tasks_.at(e.task).left = true; }
  void note(const WorkflowEntered& e) { add(FactKind::task_entered_workflow, e.task); }
  void note(const WorkflowTimedOut& e) { add(FactKind::task_timed_out_in_workflow, e.task); }
  void note(const TaskCanceled& e) {
    if (e.reason == CancelReason::no_filter_matched) add(FactKind::task_timed_out_in_workflow, e.task);
    add(FactKind::task_canceled, e.task);
  }
  void note(const TaskCompleted& e) { add(FactKind::task_completed, e.task); }
  void note(const TaskDeleted& e) { add(FactKind::task_deleted, e.task); }
  void note(const TaskSystemDeleted& e) { add(FactKind::task_deleted, e.task); }
  void note(const ReservationCreated& e) { add(FactKind::reservation_created, e.task, e.worker); }
  void note(const ReservationAccepted& e) { add(FactKind::reservation_accepted, e.task, e.worker); }
  void note(const ReservationRejected& e) { add(FactKind::reservation_rejected, e.task, e.worker); }
  void note(const ReservationTimedOut& e) { add(FactKind::reservation_timed_out, e.task, e.worker); }
  void note(const ReservationCanceled& e) { add(FactKind::reservation_canceled, e.task, e.worker); }
  void note(const ReservationRescinded& e) { add(FactKind::reservation_rescinded, e.task, e.worker); }
  void note(const WorkerActivityChanged& e) { stays_[e.worker.index()].push_back({e.to, now_}); }
  template <class Other>
  void note(const Other&) {}

  Time now_ = start;
  std::map<TaskId, TwinTask> tasks_;
  std::vector<Fact> facts_;
  std::vector<std::vector<Stay>> stays_;  // by WorkerId
};

void expect_same(const Waits& a, const Waits& b) {
  EXPECT_EQ(a.count, b.count);
  EXPECT_EQ(a.total, b.total);
  EXPECT_EQ(a.least, b.least);
  EXPECT_EQ(a.most, b.most);
}

void expect_same(const Cumulative& a, const Cumulative& b) {
  EXPECT_EQ(a.counts, b.counts);
  expect_same(a.until_accepted, b.until_accepted);
  expect_same(a.in_queue_until_accepted, b.in_queue_until_accepted);
  expect_same(a.until_canceled, b.until_canceled);
  for (std::size_t i = 0; i < a.splits.size(); ++i) {
    EXPECT_EQ(a.splits[i].accepted_above, b.splits[i].accepted_above);
    EXPECT_EQ(a.splits[i].accepted_below, b.splits[i].accepted_below);
    EXPECT_EQ(a.splits[i].canceled_above, b.splits[i].canceled_above);
    EXPECT_EQ(a.splits[i].canceled_below, b.splits[i].canceled_below);
  }
}

Selection random_selection(const State& state, Dice& dice) {
  Selection wanted;
  const auto span = static_cast<std::uint32_t>((state.now - start).microseconds / 1'000'000 + 2);
  wanted.from = start + seconds(dice.below(span));
  wanted.until = wanted.from + seconds(dice.below(span));
  const Workspace& rules = state.workspace();
  const auto any = [&](const auto& things) { return dice.below(static_cast<std::uint32_t>(things.size())); };
  if (dice.one_in(4)) wanted.tenant = TenantId{any(rules.tenants)};
  if (dice.one_in(4)) wanted.channel = TaskChannelId{any(rules.channels)};
  if (dice.one_in(3)) wanted.workflow = WorkflowId{any(rules.workflows)};
  if (dice.one_in(3)) wanted.queue = TaskQueueId{any(rules.queues)};
  const WorkerId worker{any(rules.workers)};
  if (dice.one_in(4)) wanted.worker = [worker](WorkerId id) { return id == worker; };
  return wanted;
}

// A random world with its log of facts and the twin beside it.
struct World {
  explicit World(std::uint64_t seed)
      : dice(seed),
        engine(test::random_workspace(dice), start),
        twin(engine.state()),
        events(1'000, listener()) {
    events.workspace_opened(view());
  }

  WorkspaceView view() const { return {"world", engine, engine.state().now}; }
  twilio_events::EventLog::Listener listener() {
    return [this](const WorkspaceView&, const twilio_events::Event& event, bool) { facts.add(event); };
  }
  void take_turn() {
    const test::TimedCommand next = test::next_turn(engine, dice);
    Output output;
    engine.apply(next.time, next.command, output);
    for (const switchyard::Event& event : output.events) twin.see(engine.state(), next.time, event);
    events.turn_applied(view(), {engine.sequence(), next.time, next.command, output}, false);
  }

  Dice dice;
  Engine engine;
  Twin twin;
  FactLog facts;
  twilio_events::EventLog events;
};

TEST(StatisticsTwin, counts_the_same) {
  std::size_t facts = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    for (int turn = 0; turn < 300; ++turn) world.take_turn();
    for (int question = 0; question < 20; ++question) {
      const Selection wanted = random_selection(world.engine.state(), world.dice);
      const std::vector<Duration> thresholds{seconds(world.dice.below(60)), seconds(5)};
      expect_same(accumulate(world.facts, wanted, thresholds), world.twin.sum(wanted, thresholds));
    }
    Selection wanted = random_selection(world.engine.state(), world.dice);
    wanted.queue = std::nullopt;
    const auto by_queue = accumulate_by_queue(world.facts, wanted, {}, world.engine.state().queues.size());
    for (std::uint32_t q = 0; q < by_queue.size(); ++q) {
      wanted.queue = TaskQueueId{q};
      expect_same(by_queue[q], world.twin.sum(wanted, {}));
    }
    facts += world.twin.size();
    ASSERT_EQ(world.facts.facts().size(), world.twin.size());
    ASSERT_FALSE(HasFailure());
  }
  EXPECT_GT(facts, 5'000U) << "the worlds have something to count";
}

TEST(StatisticsTwin, adds_up_the_same_activities) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    World world(seed);
    for (int turn = 0; turn < 300; ++turn) world.take_turn();
    const State& state = world.engine.state();
    for (int question = 0; question < 10; ++question) {
      const Selection wanted = random_selection(state, world.dice);
      const Time until = std::min(wanted.until, state.now);
      if (until <= wanted.from) continue;
      const auto sums =
          activity_durations(state, world.facts, wanted.from, until, [](WorkerId) { return true; });
      for (std::uint32_t a = 0; a < sums.size(); ++a)
        EXPECT_EQ(sums[a].total, world.twin.in_activity(state, {a}, wanted.from, until)) << "activity " << a;
    }
    ASSERT_FALSE(HasFailure());
  }
}

TEST(StatisticsTwin, knows_since_when_nothing_was_dropped) {
  World world(7);
  world.facts = FactLog(50);
  for (int turn = 0; turn < 300; ++turn) world.take_turn();
  EXPECT_EQ(world.facts.facts().size(), 50U);
  Selection wanted;
  wanted.from = world.facts.complete_since() + microseconds(1);
  wanted.until = latest_time;
  expect_same(accumulate(world.facts, wanted, {}), world.twin.sum(wanted, {}));
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
