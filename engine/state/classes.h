// Keeps tasks grouped by what their target asks of a worker, and lined up while they wait.
#pragma once

#include <cstdint>

#include "engine/base/id.h"
#include "engine/state/state.h"

namespace switchyard {

// The class of the task where it stands now (its queue, target and attributes). The task is counted in it
// until leave_class(). O(1) for targets that read no task value, else O(log classes); a new class asks every
// profile.
void join_class(State& state, TaskSlot task);
void leave_class(State& state, TaskSlot task);

// Offers of the task may be made: it stands in line. stop_waiting() of a task that does not is allowed.
void start_waiting(State& state, TaskSlot task);
void stop_waiting(State& state, TaskSlot task);

// Sorts the task in again after its priority or virtual start has changed.
void update_waiting(State& state, TaskSlot task);

// The class of the whole queue: what its own condition alone says.
ClassId queue_class(State& state, TaskQueueId queue, TaskChannelId channel);

// Whether workers of the profile belong to the queue: its condition, and its tenant.
bool belongs_to_queue(const State& state, TaskQueueId queue, const WorkerProfile& profile);

// Whether workers of the profile may take tasks of the class; the known worker is not looked at.
bool matches(const State& state, const TaskClass& task_class, const WorkerProfile& profile);

// Asks all profiles again: the clock has moved, or the rules have changed.
void rematch_class(State& state, ClassId id);

// Sets the answers of one profile for all classes.
void match_profile(State& state, ProfileId id);

// The profile's workers may take tasks of the class no more.
void remove_member(TaskClass& task_class, ProfileId id);

// One task less follows a version of the rules. When that was the last, and newer rules are current, the
// version goes, and with it the classes that its tasks have left behind.
void release_rules(State& state, std::uint32_t version);

inline TaskClass& class_at(State& state, ClassId id) {
  return state.matching.classes[id.index()];
}
inline const TaskClass& class_at(const State& state, ClassId id) {
  return state.matching.classes[id.index()];
}

}  // namespace switchyard
