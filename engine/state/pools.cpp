// Slots are used again, so that memory follows what is open and not what has been.
#include "engine/state/pools.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/state/threads.h"

namespace switchyard {

namespace {

// Some more than are needed now: see let_others_in().
template <class Thing>
void make_slots(std::vector<Thing>& things, std::vector<std::uint32_t>& free) {
  constexpr std::size_t fewest = 16;
  const std::size_t before = things.size();
  things.resize(before + std::max(fewest, before / 8));
  for (std::size_t slot = things.size(); slot > before; --slot) {
    free.push_back(static_cast<std::uint32_t>(slot - 1));
  }
}

template <class Thing>
std::uint32_t take_slot(std::vector<Thing>& things, std::vector<std::uint32_t>& free) {
  if (free.empty()) make_slots(things, free);
  const std::uint32_t slot = free.back();
  free.pop_back();
  return slot;
}

// The slot that was freed last is in the caches and is taken first. Now and then it is the turn of another,
// so that those which only a peak needs have held long attributes before, and need no more memory then.
void let_others_in(std::vector<std::uint32_t>& free, std::uint64_t serial) {
  constexpr std::uint64_t every = 16;
  if (serial % every == 0 && !free.empty()) std::swap(free[serial / every % free.size()], free.back());
}

// A task as new, in the memory of the old one.
void reset(Task& task) {
  std::vector<Rejection> rejections = std::move(task.rejections);
  Attributes attributes = std::move(task.attributes);
  std::string thread = std::move(task.thread);
  task = Task{};
  rejections.clear();
  task.rejections = std::move(rejections);
  task.attributes = std::move(attributes);
  task.thread = std::move(thread);
}

template <class Thing>
void append_ended(std::vector<Thing>& things, EndedList& list, std::uint32_t slot) {
  things[slot].next_ended = no_slot;
  (list.last == no_slot ? list.first : things[list.last].next_ended) = slot;
  list.last = slot;
}

// Frees the oldest ended things that are due.
template <class Thing>
void forget(std::vector<Thing>& things, std::vector<std::uint32_t>& free, SerialMap& slots, EndedList& list,
            Time before) {
  while (list.first != no_slot && things[list.first].ended <= before) {
    const std::uint32_t slot = list.first;
    list.first = things[slot].next_ended;
    if (list.first == no_slot) list.last = no_slot;
    slots.erase(things[slot].id.value);
    things[slot].id = {};
    free.push_back(slot);
  }
}

// Into memory that is used again: attributes are copied to where older ones stood.
template <class From, class To>
void copy_what_is_remembered(const From& from, To& to) {
  to.ended = from.ended;
  to.arrived = from.arrived;
  to.virtual_start = from.virtual_start;
  to.time_to_live = from.time_to_live;
  to.tenant = from.tenant;
  to.channel = from.channel;
  to.workflow = from.workflow;
  to.queue = from.queue;
  to.known_worker = from.known_worker;
  to.priority = from.priority;
  to.assignments = from.assignments;
  to.status = from.status;
  to.attributes = from.attributes;
}

void free_slots_of_ended(State& state) {
  for (const TaskSlot slot : state.just_ended) {
    Task& task = state.tasks[slot];
    state.task_slots.move(task.id.value, remember(state, task));
    task.id = {};
    state.free_tasks.push_back(slot);
  }
  state.just_ended.clear();
}

bool is_detached(const State& state, const Reservation& reservation) {
  return state.tasks[reservation.task].transfer.initiator == reservation.id;
}

}  // namespace

TaskSlot new_task(State& state) {
  let_others_in(state.free_tasks, state.next_task);
  const TaskSlot slot = take_slot(state.tasks, state.free_tasks);
  reset(state.tasks[slot]);
  state.tasks[slot].id = TaskId{state.next_task++};
  state.task_slots.insert(state.tasks[slot].id.value, slot);
  return slot;
}

ReservationSlot new_reservation(State& state, TaskSlot task_slot, WorkerId worker_id) {
  const ReservationSlot slot = take_slot(state.reservations, state.free_reservations);
  const Task& task = state.tasks[task_slot];
  Reservation& reservation = state.reservations[slot];
  reservation = Reservation{};
  reservation.id = ReservationId{state.next_reservation++};
  reservation.task = task_slot;
  reservation.task_id = task.id;
  reservation.worker = worker_id;
  reservation.channel = task.channel;
  reservation.created = state.now;
  state.reservation_slots.insert(reservation.id.value, slot);
  link_reservation(state, slot);
  return slot;
}

void attach_reservation(State& state, ReservationSlot slot) {
  Reservation& reservation = state.reservations[slot];
  Task& task = state.tasks[reservation.task];
  reservation.next_of_task = no_slot;
  reservation.previous_of_task = task.last_reservation;
  (task.last_reservation == no_slot ? task.first_reservation
                                    : state.reservations[task.last_reservation].next_of_task) = slot;
  task.last_reservation = slot;
  ++task.live_reservations;
}

void detach_reservation(State& state, ReservationSlot slot) {
  Reservation& gone = state.reservations[slot];
  Task& task = state.tasks[gone.task];
  std::vector<Reservation>& all = state.reservations;
  (gone.previous_of_task == no_slot ? task.first_reservation : all[gone.previous_of_task].next_of_task) =
      gone.next_of_task;
  (gone.next_of_task == no_slot ? task.last_reservation : all[gone.next_of_task].previous_of_task) =
      gone.previous_of_task;
  SY_CHECK(task.live_reservations > 0);
  --task.live_reservations;
}

void link_reservation(State& state, ReservationSlot slot) {
  Reservation& reservation = state.reservations[slot];
  if (!is_detached(state, reservation)) attach_reservation(state, slot);
  WorkerState& worker = state.workers[reservation.worker.index()];
  reservation.next_of_worker = worker.first_reservation;
  if (worker.first_reservation != no_slot) {
    state.reservations[worker.first_reservation].previous_of_worker = slot;
  }
  worker.first_reservation = slot;
}

void unlink_reservation(State& state, ReservationSlot slot) {
  Reservation& gone = state.reservations[slot];
  if (!is_detached(state, gone)) detach_reservation(state, slot);
  std::vector<Reservation>& all = state.reservations;
  WorkerState& worker = state.workers[gone.worker.index()];
  (gone.previous_of_worker == no_slot ? worker.first_reservation
                                      : all[gone.previous_of_worker].next_of_worker) = gone.next_of_worker;
  if (gone.next_of_worker != no_slot) all[gone.next_of_worker].previous_of_worker = gone.previous_of_worker;
}

void keep_ended_task(State& state, TaskSlot task) {
  state.tasks[task].ended = state.now;
  state.just_ended.push_back(task);
}

std::uint32_t remember(State& state, const Task& task) {
  let_others_in(state.free_memories, task.id.value);
  const std::uint32_t place = take_slot(state.memories, state.free_memories);
  EndedTask& memory = state.memories[place];
  memory.id = task.id;
  copy_what_is_remembered(task, memory);
  append_ended(state.memories, state.ended_tasks, place);
  return memory_bit + place;
}

Task as_remembered(const Task& task) {
  Task remembered;
  remembered.id = task.id;
  copy_what_is_remembered(task, remembered);
  return remembered;
}

Task task_of(const EndedTask& memory) {
  Task task;
  task.id = memory.id;
  copy_what_is_remembered(memory, task);
  return task;
}

std::optional<Task> recall_task(const State& state, TaskId id) {
  const TaskSlot slot = find_task(state, id);
  if (slot != no_slot) return state.tasks[slot];
  const EndedTask* const memory = find_memory(state, id);
  return memory == nullptr ? std::nullopt : std::optional(task_of(*memory));
}

void keep_ended_reservation(State& state, ReservationSlot reservation) {
  state.reservations[reservation].ended = state.now;
  append_ended(state.reservations, state.ended_reservations, reservation);
}

void forget_old(State& state) {
  free_slots_of_ended(state);
  const Time before = state.now - state.workspace().ended_kept;
  forget(state.memories, state.free_memories, state.task_slots, state.ended_tasks, before);
  forget(state.reservations, state.free_reservations, state.reservation_slots, state.ended_reservations,
         before);
  const Time keys_before = state.now - state.workspace().dedup_kept;
  while (!state.dedup_order.empty() && state.dedup_order.front().first <= keys_before) {
    state.dedup.erase(state.dedup_order.front().second);
    state.dedup_order.pop_front();
  }
  forget_threads(state);
}

}  // namespace switchyard
