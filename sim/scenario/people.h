// Who serves, when, and with which habits: a group of workers of a scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/id.h"
#include "engine/command.h"
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

// Work of a shared team that its worker gives back to where it came from.
struct HandBackHabit {
  double probability = 0;
  HandBackTo to = HandBackTo::queue;
  Distribution after = Constant{};  // from the accept
};

// Work that the worker passes on, once a contact at most.
struct TransferHabit {
  double probability = 0;
  std::optional<TaskChannelId> channel;  // of this work only
  TransferMode mode = TransferMode::cold;
  WorkerId worker;  // to: exactly one of the three is there
  TaskQueueId queue;
  std::vector<TaskQueueId> queues;    // the one of the contact's tenant; without one it stays
  Distribution after = Constant{};    // from the accept
  Distribution consult = Constant{};  // warm: so long both are there, before the first one goes
  std::optional<Duration> timeout;    // warm: how long to wait for the other
};

// Workers who look through those who wait to be called back, and take one with the callback button.
struct CallbackButton {
  double share = 1;                   // of the workers
  Distribution after = Constant{60};  // from being idle while somebody waits for it until the press
};

// Who does several things at once does each of them more slowly: with k of them in hand the work on each goes
// on at the rate factors[k - 1]; the last factor holds beyond.
struct Concurrency {
  std::vector<TaskChannelId> channels;  // whose work counts and is slowed
  std::vector<double> factors;          // none: no slowing
};

struct Habits {
  Distribution answer_delay = Constant{};  // from the offer to the answer, accept or reject
  double reject = 0;                       // the share of offers that the worker rejects
  double miss = 0;                         // the share that the worker does not notice
  std::vector<HandleRule> rules;
  // How fast each worker is, drawn once: handle time and wrap-up are divided by the first, the answer delay
  // by the second.
  Distribution speed = Constant{1};
  Distribution answer_speed = Constant{1};
  // From a missed offer that took the worker out of service until the worker is back; nothing: at the next
  // shift.
  std::optional<Distribution> return_after_miss;
  std::optional<HandBackHabit> hand_back;
  std::vector<TransferHabit> transfers;  // the first that happens
  Concurrency concurrency;
  std::optional<CallbackButton> callback_button;
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

// Every day, if on duty then. It begins up to `jitter` earlier or later, for each worker anew.
struct Break {
  Duration from{};  // since midnight UTC
  Duration length{};
  Duration jitter{};
};

// Coming late to shifts and from breaks.
struct Lateness {
  double probability = 0;
  Distribution delay = Constant{};
};

// Who is on duty is in the activity `on`, all others in `off`. Who goes off duty with work in hand finishes
// it; at the end of the scenario nobody goes: who is on duty then stays until the work is done.
using Presence = std::variant<AlwaysOn, std::vector<Shift>, std::vector<StaffStep>>;

struct People {
  std::string name;               // of the group in reports; empty: no group of its own
  std::vector<WorkerId> workers;  // a worker is in one group at most
  Presence presence;
  ActivityId on;
  ActivityId off;
  ActivityId rest;  // on breaks
  std::vector<Break> breaks;
  Lateness lateness;
  Habits habits;
};

}  // namespace switchyard::sim
