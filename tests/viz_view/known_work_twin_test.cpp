// In random runs a view that begins in the middle, with what the host's board tells, says from then on what a
// view says that has seen everything: of tasks, queues, offers and workers.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "adapters/operations/board.h"
#include "engine/state/state.h"
#include "tests/support/random_world.h"
#include "viz/feed/live_board.h"
#include "viz/feed/present.h"

namespace switchyard::viz {
namespace {

const Time start{1'700'000'000'000'000};

using test::Dice;

// Shows one engine to who looks.
class OneWorkspace final : public adapters::Port {
 public:
  explicit OneWorkspace(const Engine& engine) : engine_(engine) {}
  bool submit(adapters::Work) override { return false; }
  bool open_workspace(std::string, Opened) override { return false; }
  bool remove_workspace(std::string, std::function<void(bool)>) override { return false; }
  bool look_at_all(Look look) override {
    look({{"centre", engine_, engine_.state().now}});
    return true;
  }

 private:
  const Engine& engine_;
};

Json page_of(adapters::operations::Boards& boards, std::uint64_t after) {
  adapters::http::Request request;
  request.method = "GET";
  request.query = {{"after", std::to_string(after)}};
  Json body;
  boards.handle(request, [&](adapters::http::Response response) { body = Json::parse(response.body); });
  return body;
}

// What a viewer has: names as they were told, and a board.
struct LiveView {
  Workspace tables;
  codec::EventReader reader{tables};
  LiveBoard told;
  Present present;

  void ask(const Engine& engine, std::size_t tasks_a_page) {
    OneWorkspace port(engine);
    adapters::operations::Boards boards(
        port, [](const adapters::http::Request&) { return true; }, tasks_a_page);
    for (Json next = 0; !next.is_null(); next = next.at("next")) {
      Json body = page_of(boards, next.get<std::uint64_t>());
      add_page(told, body, reader, tables);
      next = std::move(body);
    }
  }

  // As a live feed begins.
  void begin(const std::vector<EventTurn>& past) {
    const LiveBegin before = begin_of(told, past);
    for (std::size_t i = 0; i < before.activities.size(); ++i)
      tables.workers[i].activity = before.activities[i];
    const Time time = past.empty() ? told.pages.front().time : past.front().time;
    present.names = names_of(tables);
    present.board = begin_board(present.names, time);
    for (const KnownWork& work : before.work) take_over(present.board, time, work, present.names);
    for (const KnownCooldown& cooldown : before.cooldowns)
      take_over(present.board, time, cooldown, present.names);
    for (const EventTurn& turn : past) fold(turn);
    for (const LiveBoard::Page& page : told.pages) fold({page.sequence, page.time, {}, page.work});
  }

  void fold(const EventTurn& turn) {
    take_known(present, turn, nullptr);
    fold_turn(present, turn.sequence, turn.time, turn.events, nullptr, nullptr);
  }
};

template <class Things>
std::string names_in(const Things& things) {
  std::string text;
  for (const auto& thing : things) text += thing.name + "|";
  return text;
}

// Ids mean the same: no name is there twice.
bool same_tables(const Workspace& a, const Workspace& b) {
  return names_in(a.workers) == names_in(b.workers) && names_in(a.queues) == names_in(b.queues) &&
         names_in(a.tenants) == names_in(b.tenants) && names_in(a.activities) == names_in(b.activities) &&
         names_in(a.channels) == names_in(b.channels);
}

// A run, and the view that sees all of it.
struct WholeRun {
  Dice dice;
  Engine engine;
  Present present;
  bool changed = false;  // the workspace, in the last turn

  explicit WholeRun(std::uint64_t seed) : dice(seed), engine(random_workspace(dice), start) {
    present.names = names_of(engine.state().workspace());
    present.board = begin_board(present.names, start);
  }

  EventTurn turn() { return take(next_turn(engine, dice)); }

  EventTurn take(const test::TimedCommand& next) {
    Output output;
    engine.apply(next.time, next.command, output);
    changed = std::holds_alternative<WorkspaceChanges>(next.command);
    const EventTurn turn{engine.sequence(), next.time, output.events, {}};
    fold_turn(present, turn.sequence, turn.time, turn.events, &engine.state().workspace(), nullptr);
    return turn;
  }
};

std::string text_of(std::uint32_t id) {
  return id == TaskQueueId{}.value ? "-" : std::to_string(id);
}

// No event tells that work for one worker and of no queue is back from another line and waits again.
std::string status_of(const State& state, const OpenTask& task) {
  const TaskSlot slot = find_task(state, task.id);
  const bool of_no_queue =
      slot != no_slot && state.tasks[slot].workflow.is_none() && state.tasks[slot].queue.is_none();
  const bool waits = task.status == TaskStatus::pending || task.status == TaskStatus::elsewhere;
  return of_no_queue && waits ? "waits" : std::string(codec::enum_text(task.status));
}

std::string tasks_of(const Board& board, const State& state) {
  std::map<std::uint64_t, std::string> rows;
  board.tasks.for_each([&](const OpenTask& task) {
    rows[task.id.value] = status_of(state, task) + " " + std::to_string(task.arrived.microseconds) +
                          (task.in_line ? " in " + text_of(task.queue.value) : "") +
                          (task.in_hand ? " of " + text_of(task.answered_queue.value) : "") +
                          (task.initiator.is_none() ? "" : " from " + std::to_string(task.initiator.value));
  });
  std::string text;
  for (const auto& [id, row] : rows) text += std::to_string(id) + ": " + row + "\n";
  return text;
}

std::string offers_of(const Board& board) {
  std::map<std::uint64_t, std::string> rows;
  board.offers.for_each([&](const OpenOffer& offer) {
    rows[offer.id.value] = std::to_string(offer.task.value) + " " + text_of(offer.worker.value) + " " +
                           std::to_string(static_cast<int>(offer.phase));
  });
  std::string text;
  for (const auto& [id, row] : rows) text += "offer " + std::to_string(id) + ": " + row + "\n";
  return text;
}

std::string workers_of(const Board& board) {
  std::string text;
  for (const WorkerBoard& worker : board.workers)
    text +=
        std::string(reports::state_name(worker.state)) + " " + std::to_string(worker.status.cooling) + ", ";
  return text;
}

std::string said_by(const Board& board, const State& state) {
  std::string text = tasks_of(board, state) + offers_of(board);
  for (const QueueBoard& queue : board.queues) {
    text += std::to_string(queue.waiting) + "/" + std::to_string(queue.being_offered) + "/" +
            std::to_string(queue.in_hand) + " ";
  }
  return text + workers_of(board);
}

struct Looked {
  std::uint64_t begun = 0;
  std::uint64_t taken_over = 0;
  std::uint64_t cooling = 0;
  std::uint64_t warm = 0;
};

void count(const Board& board, Looked& looked) {
  ++looked.begun;
  looked.taken_over += board.tasks.size();
  board.tasks.for_each([&](const OpenTask& task) { looked.warm += task.initiator.is_none() ? 0U : 1U; });
  for (const WorkerBoard& worker : board.workers) looked.cooling += worker.status.cooling;
}

bool is_warm(const Board& board) {
  bool warm = false;
  board.tasks.for_each([&](const OpenTask& task) { warm = warm || !task.initiator.is_none(); });
  return warm;
}

bool is_cooling(const Board& board) {
  return std::any_of(board.workers.begin(), board.workers.end(),
                     [](const WorkerBoard& worker) { return worker.status.cooling > 0; });
}

// Everybody who has work in hand wants to hand it over; some may.
void begin_warm_transfers(WholeRun& run) {
  std::vector<ReservationId> in_hand;
  run.present.board.offers.for_each([&](const OpenOffer& offer) {
    if (offer.phase == OpenOffer::Phase::on_task) in_hand.push_back(offer.id);
  });
  for (const ReservationId reservation : in_hand) {
    TransferTask transfer;
    transfer.reservation = reservation;
    transfer.mode = TransferMode::warm;
    transfer.queue = TaskQueueId{run.dice.below(static_cast<std::uint32_t>(run.present.board.queues.size()))};
    run.take({run.engine.state().now, transfer});
  }
}

// In two of three runs, to a moment that is seldom by chance.
void find_moment(WholeRun& run, std::uint64_t seed) {
  for (std::uint32_t i = 20 + run.dice.below(200); i > 0; --i) run.turn();
  for (int i = 0; i < 300 && seed % 3 == 1 && !is_cooling(run.present.board); ++i) run.turn();
  for (int i = 0; i < 60 && seed % 3 == 2 && !is_warm(run.present.board); ++i) {
    begin_warm_transfers(run);
    run.turn();
  }
  for (std::uint32_t i = run.dice.below(3); i > 0 && seed % 3 == 2; --i) run.turn();
}

void follow(WholeRun& run, LiveView& view) {
  for (int i = 0; i < 120; ++i) {
    const std::string wanted = said_by(run.present.board, run.engine.state());
    ASSERT_EQ(said_by(view.present.board, run.engine.state()), wanted) << "turn " << run.engine.sequence();
    const EventTurn turn = run.turn();
    if (run.changed) return;
    view.fold(turn);
  }
}

// `lag`: at most so many turns from where the events begin to the board.
void begin_in_the_middle(std::uint64_t seed, std::uint32_t lag, Looked& looked) {
  WholeRun run(seed);
  find_moment(run, seed);
  std::vector<EventTurn> past;
  for (std::uint32_t i = run.dice.below(lag + 1); i > 0; --i) {
    past.push_back(run.turn());
    if (run.changed) past.clear();
  }
  LiveView view;
  view.ask(run.engine, 1 + run.dice.below(40));
  if (!same_tables(view.tables, run.engine.state().workspace())) return;
  view.begin(past);
  count(view.present.board, looked);
  follow(run, view);
}

TEST(KnownWorkTwin, SaysWhatAWholeViewSaysFromTheBoardOn) {
  Looked looked;
  for (std::uint64_t seed = 1; seed <= 300; ++seed)
    ASSERT_NO_FATAL_FAILURE(begin_in_the_middle(seed, 0, looked)) << "seed " << seed;
  EXPECT_GT(looked.begun, 200U);
  EXPECT_GT(looked.taken_over, 1'000U);
  EXPECT_GT(looked.cooling, 20U);
  EXPECT_GT(looked.warm, 20U);
}

TEST(KnownWorkTwin, SaysItAlsoWhenTheEventsBeginBeforeTheBoard) {
  Looked looked;
  for (std::uint64_t seed = 1; seed <= 300; ++seed)
    ASSERT_NO_FATAL_FAILURE(begin_in_the_middle(seed, 60, looked)) << "seed " << seed;
  EXPECT_GT(looked.begun, 200U);
  EXPECT_GT(looked.taken_over, 1'000U);
}

}  // namespace
}  // namespace switchyard::viz
