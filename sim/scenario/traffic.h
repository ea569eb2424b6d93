// Who asks for service, when and with how much patience: one stream of contacts of a scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/command.h"
#include "sim/scenario/law.h"

namespace switchyard::sim {

// An expected number of arrivals an hour, constant from `from` until `until` of every day (since midnight
// UTC).
struct RateStep {
  Duration from{};
  Duration until{};
  double per_hour = 0;
};

// Poisson arrivals whose rate changes with the time of day. Steps rise and do not overlap; none means no
// arrivals.
struct DailyRates {
  std::vector<RateStep> steps;
  Duration shift{};        // moves the whole curve to later (or, negative, to earlier)
  double scale = 1;        // multiplies it
  double busyness_cv = 0;  // each day's rates are multiplied by one gamma factor of mean 1 and this variation
  std::string busyness_name;  // streams with the same name share the factor; empty: the stream's own name
};

// Arrivals at given moments, such as a recorded day.
struct Trace {
  struct Arrival {
    Time time;
    std::uint32_t mix = 0;  // which of Traffic::mix
  };
  std::vector<Arrival> arrivals;  // never falling
};

// Extra contacts for a while, superposed on the others: these stay the same people at the same moments.
struct Surge {
  std::string name;  // of the extra stream
  Time from;
  Duration length{};
  double extra = 0;                // of the ordinary rate: 3 makes four times as many in all
  std::optional<double> per_hour;  // instead of `extra`: a rate of its own, which no day factor touches
};

// One kind of contact of a stream: its share and what the engine is told of it.
struct Mix {
  double weight = 1;
  Attributes attributes;
};

// A lost customer (who left, was blocked or was given up) tries again.
struct Redial {
  double probability = 0;
  Distribution delay = Constant{};
  std::uint32_t most = 1;  // times a customer tries again
};

// What callers do who come to a voicemail.
struct VoicemailHabit {
  double speaks = 1;                   // the share that leaves a message
  Distribution greeting = Constant{};  // until they speak or hang up
  Distribution length = Constant{30};  // of the message
};

// How calls that are sent to another line fare.
struct Forwarding {
  Distribution delay = Constant{};  // until it is known
  double failure = 0;               // the share that comes back
};

// What happens when a worker calls the customer: a lead, or someone who was missed.
struct OutboundCall {
  double answered = 1;                    // the share of calls
  Distribution ring = Constant{};         // until the customer answers
  Distribution no_answer = Constant{30};  // until the worker gives up
  double returned = 0;                    // the share of the others who see the number and call it
  Distribution return_delay = Constant{};
  std::optional<std::uint32_t> returned_as;  // the traffic (index) that such a call belongs to
};

// Callers who would rather be called back than wait: they hang up and keep their place in the line.
struct CallbackRequest {
  double probability = 1;             // in each wait; with announcements, at each of them
  Distribution after = Constant{60};  // from the begin of the wait
  std::vector<Duration> announced;    // instead: so long after the begin of the wait they are asked; rising
  std::optional<Duration> due;        // from the request; absent: as the tenant has it for its callbacks
  std::vector<TenantId> tenants;      // who offers it; empty: all
};
inline constexpr std::uint32_t most_announcements = 100;  // the schema's limit

// Messages that the customer writes in a row. What comes before the worker's answer is answered with it.
struct Burst {
  Distribution messages = Constant{1};  // rounded, at least 1
  Distribution gap = Constant{5};       // between two of them
};

// The customer begins another conversation on the same thread.
struct WritesAgain {
  double probability = 0;
  Distribution delay = Constant{};  // from the end of the one before
  std::uint32_t most = 1;           // times
};

// A conversation of several messages: the customer writes, the worker answers, and so on.
struct Conversation {
  Distribution messages = Constant{1};  // of the customer; rounded, at least 1
  Distribution answer_delay = Constant{};
  Distribution writing_time = Constant{};
  std::optional<Duration> close_after;  // without an answer the worker ends the task; what comes later is a
                                        // new one of the same thread
  std::optional<Burst> burst;           // absent: one message at a time
  WritesAgain writes_again;
};

struct Traffic {
  std::string name;  // of the stream: it is the root of all its chance
  TenantId tenant{0};
  TaskChannelId channel;
  Route route;
  std::vector<WorkflowId> spread;  // instead of `route`: each contact goes to one of these
  std::int32_t priority = 0;
  std::optional<Duration> time_to_live;
  std::vector<Mix> mix;  // at least one
  std::variant<DailyRates, Trace> arrivals;
  Time from = earliest_time;             // no arrivals before
  Time until = latest_time;              // or from then on
  std::vector<Surge> surges;             // of daily rates only
  std::optional<Distribution> patience;  // nothing: waits for ever
  double balk = 0;  // the share that leaves at once when nobody is asked to serve it at once
  Redial redial;
  std::optional<DailyLaw> handle_time;  // by the time of arrival; see HandleRule for who overrides it
  std::optional<Distribution> wrap_up;
  VoicemailHabit voicemail;
  OutboundCall outbound_call;
  std::optional<CallbackRequest> callback_request;
  std::optional<Conversation> conversation;  // instead of a handle time
};

}  // namespace switchyard::sim
