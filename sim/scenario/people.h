// Who serves, when, and with which habits: a group of workers of a scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/id.h"
#include "sim/scenario/law.h"

namespace switchyard::sim {

// How long work takes, for the channel and the queue that it names (none: any). Of several rules the first
// that fits and has the value wins: the worker's own rules, then the scenario's, then the traffic's laws.
struct HandleRule {
  std::optional<TaskChannelId> channel;
  std::optional<TaskQueueId> queue;
  std::optional<DailyLaw> handle_time;
  std::optional<Distribution> wrap_up;
};

struct Habits {
  Distribution answer_delay = Constant{};  // from the offer to the answer, accept or reject
  double reject = 0;                       // the share of offers that the worker rejects
  double miss = 0;                         // the share that the worker does not notice
  std::vector<HandleRule> rules;
  double speed = 1;  // handle time and wrap-up are divided by it
  // From a missed offer that took the worker out of service until the worker is back; nothing: at the next
  // shift.
  std::optional<Distribution> return_after_miss;
};

// On duty from `from` until `until` of every day (since midnight UTC); over midnight when until <= from.
struct Shift {
  Duration from{};
  Duration until{};
};

// The first `count` workers of the group are on duty, from `from` until `until` of every day.
struct StaffStep {
  Duration from{};
  Duration until{};
  std::uint32_t count = 0;
};

struct AlwaysOn {};

// Who is on duty is in the activity `on`, all others in `off`. Who goes off duty with work in hand finishes
// it; at the end of the scenario nobody goes: who is on duty then stays until the work is done.
using Presence = std::variant<AlwaysOn, std::vector<Shift>, std::vector<StaffStep>>;

struct People {
  std::string name;               // of the group in reports; empty: no group of its own
  std::vector<WorkerId> workers;  // a worker is in one group at most
  Presence presence;
  ActivityId on;
  ActivityId off;
  Habits habits;
};

}  // namespace switchyard::sim
