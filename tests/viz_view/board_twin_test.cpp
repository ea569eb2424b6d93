// In random runs the board says after each turn what the engine's state says when everything in it is
// counted.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "engine/state/state.h"
#include "reports/measures/collector.h"
#include "tests/support/random_world.h"
#include "viz/view/board.h"
#include "viz/view/history.h"

namespace switchyard::viz {
namespace {

const Time start{1'700'000'000'000'000};

using test::Dice;

// Whether it stands in a line of its queue: a task that waits for one worker first stands in none.
bool in_line(const Task& task) {
  return is_waiting(task.status) && !task.queue.is_none() && task.waits_for.worker.is_none();
}

std::string queues_text(const std::vector<std::array<std::uint32_t, 2>>& queues) {
  std::string out;
  for (const auto& [waiting, offered] : queues) {
    out += std::to_string(waiting) + "/" + std::to_string(offered) + " ";
  }
  return out;
}

std::string obvious_queues(const State& state) {
  std::vector<std::array<std::uint32_t, 2>> queues(state.workspace().queues.size());
  for (const Task& task : state.tasks) {
    if (task.id.is_none() || !in_line(task)) continue;
    ++queues[task.queue.index()][0];
    if (task.status == TaskStatus::reserved) ++queues[task.queue.index()][1];
  }
  return queues_text(queues);
}

std::string queues_of(const Board& board) {
  std::vector<std::array<std::uint32_t, 2>> queues;
  for (const QueueBoard& queue : board.queues) queues.push_back({queue.waiting, queue.being_offered});
  return queues_text(queues);
}

// No event tells that work for one worker and of no queue is back from another line and waits again.
std::string status_text(const State& state, TaskId id, TaskStatus status) {
  const TaskSlot slot = find_task(state, id);
  const bool of_no_queue =
      slot != no_slot && state.tasks[slot].workflow.is_none() && state.tasks[slot].queue.is_none();
  const bool waits_somewhere = status == TaskStatus::pending || status == TaskStatus::elsewhere;
  return of_no_queue && waits_somewhere ? "pending or elsewhere" : std::string(codec::enum_text(status));
}

std::string obvious_tasks(const State& state) {
  std::map<std::uint64_t, std::string> rows;
  for (const Task& task : state.tasks) {
    if (task.id.is_none() || has_ended(task.status)) continue;
    rows[task.id.value] = status_text(state, task.id, task.status);
  }
  std::string out;
  for (const auto& [id, row] : rows) out += std::to_string(id) + ":" + row + " ";
  return out;
}

std::string tasks_of(const Board& board, const State& state) {
  std::map<std::uint64_t, std::string> rows;
  board.tasks.for_each(
      [&](const OpenTask& task) { rows[task.id.value] = status_text(state, task.id, task.status); });
  std::string out;
  for (const auto& [id, row] : rows) out += std::to_string(id) + ":" + row + " ";
  return out;
}

std::string obvious_workers(const State& state) {
  const Workspace& workspace = state.workspace();
  std::string out;
  for (std::size_t i = 0; i < state.workers.size(); ++i) {
    const WorkerState& worker = state.workers[i];
    reports::WorkerStatus status;
    const bool is_available = workspace.activities[worker.activity.index()].available;
    status.available = is_available;
    status.offline = worker.removed || (worker.activity == workspace.default_activity && !is_available);
    for (const WorkerChannelState& channel : worker.channels) {
      status.reserved += channel.pending;
      status.on_task += channel.accepted;
      status.wrapping += channel.wrapping;
      status.cooling += channel.cooldown_timer != 0 ? 1 : 0;
    }
    out += std::string(reports::state_name(status.state())) + " ";
  }
  return out;
}

std::string workers_of(const Board& board) {
  std::string out;
  for (const WorkerBoard& worker : board.workers) out += std::string(reports::state_name(worker.state)) + " ";
  return out;
}

// A run with its board, and how much of each kind was looked at.
struct RandomRun {
  Dice dice;
  Engine engine;
  Names names;
  Board board;
  Changes changes;
  History history;
  Output output;
  std::uint64_t waiting = 0;
  std::uint64_t busy = 0;

  explicit RandomRun(std::uint64_t seed) : dice(seed), engine(random_workspace(dice), start) {
    names = names_of(engine.state().workspace());
    board = begin_board(names, start);
    history = History(names, board);
  }

  void turn(reports::Collector* collector = nullptr) {
    const test::TimedCommand next = next_turn(engine, dice);
    output.clear();
    engine.apply(next.time, next.command, output);
    if (collector != nullptr) collector->observe(next.time, next.command, output);
    for (const Event& event : output.events) {
      if (std::holds_alternative<WorkspaceChanged>(event)) {
        names = names_of(engine.state().workspace());
        extend(board, next.time, names, &changes);
        history.extend(names);
      }
      apply(board, next.time, event, names, &changes);
    }
    board.now = next.time;
    end_turn(board, engine.sequence(), names, &changes);
    history.record(board, changes);
    changes.clear();
  }

  void compare() {
    const State& state = engine.state();
    ASSERT_EQ(tasks_of(board, state), obvious_tasks(state)) << "turn " << engine.sequence();
    ASSERT_EQ(queues_of(board), obvious_queues(state)) << "turn " << engine.sequence();
    ASSERT_EQ(workers_of(board), obvious_workers(state)) << "turn " << engine.sequence();
    for (const QueueBoard& queue : board.queues) waiting += queue.waiting;
    for (const WorkerBoard& worker : board.workers) busy += worker.status.on_task;
  }
};

TEST(BoardTwin, SaysWhatTheEnginesStateSays) {
  std::uint64_t waiting = 0;
  std::uint64_t busy = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    RandomRun run(seed);
    for (int i = 0; i < 400; ++i) {
      run.turn();
      ASSERT_NO_FATAL_FAILURE(run.compare()) << "seed " << seed;
    }
    waiting += run.waiting;
    busy += run.busy;
  }
  EXPECT_GT(waiting, 10'000U);
  EXPECT_GT(busy, 1'000U);
}

Counts sum_of(const std::vector<Counts>& buckets) {
  Counts sum;
  for (const Counts& counts : buckets) sum += counts;
  return sum;
}

// Over a whole run, counts by the moment of the answer are those by the moment of the arrival.
TEST(BoardTwin, CountsWhatReportsCount) {
  std::uint64_t answered = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    RandomRun run(seed);
    reports::Settings settings;
    settings.window = {start, start + days(400), days(400)};
    reports::Collector collector(settings, run.engine.state().workspace());
    for (int i = 0; i < 400; ++i) run.turn(&collector);
    const reports::Measures measures = collector.finish(run.board.now);
    for (std::uint32_t q = 0; q < run.board.queues.size(); ++q) {
      const reports::Contacts& contacts = measures.queues[q].contacts;
      const Counts counts = sum_of(run.history.service({Series::Kind::queue, q}));
      const std::string where = "seed " + std::to_string(seed) + " queue " + std::to_string(q);
      EXPECT_EQ(counts.offered, contacts.offered) << where;
      EXPECT_EQ(counts.answered, contacts.answered) << where;
      EXPECT_EQ(counts.within, contacts.answered_within[0]) << where;
      EXPECT_EQ(counts.abandoned, contacts.abandoned) << where;
      answered += contacts.answered;
    }
  }
  EXPECT_GT(answered, 100U);
}

// The last value of each column is the board's.
TEST(BoardTwin, RecordsWhatTheBoardSays) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomRun run(seed);
    for (int i = 0; i < 400; ++i) run.turn();
    const Time end = run.board.now + minutes(1);
    run.history.reach(end);
    for (std::uint32_t q = 0; q < run.board.queues.size(); ++q) {
      std::uint32_t depth = 0;
      run.history.deepest({Series::Kind::queue, q}, end - seconds(1), end, {&depth, 1});
      EXPECT_EQ(depth, run.board.queues[q].waiting) << "seed " << seed << " queue " << q;
    }
    for (std::uint32_t w = 0; w < run.board.workers.size(); ++w) {
      reports::WorkerState state = reports::WorkerState::offline;
      run.history.states({w}, end - seconds(1), end, {&state, 1});
      EXPECT_EQ(state, run.board.workers[w].state) << "seed " << seed << " worker " << w;
    }
  }
}

}  // namespace
}  // namespace switchyard::viz
