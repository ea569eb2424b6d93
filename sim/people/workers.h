// What workers do with an offer and how long their work takes, each a pure function of who serves whom.
#pragma once

#include <cstdint>

#include "sim/random/stream.h"
#include "sim/scenario/scenario.h"

namespace switchyard::sim {

enum class AnswerKind : std::uint8_t { accept, reject, none };

struct Answer {
  AnswerKind kind = AnswerKind::accept;
  Duration delay{};
};

// `ordinal`: how often the worker was asked for this contact before.
Answer answer_to_offer(const Habits& habits, const Key& key, std::uint64_t contact, std::uint64_t worker,
                       std::uint32_t ordinal);

// Which work it is.
struct WorkKind {
  TaskChannelId channel;
  TaskQueueId queue;
  Time arrived;
};

// One uniform a contact, transformed by the law of whoever serves: HandleRule says which. Zero without any
// law.
Duration handle_time(const Scenario& scenario, const Traffic& traffic, const Habits& habits,
                     const WorkKind& work, const Key& key, std::uint64_t contact);
Duration wrap_up_time(const Scenario& scenario, const Traffic& traffic, const Habits& habits,
                      const WorkKind& work, const Key& key, std::uint64_t contact);

// Whether any law depends on the queue in which a contact was served.
bool depends_on_queue(const Scenario& scenario);

}  // namespace switchyard::sim
