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

// Slots in use, by serial.
template <class Thing>
std::vector<std::uint32_t> slots_by_age(const std::vector<Thing>& things) {
  std::vector<std::uint32_t> slots;
  for (std::uint32_t slot = 0; slot < things.size(); ++slot) {
    if (!things[slot].id.is_none()) slots.push_back(slot);
  }
  std::sort(slots.begin(), slots.end(),
            [&](std::uint32_t a, std::uint32_t b) { return things[a].id < things[b].id; });
  return slots;
}

// From old slot to new.
std::vector<std::uint32_t> renumber(const std::vector<std::uint32_t>& slots, std::size_t size) {
  std::vector<std::uint32_t> renumbered(size, no_slot);
  for (std::uint32_t i = 0; i < slots.size(); ++i) renumbered[slots[i]] = i;
  return renumbered;
}

Task without_links(Task task) {
  task.task_class = task.task_class.is_none() ? ClassId{} : ClassId{0};
  task.waiting_place = task.waiting_place == no_place ? no_place : 0;
  task.first_reservation = task.last_reservation = task.next_ended = no_slot;
  task.live_reservations = 0;
  task.counted_waiting = false;
  task.life_timer = task.target_timer = task.offer_timer = task.ring_timer = task.reject_timer = 0;
  task.due_timer = task.transfer_timer = 0;
  return task;
}

Reservation without_links(Reservation reservation, const std::vector<std::uint32_t>& new_task_slot) {
  reservation.task = new_task_slot[reservation.task];
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

template <class Thing>
void link_ended(std::vector<Thing>& things, EndedList& list, std::vector<std::uint32_t> ended) {
  std::stable_sort(ended.begin(), ended.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return things[a].ended < things[b].ended; });
  for (const std::uint32_t slot : ended) {
    (list.last == no_slot ? list.first : things[list.last].next_ended) = slot;
    list.last = slot;
  }
}

void restore_tasks(State& state) {
  std::vector<std::uint32_t> ended;
  for (std::uint32_t slot = 0; slot < state.tasks.size(); ++slot) {
    state.task_slots.insert(state.tasks[slot].id.value, slot);
    if (has_ended(state.tasks[slot].status)) ended.push_back(slot);
  }
  link_ended(state.tasks, state.ended_tasks, std::move(ended));
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
    state.dedup.emplace(record.key, DedupEntry{record.task, record.at});
    state.dedup_order.emplace_back(record.at, std::move(record.key));
  }
}

std::vector<ThreadRecord> threads_by_age(const State& state) {
  std::vector<ThreadRecord> records;
  for (const auto& [at, key] : state.thread_order) {
    const auto found = state.threads.find(key);
    if (found != state.threads.end() && found->second.last_message == at) {
      records.push_back({key, found->second});
    }
  }
  return records;
}

void restore_threads(State& state, std::vector<ThreadRecord> records) {
  for (ThreadRecord& record : records) {
    state.thread_order.emplace_back(record.thread.last_message, record.key);
    state.threads.emplace(std::move(record.key), record.thread);
  }
}

}  // namespace

Snapshot take_snapshot(const State& state) {
  Snapshot snapshot;
  for (const auto& [version, rules] : state.rules) snapshot.workspaces.push_back(rules.workspace);
  snapshot.now = state.now;
  snapshot.sequence = state.sequence;
  snapshot.next_task = state.next_task;
  snapshot.next_reservation = state.next_reservation;
  snapshot.next_timer = state.timers.next_sequence();
  snapshot.channel_used = state.matching.channel_used;
  const std::vector<std::uint32_t> tasks = slots_by_age(state.tasks);
  const std::vector<std::uint32_t> reservations = slots_by_age(state.reservations);
  const std::vector<std::uint32_t> task_slots = renumber(tasks, state.tasks.size());
  const std::vector<std::uint32_t> reservation_slots = renumber(reservations, state.reservations.size());
  for (const std::uint32_t slot : tasks) snapshot.tasks.push_back(without_links(state.tasks[slot]));
  for (const std::uint32_t slot : reservations) {
    snapshot.reservations.push_back(without_links(state.reservations[slot], task_slots));
  }
  for (const WorkerState& worker : state.workers) snapshot.workers.push_back(without_links(worker));
  for (TimerRecord timer : state.timers.records()) {
    if (is_about_a_task(timer.kind)) timer.subject = task_slots[timer.subject];
    if (is_about_a_reservation(timer.kind)) timer.subject = reservation_slots[timer.subject];
    snapshot.timers.push_back(timer);
  }
  for (const auto& [at, key] : state.dedup_order) {
    snapshot.dedup.push_back({key, state.dedup.find(key)->second.task, at});
  }
  snapshot.open_effects = open_effects(state);
  snapshot.calendars = state.calendars;
  snapshot.diverts = state.diverts;
  for (DivertState& divert : snapshot.diverts) divert.timer = 0;
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
