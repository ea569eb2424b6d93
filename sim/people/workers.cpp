// Workers' chance: accepting, rejecting, missing, and the time that work takes.
#include "sim/people/workers.h"

#include <algorithm>

#include "sim/people/customers.h"

namespace switchyard::sim {
namespace {

bool fits(const HandleRule& rule, const WorkKind& work) {
  return (!rule.channel || *rule.channel == work.channel) && (!rule.queue || *rule.queue == work.queue);
}

// The first rule that fits and has the value, or null.
template <class Value>
const Value* first_fit(const std::vector<HandleRule>& rules, const WorkKind& work,
                       std::optional<Value> HandleRule::*value) {
  for (const HandleRule& rule : rules) {
    if ((rule.*value) && fits(rule, work)) return &*(rule.*value);
  }
  return nullptr;
}

template <class Value>
const Value* law_for(const Scenario& scenario, const Habits& habits, const WorkKind& work,
                     std::optional<Value> HandleRule::*value, const std::optional<Value>& of_traffic) {
  if (const Value* own = first_fit(habits.rules, work, value)) return own;
  if (const Value* common = first_fit(scenario.handle_times, work, value)) return common;
  return of_traffic ? &*of_traffic : nullptr;
}

// Speeds of a law are kept away from 0, where work would never end.
constexpr double least_speed = 0.01;

double speed_of(const Distribution& law, const Key& key, std::uint64_t worker, std::uint32_t index) {
  const double u = is_constant(law) ? 0.5 : uniform(key, Purpose::pace, worker, index);
  return std::max(least_speed, quantile(law, u));
}

}  // namespace

Pace pace_of(const Habits& habits, const Key& key, std::uint64_t worker) {
  return {speed_of(habits.speed, key, worker, 0), speed_of(habits.answer_speed, key, worker, 1)};
}

Duration at_speed(Duration time, double speed) {
  if (speed == 1) return time;
  const double slowed = static_cast<double>(time.microseconds) / speed + 0.5;
  const auto longest = static_cast<double>(longest_duration.microseconds);
  return slowed < longest ? Duration{static_cast<std::int64_t>(slowed)} : longest_duration;
}

Answer answer_to_offer(const Habits& habits, const Key& key, std::uint64_t contact, std::uint64_t worker,
                       std::uint32_t ordinal) {
  const bool certain = habits.miss <= 0 && habits.reject <= 0;
  if (certain && is_constant(habits.answer_delay)) {
    return {AnswerKind::accept, duration_at(habits.answer_delay, 0.5)};
  }
  const std::uint64_t entity = entity_of_pair(contact, worker);
  if (habits.miss > 0 && uniform(key, Purpose::miss, entity, ordinal) < habits.miss) {
    return {AnswerKind::none, {}};
  }
  const Duration delay = drawn(habits.answer_delay, key, Purpose::answer_delay, entity, ordinal);
  const bool rejects = habits.reject > 0 && uniform(key, Purpose::reject, entity, ordinal) < habits.reject;
  return {rejects ? AnswerKind::reject : AnswerKind::accept, delay};
}

Duration handle_time(const Scenario& scenario, const Traffic& traffic, const Habits& habits,
                     const WorkKind& work, const Key& key, std::uint64_t contact) {
  const DailyLaw* law = law_for(scenario, habits, work, &HandleRule::handle_time, traffic.handle_time);
  if (law == nullptr) return {};
  return drawn(law_at(*law, work.arrived), key, Purpose::handle_time, contact, work.service);
}

Duration wrap_up_time(const Scenario& scenario, const Traffic& traffic, const Habits& habits,
                      const WorkKind& work, const Key& key, std::uint64_t contact) {
  const Distribution* law = law_for(scenario, habits, work, &HandleRule::wrap_up, traffic.wrap_up);
  if (law == nullptr) return {};
  return drawn(*law, key, Purpose::wrap_up, contact, work.service);
}

const TransferHabit* transfer_of(const Habits& habits, const Key& key, std::uint64_t contact,
                                 std::uint64_t worker, TaskChannelId channel) {
  std::uint32_t index = 0;
  for (const TransferHabit& transfer : habits.transfers) {
    const std::uint32_t own = index++;
    if (transfer.channel && *transfer.channel != channel) continue;
    if (uniform(key, Purpose::transfer, entity_of_pair(contact, worker), own * 4) < transfer.probability)
      return &transfer;
  }
  return nullptr;
}

TaskQueueId goal_of(const TransferHabit& transfer, const Workspace& workspace, TenantId tenant) {
  const auto belongs = [&](TaskQueueId queue) { return workspace.queues[queue.index()].tenant == tenant; };
  const auto own = std::find_if(transfer.queues.begin(), transfer.queues.end(), belongs);
  return own != transfer.queues.end() ? *own : transfer.queue;
}

bool hands_back(const Habits& habits, const Key& key, std::uint64_t contact, std::uint64_t worker) {
  return habits.hand_back &&
         uniform(key, Purpose::hand_back, entity_of_pair(contact, worker), 0) < habits.hand_back->probability;
}

bool presses_callback_button(const Habits& habits, const Key& key, std::uint64_t worker) {
  return habits.callback_button &&
         uniform(key, Purpose::callback_button, worker) < habits.callback_button->share;
}

Duration callback_button_delay(const CallbackButton& button, const Key& key, std::uint64_t contact,
                               std::uint64_t worker, std::uint32_t ordinal) {
  return drawn(button.after, key, Purpose::callback_button, entity_of_pair(contact, worker), ordinal);
}

double concurrency_factor(const Concurrency& concurrency, std::size_t in_hand) {
  const std::vector<double>& factors = concurrency.factors;
  if (factors.empty() || in_hand == 0) return 1;
  return factors[std::min(in_hand, factors.size()) - 1];
}

bool is_counted(const Concurrency& concurrency, TaskChannelId channel) {
  return !concurrency.factors.empty() && std::find(concurrency.channels.begin(), concurrency.channels.end(),
                                                   channel) != concurrency.channels.end();
}

bool depends_on_queue(const Scenario& scenario) {
  const auto names_queue = [](const HandleRule& rule) { return rule.queue.has_value(); };
  return std::any_of(scenario.handle_times.begin(), scenario.handle_times.end(), names_queue) ||
         std::any_of(scenario.people.begin(), scenario.people.end(), [&](const People& people) {
           return std::any_of(people.habits.rules.begin(), people.habits.rules.end(), names_queue);
         });
}

}  // namespace switchyard::sim
