// Who could take what: groups of equal workers, groups of equal tasks, and which of them go together.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/base/bit_set.h"
#include "engine/base/id.h"
#include "engine/base/indexed_heap.h"
#include "engine/base/time.h"
#include "engine/state/task.h"
#include "engine/state/worker.h"
#include "engine/workspace/workspace.h"

namespace switchyard {

// A worker's place in the order in which workers are asked: smaller first, then the smaller id.
struct WorkerRank {
  std::int64_t first = 0;
  std::int64_t second = 0;
  WorkerId worker;
  friend constexpr auto operator<=>(const WorkerRank&, const WorkerRank&) = default;
};

// A task's place in its class: smaller first. FIFO: -priority, virtual start, serial. LIFO: -virtual start,
// -serial.
struct TaskRank {
  std::int64_t first = 0;
  std::int64_t second = 0;
  std::int64_t third = 0;
  TaskSlot task = no_slot;
  friend constexpr auto operator<=>(const TaskRank&, const TaskRank&) = default;
};

using ReadyWorkers = IndexedHeap<WorkerRank>;
using WaitingTasks = IndexedHeap<TaskRank>;

// Workers of one tenant with equal values in every slot that an expression of the workspace reads. All
// conditions are answered once a profile.
struct WorkerProfile {
  std::uint32_t workers = 0;  // 0: the slot is free
  TenantId tenant;
  std::string_view values;       // canonical bytes of the worker slots; owned by Matching::profile_by_values
  std::vector<ValueView> slots;  // looks into `values`
  BitSet classes;                // that its workers may serve
  std::vector<std::uint32_t> workers_by_activity;
  std::uint32_t workers_on_shift = 0;  // available, where a worker has no shift
  std::vector<ReadyWorkers> ready;     // by channel × order in use: workers who could take one more task now
};

// What tells task classes apart.
struct TaskClassKey {
  std::uint32_t rules_version = 0;  // 0 for direct work
  TargetId target;                  // none for direct work
  TaskQueueId queue;
  TaskChannelId channel;
  WorkerId known_worker;        // none: any
  bool unknown_worker = false;  // the known worker cannot be found: nobody may take it
  std::string values;           // canonical bytes of the task slots that the target's expression reads
  friend auto operator<=>(const TaskClassKey&, const TaskClassKey&) = default;
};

// Tasks that ask the same of a worker: the queue's and the target's conditions with the same task values.
struct TaskClass {
  TaskClassKey key;
  std::uint32_t tasks = 0;  // that point here; 0 and `in_use`: kept for the next one
  bool in_use = false;
  std::uint32_t plain_place = no_place;  // its place in Matching::plain_class, if it has one
  bool reads_clock = false;
  std::uint32_t clock_place = no_place;  // in Matching::clock_line
  Time matched_until = never;            // the answers hold until then
  std::uint8_t order = 0;                // index into Matching::orders
  std::vector<expression::BoundOrderClause> order_by;
  BitSet profiles;  // whose workers may take its tasks; empty where only one known worker is asked
  std::vector<std::uint32_t>
      members;  // the same profiles, ascending: quicker to go through when they are few
  WaitingTasks waiting;
};

// When the answers of a class must be asked again.
struct ClockRank {
  Time at;
  ClassId task_class;
  friend constexpr auto operator<=>(const ClockRank&, const ClockRank&) = default;
};

// So much work on some channels keeps a worker from another one.
struct Block {
  std::vector<TaskChannelId> counted;
  std::uint32_t above = 0;
};

// What limits a channel beside its own capacity.
struct SharedRoom {
  ChannelGroupId group;                // none: it shares its capacity with no other
  std::vector<TaskChannelId> members;  // of the group, itself included
  std::vector<Block> blocks;
};

struct Matching {
  std::vector<WorkerOrder> orders;      // in use, the workspace's first
  bool regroup_on_change = false;       // an expression reads activity or work in hand
  bool channels_interact = false;       // work on one channel may close or open another: groups, block rules
  std::vector<SharedRoom> shared_room;  // by channel; empty where no channels interact
  bool clock_is_read = false;           // an expression reads the time of day
  std::vector<WorkerProfile> profiles;
  std::vector<std::uint32_t> free_profiles;
  std::map<std::pair<TenantId, std::string>, ProfileId> profile_by_values;

  std::vector<TaskClass> classes;
  std::vector<std::uint32_t> free_classes;
  std::uint32_t empty_classes = 0;  // kept without a task
  std::map<TaskClassKey, ClassId> class_by_key;
  std::vector<std::map<TaskClassKey, ClassId>::node_type> spare_keys;  // of classes that are gone
  IndexedHeap<ClockRank> clock_line;  // classes that read the clock and have tasks in line
  std::vector<ClassId> plain_class;  // by target × channel, of the current rules, when no task value is read

  std::vector<BitSet> ready_profiles;  // by channel: with a worker who could take one more task
  // By channel × order in use, by profile: the first of its line, so that profiles are compared without going
  // to each. Means nothing for those that are not in ready_profiles.
  std::vector<std::vector<WorkerRank>> first_ready;
  std::vector<BitSet> waiting_classes;  // by channel: with a task that may be offered, known workers' apart
  std::vector<bool> channel_used;  // no task has come on the others yet, so nobody is kept ready for them

  // Where a worker stands in the ready heaps: (worker × channels + channel) × orders + order.
  std::vector<std::uint32_t> ready_place;
};

}  // namespace switchyard
