// Everything the engine knows, as one value: the fold of its commands.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/base/hashed_map.h"
#include "engine/base/id.h"
#include "engine/base/serial_map.h"
#include "engine/base/sid.h"
#include "engine/base/time.h"
#include "engine/state/filter_index.h"
#include "engine/state/matching.h"
#include "engine/state/task.h"
#include "engine/state/timers.h"
#include "engine/state/worker.h"
#include "engine/workspace/workspace.h"

namespace switchyard {

// A version of the rules and how many waiting tasks still follow it.
struct RulesInUse {
  explicit RulesInUse(Workspace rules);

  Workspace workspace;
  std::uint64_t tasks = 0;
  std::vector<FilterIndex> filters;  // by WorkflowId
};

struct TaskQueueState {
  std::uint32_t waiting = 0;  // pending tasks
};

struct DedupEntry {
  TaskId task;
  Time at;
};

// A calendar as far as the host has told it.
struct CalendarState {
  bool open = false;
  std::vector<Time> changes;  // those to come, ascending
};

// Where a tenant's calls go at the moment.
struct DivertState {
  NumberId to;  // none: nowhere else
  Time until = never;
  TimerHandle timer = 0;
};

// A conversation that goes on over several tasks.
struct ThreadKey {
  TenantId tenant;
  std::string name;
  friend auto operator<=>(const ThreadKey&, const ThreadKey&) = default;
};
inline std::uint64_t hash_of(const ThreadKey& key) {
  return hash_of(key.name) + key.tenant.value;
}
struct ThreadState {
  TaskId task;     // the newest
  WorkerId owner;  // the first to accept one of its tasks; none: nobody yet
  Time last_message;
};

// An effect whose result has not come.
struct OpenEffect {
  EffectId id;
  Effect effect;
};

// A worker who may have become free on a channel in this turn.
struct FreedWorker {
  WorkerId worker;
  TaskChannelId channel;
};

// Working space of a turn, empty between turns, kept so that steady state allocates nothing.
struct Scratch {
  std::vector<FreedWorker> freed;
  std::vector<WorkerId> chosen;
  std::vector<WorkerRank> ranked;
  std::vector<std::uint32_t> frontier;
  TaskClassKey class_key;
  std::string count_bytes;
  std::vector<ValueView> counts;
};

// A list through the slots of things that have ended, oldest first.
struct EndedList {
  std::uint32_t first = no_slot;
  std::uint32_t last = no_slot;
};

struct State {
  std::map<std::uint32_t, RulesInUse> rules;  // by version; addresses stay
  RulesInUse* current = nullptr;

  Time now;                    // of the last turn
  std::uint64_t sequence = 0;  // of the last turn
  std::uint64_t next_task = 1;
  std::uint64_t next_reservation = 1;

  std::vector<Task> tasks;
  std::vector<TaskSlot> free_tasks;
  std::vector<TaskSlot> just_ended;  // tasks that ended in the last turn: whole until the next one
  std::vector<EndedTask> memories;   // of the others
  std::vector<std::uint32_t> free_memories;
  EndedList ended_tasks;  // through `memories`
  SerialMap task_slots;   // of those that have ended: memory_bit + index into `memories`

  std::vector<Reservation> reservations;
  std::vector<ReservationSlot> free_reservations;
  SerialMap reservation_slots;
  EndedList ended_reservations;

  std::vector<WorkerState> workers;                             // by WorkerId
  std::vector<TaskQueueState> queues;                           // by TaskQueueId
  std::map<std::string, WorkerId, std::less<>> worker_by_name;  // those who are not removed
  std::map<std::string, WorkerId, std::less<>> worker_by_sid;   // of them, those to whom TaskRouter gave one
  Matching matching;
  Timers timers;
  TimerHandle clock_timer = 0;

  std::vector<CalendarState> calendars;  // by CalendarId
  TimerHandle calendar_timer = 0;
  std::vector<DivertState> diverts;  // by TenantId

  HashedMap<std::string, DedupEntry> dedup;
  std::deque<std::pair<Time, std::string>> dedup_order;  // oldest first

  HashedMap<ThreadKey, ThreadState> threads;
  std::deque<std::pair<Time, ThreadKey>> thread_order;  // by message, oldest first; may name a thread twice

  std::vector<OpenEffect> open_effects;  // in the order of their ids; some may be done already
  std::size_t effects_to_sweep = 64;     // so many entries are worth a sweep

  SidKey sid_key{};
  Scratch scratch;

  const Workspace& workspace() const { return current->workspace; }
};

// The rules that a task entered with.
inline const RulesInUse& rules_in_use(const State& state, const Task& task) {
  if (task.rules_version == state.current->workspace.version) return *state.current;
  return state.rules.find(task.rules_version)->second;
}
inline const Workspace& rules_of(const State& state, const Task& task) {
  return rules_in_use(state, task).workspace;
}

inline constexpr std::uint32_t memory_bit = 0x8000'0000;

// no_slot when the id is unknown or forgotten, or the task ended before the last turn.
inline TaskSlot find_task(const State& state, TaskId id) {
  const TaskSlot slot = state.task_slots.find(id.value);
  return slot < memory_bit ? slot : no_slot;
}
// Nothing when the id is unknown or forgotten, or the task is in a slot.
inline const EndedTask* find_memory(const State& state, TaskId id) {
  const TaskSlot slot = state.task_slots.find(id.value);
  return slot < memory_bit || slot == no_slot ? nullptr : &state.memories[slot - memory_bit];
}
inline ReservationSlot find_reservation(const State& state, ReservationId id) {
  return state.reservation_slots.find(id.value);
}

}  // namespace switchyard
