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

// How fast one worker is, drawn once; see Habits.
struct Pace {
  double work = 1;
  double answer = 1;
};
Pace pace_of(const Habits& habits, const Key& key, std::uint64_t worker);

// `time` at so many times the usual speed; at most longest_duration.
Duration at_speed(Duration time, double speed);

// `ordinal`: how often the worker was asked for this contact before.
Answer answer_to_offer(const Habits& habits, const Key& key, std::uint64_t contact, std::uint64_t worker,
                       std::uint32_t ordinal);

// Which work it is.
struct WorkKind {
  TaskChannelId channel;
  TaskQueueId queue;
  Time arrived;
  std::uint32_t service = 0;  // how many had it in hand before
};

// One uniform a contact, and one more for each worker to whom it is passed on, transformed by the law of
// whoever serves: HandleRule says which. Zero without any law. At the usual speed.
Duration handle_time(const Scenario& scenario, const Traffic& traffic, const Habits& habits,
                     const WorkKind& work, const Key& key, std::uint64_t contact);
Duration wrap_up_time(const Scenario& scenario, const Traffic& traffic, const Habits& habits,
                      const WorkKind& work, const Key& key, std::uint64_t contact);

// The first of the worker's transfer habits that happens to this work; null when none does.
const TransferHabit* transfer_of(const Habits& habits, const Key& key, std::uint64_t contact,
                                 std::uint64_t worker, TaskChannelId channel);

// The queue that a contact of the tenant is passed on to; none when it goes to a worker, or nowhere.
TaskQueueId goal_of(const TransferHabit& transfer, const Workspace& workspace, TenantId tenant);

// Whether the worker gives this work back.
bool hands_back(const Habits& habits, const Key& key, std::uint64_t contact, std::uint64_t worker);

// Whether the worker looks for callbacks; and how long, from being idle while the contact waits to be called
// back, until the worker takes it. `ordinal`: how often the worker was going to take it before.
bool presses_callback_button(const Habits& habits, const Key& key, std::uint64_t worker);
Duration callback_button_delay(const CallbackButton& button, const Key& key, std::uint64_t contact,
                               std::uint64_t worker, std::uint32_t ordinal);

// The speed of each of so many things in hand.
double concurrency_factor(const Concurrency& concurrency, std::size_t in_hand);

// Whether work on the channel counts there.
bool is_counted(const Concurrency& concurrency, TaskChannelId channel);

// Whether any law depends on the queue in which a contact was served.
bool depends_on_queue(const Scenario& scenario);

}  // namespace switchyard::sim
