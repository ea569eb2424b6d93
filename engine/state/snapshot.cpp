// Taking a snapshot numbers everything by age; restoring one links it again in the same order.
#include "engine/state/snapshot.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/state/build.h"
#include "engine/state/counts.h"
#include "engine/state/open_effects.h"
#include "engine/state/pools.h"

namespace switchyard {

namespace {

// Something in use, and where it is.
template <class IdOfThing>
struct Kept {
  IdOfThing id;
  std::uint32_t place = no_slot;
};
using KeptTasks = std::vector<Kept<TaskId>>;  // places as State::task_slots has them
using KeptReservations = std::vector<Kept<ReservationId>>;

template <class Things, class List>
void add_kept(const Things& things, std::uint32_t first_place, List& kept) {
  for (std::uint32_t i = 0; i < things.size(); ++i) {
    if (!things[i].id.is_none()) kept.push_back({things[i].id, first_place + i});
  }
}

template <class List>
void sort_by_age(List& kept) {
  const auto older = [](const auto& a, const auto& b) { return a.id < b.id; };
  if (!std::is_sorted(kept.begin(), kept.end(), older)) std::sort(kept.begin(), kept.end(), older);
}

KeptTasks kept_tasks(const State& state) {
  KeptTasks kept;
  kept.reserve(state.tasks.size() + state.memories.size());
  add_kept(state.tasks, 0, kept);
  add_kept(state.memories, memory_bit, kept);
  sort_by_age(kept);
  return kept;
}

KeptReservations kept_reservations(const State& state) {
  KeptReservations kept;
  kept.reserve(state.reservations.size());
  add_kept(state.reservations, 0, kept);
  sort_by_age(kept);
  return kept;
}

// From old place to new, of the things that stand from `first_place` on.
template <class List>
std::vector<std::uint32_t> renumber(const List& kept, std::uint32_t first_place, std::size_t size) {
  std::vector<std::uint32_t> renumbered(size, no_slot);
  for (std::uint32_t i = 0; i < kept.size(); ++i) {
    const bool meant = kept[i].place >= first_place && kept[i].place - first_place < size;
    if (meant) renumbered[kept[i].place - first_place] = i;
  }
  return renumbered;
}

// Where the tasks stand in the snapshot.
struct NewSlots {
  std::vector<std::uint32_t> of_tasks;     // by slot
  std::vector<std::uint32_t> of_memories;  // by index into State::memories

  // no_slot when the task is forgotten.
  std::uint32_t find(const State& state, TaskId id) const {
    const std::uint32_t place = state.task_slots.find(id.value);
    if (place == no_slot) return no_slot;
    return place < memory_bit ? of_tasks[place] : of_memories[place - memory_bit];
  }
};

Task without_links(Task task) {
  task.task_class = task.task_class.is_none() ? ClassId{} : ClassId{0};
  task.waiting_place = task.waiting_place == no_place ? no_place : 0;
  task.first_reservation = task.last_reservation = no_slot;
  task.live_reservations = 0;
  task.counted_waiting = false;
  task.life_timer = task.target_timer = task.offer_timer = task.ring_timer = task.reject_timer = 0;
  task.due_timer = task.transfer_timer = 0;
  return task;
}

// As a snapshot has it: one that has ended looks the same in the turn of its end and later.
Task written_task(const State& state, std::uint32_t place) {
  if (place >= memory_bit) return task_of(state.memories[place - memory_bit]);
  const Task& task = state.tasks[place];
  return has_ended(task.status) ? as_remembered(task) : without_links(task);
}

Reservation without_links(Reservation reservation, std::uint32_t new_task_slot) {
  reservation.task = new_task_slot;
  reservation.next_of_task = reservation.previous_of_task = no_slot;
  reservation.next_of_worker = reservation.previous_of_worker = no_slot;
  reservation.next_ended = no_slot;
  reservation.wrap_up_timer = reservation.preview_timer = 0;
  return reservation;
}

WorkerState without_links(WorkerState worker) {
  worker.profile = ProfileId{};
  worker.first_reservation = no_slot;
  worker.known_classes.clear();
  worker.counted_activity = ActivityId{};
  for (WorkerChannelState& channel : worker.channels) channel.cooldown_timer = 0;
  return worker;
}

bool is_about_a_reservation(TimerKind kind) {
  return kind == TimerKind::wrap_up || kind == TimerKind::preview;
}

bool is_about_a_task(TimerKind kind) {
  return kind <= TimerKind::transfer;
}

TimerHandle& handle_of(State& state, const TimerRecord& timer) {
  switch (timer.kind) {
    case TimerKind::task_life:
      return state.tasks[timer.subject].life_timer;
    case TimerKind::target:
      return state.tasks[timer.subject].target_timer;
    case TimerKind::offer:
      return state.tasks[timer.subject].offer_timer;
    case TimerKind::ring_step:
      return state.tasks[timer.subject].ring_timer;
    case TimerKind::reject_pause:
      return state.tasks[timer.subject].reject_timer;
    case TimerKind::due:
      return state.tasks[timer.subject].due_timer;
    case TimerKind::transfer:
      return state.tasks[timer.subject].transfer_timer;
    case TimerKind::preview:
      return state.reservations[timer.subject].preview_timer;
    case TimerKind::wrap_up:
      return state.reservations[timer.subject].wrap_up_timer;
    case TimerKind::cooldown:
      return state.workers[cooldown_worker(timer.subject).index()]
          .channels[cooldown_channel(timer.subject).index()]
          .cooldown_timer;
    case TimerKind::divert:
      return state.diverts[timer.subject].timer;
    case TimerKind::calendar:
      return state.calendar_timer;
    case TimerKind::clock:
      break;
  }
  return state.clock_timer;
}

void restore_rules(State& state, std::vector<Workspace> workspaces) {
  SY_CHECK(!workspaces.empty());
  for (Workspace& workspace : workspaces) {
    const std::uint32_t version = workspace.version;
    state.current = &state.rules.emplace(version, RulesInUse(std::move(workspace))).first->second;
  }
  for (const Task& task : state.tasks) {
    if (!task.workflow.is_none() && !has_ended(task.status)) ++state.rules.at(task.rules_version).tasks;
  }
}

void link_ended(std::vector<Reservation>& things, EndedList& list, std::vector<ReservationSlot> ended) {
  std::stable_sort(ended.begin(), ended.end(),
                   [&](ReservationSlot a, ReservationSlot b) { return things[a].ended < things[b].ended; });
  for (const ReservationSlot slot : ended) {
    (list.last == no_slot ? list.first : things[list.last].next_ended) = slot;
    list.last = slot;
  }
}

// In the order of their ends, those of one moment in that of their serials.
void remember_ended(State& state, std::vector<TaskSlot> ended) {
  std::stable_sort(ended.begin(), ended.end(),
                   [&](TaskSlot a, TaskSlot b) { return state.tasks[a].ended < state.tasks[b].ended; });
  for (const TaskSlot slot : ended) {
    Task& task = state.tasks[slot];
    state.task_slots.move(task.id.value, remember(state, task));
    task = Task{};
    task.status = TaskStatus::completed;
    state.free_tasks.push_back(slot);
  }
}

void restore_tasks(State& state) {
  std::vector<TaskSlot> ended;
  for (TaskSlot slot = 0; slot < state.tasks.size(); ++slot) {
    state.task_slots.insert(state.tasks[slot].id.value, slot);
    if (has_ended(state.tasks[slot].status)) ended.push_back(slot);
  }
  remember_ended(state, std::move(ended));
}

void restore_reservations(State& state) {
  std::vector<std::uint32_t> ended;
  for (std::uint32_t slot = 0; slot < state.reservations.size(); ++slot) {
    state.reservation_slots.insert(state.reservations[slot].id.value, slot);
    is_live(state.reservations[slot].status) ? link_reservation(state, slot) : ended.push_back(slot);
  }
  link_ended(state.reservations, state.ended_reservations, std::move(ended));
}

void restore_dedup(State& state, std::vector<DedupRecord> records) {
  for (DedupRecord& record : records) {
    state.dedup.insert(record.key, DedupEntry{record.task, record.at});
    state.dedup_order.emplace_back(record.at, std::move(record.key));
  }
}

std::vector<ThreadRecord> threads_by_age(const State& state) {
  std::vector<ThreadRecord> records;
  for (const auto& [at, key] : state.thread_order) {
    const ThreadState* const thread = state.threads.find(key);
    if (thread != nullptr && thread->last_message == at) records.push_back({key, *thread});
  }
  return records;
}

void restore_threads(State& state, std::vector<ThreadRecord> records) {
  for (ThreadRecord& record : records) {
    state.thread_order.emplace_back(record.thread.last_message, record.key);
    state.threads.insert(std::move(record.key), record.thread);
  }
}

}  // namespace

Snapshot take_work_snapshot(const State& state) {
  Snapshot snapshot;
  for (const auto& [version, rules] : state.rules) snapshot.workspaces.push_back(rules.workspace);
  snapshot.now = state.now;
  snapshot.sequence = state.sequence;
  snapshot.next_task = state.next_task;
  snapshot.next_reservation = state.next_reservation;
  snapshot.next_timer = state.timers.next_sequence();
  snapshot.channel_used = state.matching.channel_used;
  const KeptTasks tasks = kept_tasks(state);
  const KeptReservations reservations = kept_reservations(state);
  const NewSlots new_slots{renumber(tasks, 0, state.tasks.size()),
                           renumber(tasks, memory_bit, state.memories.size())};
  const std::vector<std::uint32_t> reservation_slots = renumber(reservations, 0, state.reservations.size());
  snapshot.tasks.reserve(tasks.size());
  for (const Kept<TaskId>& kept : tasks) snapshot.tasks.push_back(written_task(state, kept.place));
  snapshot.reservations.reserve(reservations.size());
  for (const Kept<ReservationId>& kept : reservations) {
    const Reservation& reservation = state.reservations[kept.place];
    snapshot.reservations.push_back(without_links(reservation, new_slots.find(state, reservation.task_id)));
  }
  for (const WorkerState& worker : state.workers) snapshot.workers.push_back(without_links(worker));
  snapshot.timers = state.timers.records();
  for (TimerRecord& timer : snapshot.timers) {
    if (is_about_a_task(timer.kind)) timer.subject = new_slots.of_tasks[timer.subject];
    if (is_about_a_reservation(timer.kind)) timer.subject = reservation_slots[timer.subject];
  }
  snapshot.open_effects = open_effects(state);
  snapshot.calendars = state.calendars;
  snapshot.diverts = state.diverts;
  for (DivertState& divert : snapshot.diverts) divert.timer = 0;
  return snapshot;
}

Snapshot take_snapshot(const State& state) {
  Snapshot snapshot = take_work_snapshot(state);
  for (const auto& [at, key] : state.dedup_order) {
    snapshot.dedup.push_back({key, state.dedup.find(key)->task, at});
  }
  snapshot.threads = threads_by_age(state);
  return snapshot;
}

void restore_state(State& state, Snapshot snapshot) {
  state.now = snapshot.now;
  state.sequence = snapshot.sequence;
  state.next_task = snapshot.next_task;
  state.next_reservation = snapshot.next_reservation;
  state.tasks = std::move(snapshot.tasks);
  state.reservations = std::move(snapshot.reservations);
  state.workers = std::move(snapshot.workers);
  restore_rules(state, std::move(snapshot.workspaces));
  state.sid_key = sid_key(state.workspace().name);
  restore_tasks(state);
  restore_reservations(state);
  state.calendars = std::move(snapshot.calendars);
  state.diverts = std::move(snapshot.diverts);
  restore_threads(state, std::move(snapshot.threads));
  for (const TimerRecord& timer : snapshot.timers) handle_of(state, timer) = state.timers.restore(timer);
  state.timers.set_next_sequence(snapshot.next_timer);
  restore_dedup(state, std::move(snapshot.dedup));
  state.open_effects.assign(snapshot.open_effects.begin(), snapshot.open_effects.end());
  state.matching.channel_used = std::move(snapshot.channel_used);
  add_what_is_new(state);
  rebuild_matching(state);
  for (TaskSlot slot = 0; slot < state.tasks.size(); ++slot) {
    if (state.tasks[slot].status == TaskStatus::pending) count_waiting(state, slot, true);
  }
}

}  // namespace switchyard
