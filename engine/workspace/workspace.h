// The rules as one value: everything that is declared, compiled to tables that are indexed by id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/workspace/calendar.h"
#include "engine/workspace/workflow.h"

namespace switchyard {

// Calls back who left a voicemail or hung up unanswered: a task of its own, for this queue.
struct CallbackRule {
  TaskQueueId queue;  // none: no callbacks
  TaskChannelId channel;
  Duration due = days(1);  // after the missed call
  bool after_voicemail = true;
  bool after_missed_call = false;
};

// Whether the tenant's calls are recorded, inbound and outbound. Voicemails always are.
struct RecordingPolicy {
  bool calls = false;
  bool notice = true;        // the caller is told before the recording begins
  Duration kept = days(90);  // then it is deleted; of voicemails as well
};

// A dealer, a brand, or a team that several of them share.
struct Tenant {
  std::string name;
  std::vector<TenantId> shared_teams;  // the tenants whose workers may serve this one's work
  std::optional<Duration> cooldown;    // of its workers on every channel; absent: the channel's
  NumberId caller_number;              // shown on its outbound calls; none: the workspace's
  CallbackRule callbacks;
  RecordingPolicy recording;
  std::string divert_code;  // whoever knows it may divert the tenant's calls; empty: nobody
};

// A telephone number, or another address of ours: where customers come in, what outbound calls show, and
// where calls may be forwarded to.
struct Number {
  std::string name;
  std::string number;  // E.164, or a SIP URI
  TenantId tenant{0};
  WorkflowId workflow;  // of those who call it; none: nobody calls it
  std::string caller_name;
};

// A worker's state, such as Available or Offline.
struct Activity {
  std::string name;
  bool available = false;
  std::string formerly{};  // its name in the version before, where that was another
};

// What a worker's missed offer (reservation timeout) does to the worker.
struct MissRule {
  bool changes_activity = true;  // false: stay as you are
  ActivityId activity;           // none: the workspace's timeout activity
  std::uint32_t after = 1;       // only after so many misses in a row, without an accept between them
};

// What stands behind a channel's tasks.
enum class ChannelKind : std::uint8_t {
  work,     // nobody is on the line
  call,     // the customer is on the line: may be diverted, and leaves a voicemail
  messages  // the customer writes and reads when they like
};

// Channels that share one capacity of each worker, beside their own.
struct ChannelGroup {
  std::string name;
  std::uint32_t capacity = 1;  // of a worker that does not say
};

// While a worker has more than `above` tasks on the `counted` channels, pending and wrapping ones too,
// nothing is offered on the `blocked` ones.
struct BlockRule {
  std::vector<TaskChannelId> blocked;
  std::vector<TaskChannelId> counted;
  std::uint32_t above = 0;
};

struct TaskChannel {
  std::string name;
  ChannelKind kind = ChannelKind::work;
  ChannelGroupId group;                         // none: only its own capacity counts
  bool opens_record = false;                    // the worker who accepts is shown the customer's record
  std::optional<Duration> places_call_after;    // a lead: so long after the accept the customer is called
  bool optimized_routing = false;               // the idle clock is kept per channel, not over all channels
  std::optional<Duration> reservation_timeout;  // overrides the workflow's
  std::optional<Duration> wrap_up_limit;        // zero: no wrap-up; absent: until the worker completes
  Duration cooldown{};                          // after an accepted task, nothing on this channel for so long
  bool cooldown_after_miss = false;
  MissRule on_miss;
  bool ring_all_miss_counts = false;  // a miss in a ring-all target counts as well
  std::string formerly{};             // its name in the version before, where that was another
};

struct WorkerChannel {
  std::uint32_t capacity = 1;
  bool available = true;
};

struct Worker {
  std::string name;
  std::string sid;  // that TaskRouter gave the worker; empty: only the one that the engine makes
  TenantId tenant{0};
  Attributes attributes;
  ActivityId activity;                          // at the start
  std::vector<WorkerChannel> channels;          // by TaskChannelId
  std::vector<std::uint32_t> group_capacities;  // by ChannelGroupId
  CalendarId shift;        // outside it nothing is offered; none: whenever the activity is available
  bool removed = false;    // was in an earlier version
  std::string formerly{};  // its name in the version before, where that was another
};

enum class TaskOrder : std::uint8_t { fifo, lifo };

struct TaskQueue {
  std::string name;
  TenantId tenant{0};
  bool nobody = false;  // target_workers was empty
  expression::Program target_workers;
  std::uint32_t max_reserved_workers = 1;  // 1 … 50
  TaskOrder order = TaskOrder::fifo;
  std::optional<std::uint32_t> waiting_limit;  // tasks that may wait here; beyond it: blocked
  std::uint32_t idle_reserve = 0;              // offered only while more than so many workers could take it
  bool removed = false;
  std::string formerly{};  // its name in the version before, where that was another
};

enum class WorkOrder : std::uint8_t {
  priority_then_age,  // the default
  longest_queue,      // the queue with most tasks waiting, then priority and age
  fixed_queues,       // in the order of the document, then priority and age
};

// A version of the rules. Ids are indexes into these tables and mean the same in every later version.
struct Workspace {
  std::string name;
  std::uint32_t version = 1;
  std::string source;  // the document that this was compiled from; the log carries it

  std::vector<Tenant> tenants;  // at least one
  std::vector<Activity> activities;
  std::vector<TaskChannel> channels;
  std::vector<ChannelGroup> channel_groups;
  std::vector<BlockRule> block_rules;
  std::vector<Calendar> calendars;
  std::vector<Number> numbers;
  std::vector<Worker> workers;
  std::vector<TaskQueue> queues;
  std::vector<Workflow> workflows;
  std::vector<Target> targets;  // of all workflows; filters refer to ranges of it
  expression::Slots slots;      // the names that the expressions read

  ActivityId default_activity;
  ActivityId timeout_activity;
  WorkerOrder worker_order = WorkerOrder::longest_idle;
  WorkOrder work_order = WorkOrder::priority_then_age;
  TaskOrder prioritize_queue_order = TaskOrder::fifo;

  Duration time_to_live = days(1);    // of a task that does not say
  Duration assigned_limit = days(1);  // assigned or wrapping for longer: deleted by the system
  Duration ended_kept = minutes(5);   // a task that ended can still be asked for
  Duration dedup_kept = days(7);
  Duration reject_pause = seconds(5);     // a worker who rejected a task is not asked again before
  std::uint32_t assignment_limit = 1000;  // pending -> reserved transitions of one task

  NumberId caller_number;        // shown on outbound calls of tenants that do not say; none: the line's
  std::uint32_t hand_backs = 1;  // how often a shared team may give one task back
  Duration hand_back_wait = seconds(60);  // a task given back to a worker waits so long for them
  std::optional<Duration> owner_wait;     // a returning customer waits so long for the thread's owner first
  Duration threads_kept = days(30);       // a thread's owner is remembered after the last message
};

}  // namespace switchyard
