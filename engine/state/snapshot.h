// The whole state as a value that can be written down: facts only, indexes are built again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/state/state.h"

namespace switchyard {

struct DedupRecord {
  std::string key;
  TaskId task;
  Time at;
};

struct ThreadRecord {
  ThreadKey key;
  ThreadState thread;
};

// Slots are numbered anew: a task's slot is its index in `tasks`, a reservation's its index in
// `reservations`. In them, lists, timer handles and class ids mean nothing, but that task_class says whether
// the task is in a class and waiting_place whether it stands in line.
struct Snapshot {
  std::vector<Workspace> workspaces;  // versions in use, ascending; the last is the current one
  Time now;
  std::uint64_t sequence = 0;
  std::uint64_t next_task = 1;
  std::uint64_t next_reservation = 1;
  std::uint64_t next_timer = 1;
  std::vector<bool> channel_used;
  std::vector<Task> tasks;                // by serial; of those that have ended what is remembered
  std::vector<Reservation> reservations;  // by serial
  std::vector<WorkerState> workers;
  std::vector<TimerRecord> timers;  // by sequence
  std::vector<DedupRecord> dedup;   // oldest first
  std::vector<OpenEffect> open_effects;
  std::vector<CalendarState> calendars;
  std::vector<DivertState> diverts;
  std::vector<ThreadRecord> threads;  // by last message, oldest first
};

// O(n log n) for n tasks, reservations and timers.
Snapshot take_snapshot(const State& state);
// Without the keys and threads that are remembered: a day has many, and a turn names one of each.
Snapshot take_work_snapshot(const State& state);

// `state` must be fresh, and the snapshot one that take_snapshot() made; the codec checks what it reads.
void restore_state(State& state, Snapshot snapshot);

}  // namespace switchyard
