// Compares what the state keeps with what its facts say, counted again from nothing.
#include "engine/rules/invariants.h"

#include <algorithm>

#include "engine/rules/invariants_parts.h"
#include "engine/rules/task_choice.h"
#include "engine/rules/worker_choice.h"
#include "engine/state/classes.h"
#include "engine/state/profiles.h"

namespace switchyard {

namespace {

std::string name(const Task& task) {
  return "task " + std::to_string(task.id.value);
}

struct LiveCount {
  std::uint32_t pending = 0;
  std::uint32_t in_hand = 0;
};

LiveCount live_reservations(const State& state, const Task& task) {
  LiveCount count;
  for (const Reservation& r : state.reservations) {
    const bool listed = r.task_id == task.id && r.id != task.transfer.initiator;
    if (r.id.is_none() || !listed || !is_live(r.status)) continue;
    (r.status == ReservationStatus::pending ? count.pending : count.in_hand) += 1;
  }
  return count;
}

void check_status(const State& state, const Task& task, Problems& problems) {
  const LiveCount live = live_reservations(state, task);
  const std::string who = name(task);
  expect(problems, live.pending + live.in_hand == task.live_reservations,
         who + " miscounts its reservations");
  switch (task.status) {
    case TaskStatus::pending:
      return expect(problems, live.pending + live.in_hand == 0, who + " is pending with a reservation");
    case TaskStatus::reserved:
      return expect(problems, live.pending > 0 && live.in_hand == 0, who + " is reserved without an offer");
    case TaskStatus::assigned:
    case TaskStatus::wrapping:
      return expect(problems, live.pending == 0 && live.in_hand == 1,
                    who + " is in hand of not just one worker");
    case TaskStatus::elsewhere:
      return expect(problems, live.pending + live.in_hand == 0, who + " is elsewhere with a reservation");
    case TaskStatus::completed:
    case TaskStatus::canceled:
      return expect(problems, live.pending + live.in_hand == 0, who + " has ended with a reservation");
  }
}

void check_timers_of(const Task& task, Problems& problems) {
  const bool over = has_ended(task.status);
  expect(problems, over == (task.life_timer == 0), name(task) + " has no end to its life, or one after it");
  expect(problems, (task.status == TaskStatus::reserved) == (task.offer_timer != 0),
         name(task) + " rings without a deadline, or has one without ringing");
  const bool waits = is_waiting(task.status);
  expect(problems, !over || (task.due_timer == 0 && task.transfer_timer == 0),
         name(task) + " has ended and keeps a timer");
  expect(problems, waits || (task.target_timer == 0 && task.ring_timer == 0 && task.reject_timer == 0),
         name(task) + " keeps a timer of waiting");
  expect(problems, waits || task.task_class.is_none(), name(task) + " keeps its class");
}

void check_line(const State& state, TaskSlot slot, Problems& problems) {
  const Task& task = state.tasks[slot];
  expect(problems, task.status != TaskStatus::pending || task.waiting_place != no_place,
         name(task) + " is pending and stands in no line");
  if (task.waiting_place == no_place) return;
  const WaitingTasks& line = class_at(state, task.task_class).waiting;
  expect(problems, task.waiting_place < line.size() && line.at(task.waiting_place).task == slot,
         name(task) + " does not stand where it thinks");
}

// Work that waits while somebody who may take it is free.
void check_nobody_is_forgotten(const State& state, TaskSlot slot, Problems& problems) {
  const Task& task = state.tasks[slot];
  if (task.waiting_place == no_place) return;
  Scratch scratch;
  std::vector<WorkerId> chosen;
  const std::size_t most = allowed_by_reserve(state, task);
  choose_workers(state, slot, most, scratch, chosen);
  expect(problems, chosen.empty(), name(task) + " waits although a worker is free");
}

void check_tasks(const State& state, Problems& problems) {
  for (TaskSlot slot = 0; slot < state.tasks.size(); ++slot) {
    const Task& task = state.tasks[slot];
    if (task.id.is_none()) continue;
    expect(problems, find_task(state, task.id) == slot, name(task) + " is not found by its id");
    check_status(state, task, problems);
    check_timers_of(task, problems);
    check_line(state, slot, problems);
    check_nobody_is_forgotten(state, slot, problems);
  }
}

// Who has ended stands in a slot until the next turn; then it is in the list of memories, once.
void check_ended(const State& state, Problems& problems) {
  const auto stands = [](const Task& task) { return !task.id.is_none() && has_ended(task.status); };
  const auto standing = std::count_if(state.tasks.begin(), state.tasks.end(), stands);
  expect(problems, static_cast<std::size_t>(standing) == state.just_ended.size(),
         "a task that ended earlier keeps its slot");
  std::size_t listed = 0;
  Time last;
  for (std::uint32_t m = state.ended_tasks.first; m != no_slot; m = state.memories[m].next_ended) {
    const EndedTask& memory = state.memories[m];
    const std::string who = "task " + std::to_string(memory.id.value);
    expect(problems, find_memory(state, memory.id) == &memory, who + " is not remembered by its id");
    expect(problems, has_ended(memory.status) && memory.ended >= last, who + " is remembered out of order");
    last = memory.ended;
    ++listed;
  }
  expect(problems, listed + state.free_memories.size() == state.memories.size(), "a memory is lost");
}

void check_channel(const State& state, WorkerId worker, TaskChannelId channel, Problems& problems) {
  WorkerChannelState counted;
  for (const Reservation& r : state.reservations) {
    if (r.id.is_none() || r.worker != worker || r.channel != channel) continue;
    counted.pending += r.status == ReservationStatus::pending;
    counted.accepted += r.status == ReservationStatus::accepted;
    counted.wrapping += r.status == ReservationStatus::wrapping;
  }
  const WorkerChannelState& kept = state.workers[worker.index()].channels[channel.index()];
  expect(problems,
         counted.pending == kept.pending && counted.accepted == kept.accepted &&
             counted.wrapping == kept.wrapping,
         name(worker) + " miscounts the work in hand");
  if (!state.matching.channel_used[channel.index()]) return;
  const std::size_t orders = state.matching.orders.size();
  const std::size_t index = (worker.index() * state.workspace().channels.size() + channel.index()) * orders;
  expect(problems, (state.matching.ready_place[index] != no_place) == is_ready(state, worker, channel),
         name(worker) + " is free and in no line, or the other way round");
}

void check_previews(const State& state, Problems& problems) {
  for (const Reservation& r : state.reservations) {
    const bool may_call = r.status == ReservationStatus::accepted;
    expect(problems, r.id.is_none() || may_call || r.preview_timer == 0,
           name(r.worker) + " is about to call for work that is over");
  }
}

void check_workers(const State& state, Problems& problems) {
  for (std::uint32_t w = 0; w < state.workers.size(); ++w) {
    std::uint32_t open = 0;
    for (std::uint32_t c = 0; c < state.workspace().channels.size(); ++c) {
      check_channel(state, WorkerId{w}, TaskChannelId{c}, problems);
      open += state.workers[w].channels[c].in_use();
    }
    expect(problems, open == state.workers[w].open_tasks, name(WorkerId{w}) + " miscounts open tasks");
  }
}

void check_queues(const State& state, Problems& problems) {
  std::vector<std::uint32_t> waiting(state.queues.size(), 0);
  for (const Task& task : state.tasks) {
    const bool waits = !task.id.is_none() && task.status == TaskStatus::pending && !task.queue.is_none();
    if (waits) ++waiting[task.queue.index()];
  }
  for (std::size_t q = 0; q < waiting.size(); ++q) {
    expect(problems, waiting[q] == state.queues[q].waiting,
           "queue " + std::to_string(q) + " miscounts its tasks");
  }
}

void check_matching(const State& state, Problems& problems) {
  const Matching& matching = state.matching;
  for (std::uint32_t c = 0; c < matching.classes.size(); ++c) {
    const TaskClass& task_class = matching.classes[c];
    if (!task_class.in_use || state.now >= task_class.matched_until) continue;
    for (std::uint32_t p = 0; p < matching.profiles.size(); ++p) {
      if (matching.profiles[p].workers == 0 || !task_class.key.known_worker.is_none()) continue;
      const bool kept = task_class.profiles.contains(p) && matching.profiles[p].classes.contains(c);
      expect(problems, kept == matches(state, task_class, matching.profiles[p]),
             "class " + std::to_string(c) + " has another answer about profile " + std::to_string(p));
    }
  }
}

}  // namespace

std::vector<std::string> broken_invariants(const State& state) {
  Problems problems;
  check_tasks(state, problems);
  check_ended(state, problems);
  check_workers(state, problems);
  check_previews(state, problems);
  check_queues(state, problems);
  check_matching(state, problems);
  check_hours(state, problems);
  check_limits(state, problems);
  return problems;
}

}  // namespace switchyard
