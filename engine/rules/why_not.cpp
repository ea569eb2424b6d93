// Each reason is the answer of a function that takes part in the decision.
#include "engine/rules/why_not.h"

#include <optional>

#include "engine/expression/evaluate.h"
#include "engine/rules/hours.h"
#include "engine/rules/known_ids.h"
#include "engine/rules/next_target.h"
#include "engine/rules/task_choice.h"
#include "engine/rules/worker_choice.h"
#include "engine/state/classes.h"
#include "engine/state/profiles.h"
#include "engine/state/shared_room.h"
#include "engine/state/slot_values.h"

namespace switchyard {

namespace {

struct Question {
  const State& state;
  const Task& task;
  const TaskClass& task_class;
  WorkerId worker;
  const WorkerState& now;  // of the worker
  std::vector<WhyNot>& reasons;

  void add_if(bool true_of_the_worker, WhyNot reason) const {
    if (true_of_the_worker) reasons.push_back(reason);
  }
};

// What the queue and the target ask of a worker. One who is not in the queue is not asked more.
std::optional<WhyNot> why_not_meant(const Question& q) {
  const TaskQueueId queue = q.task_class.key.queue;
  if (queue.is_none()) return std::nullopt;
  if (!worker_may_serve(q.state, q.worker, q.state.workspace().queues[queue.index()].tenant)) {
    return WhyNot::wrong_tenant;
  }
  const WorkerProfile& profile = q.state.matching.profiles[q.now.profile.index()];
  if (!belongs_to_queue(q.state, queue, profile)) return WhyNot::not_in_queue;
  if (!matches(q.state, q.task_class, profile)) return WhyNot::target_expression;
  return std::nullopt;
}

void ask_who_is_meant(const Question& q) {
  q.add_if(q.now.removed, WhyNot::removed);
  if (const std::optional<WhyNot> reason = why_not_meant(q)) q.reasons.push_back(*reason);
  const TaskClassKey& key = q.task_class.key;
  const bool another = !key.known_worker.is_none() && key.known_worker != q.worker;
  q.add_if(key.unknown_worker || another, WhyNot::not_the_known_worker);
}

void ask_who_has_time(const Question& q) {
  const TaskChannelId channel = q.task.channel;
  const WorkerChannelState& c = q.now.channels[channel.index()];
  const bool interact = q.state.matching.channels_interact;
  q.add_if(!q.state.workspace().activities[q.now.activity.index()].available, WhyNot::activity_not_available);
  q.add_if(!q.now.on_shift, WhyNot::off_shift);
  q.add_if(!c.available, WhyNot::channel_unavailable);
  q.add_if(c.in_use() >= c.capacity, WhyNot::no_capacity);
  q.add_if(interact && is_group_full(q.state, q.worker, channel), WhyNot::group_full);
  q.add_if(interact && is_blocked(q.state, q.worker, channel), WhyNot::blocked_by_rule);
  q.add_if(c.cooldown_timer != 0, WhyNot::cooldown);
}

// Whether somebody who did not say no could be asked.
bool anyone_willing(const State& state, const Task& task, const TaskClass& task_class) {
  bool found = false;
  for_each_ready_worker(state, task_class, [&](WorkerId worker) {
    found = found || (!is_offered(state, task, worker) && is_willing(state, task, worker) == Willing::yes);
  });
  return found;
}

// One who said no comes in again only alone: when nobody else can be asked and nobody is being asked.
bool others_come_first(const Question& q) {
  if (is_willing(q.state, q.task, q.worker) != Willing::after_pause) return false;
  if (!q.task_class.key.known_worker.is_none()) return false;
  return q.task.live_reservations > 0 || anyone_willing(q.state, q.task, q.task_class);
}

void ask_about_this_offer(const Question& q) {
  const bool began = q.worker == q.task.not_offered;
  const bool said_no = is_willing(q.state, q.task, q.worker) == Willing::not_now;
  q.add_if(is_offered(q.state, q.task, q.worker), WhyNot::offered_already);
  q.add_if(began, WhyNot::began_the_transfer);
  q.add_if(said_no && !began, WhyNot::just_rejected);
  q.add_if(others_come_first(q), WhyNot::others_first);
  if (q.reasons.empty()) q.add_if(allowed_by_reserve(q.state, q.task) == 0, WhyNot::reserve);
}

bool is_kept(const State& state, const Task& task) {
  return task.rules_version == state.workspace().version || state.rules.count(task.rules_version) > 0;
}

}  // namespace

std::vector<WhyNot> why_not(const State& state, TaskSlot slot, WorkerId worker) {
  const Task& task = state.tasks[slot];
  std::vector<WhyNot> reasons;
  const Question question{
      state, task, class_at(state, task.task_class), worker, state.workers[worker.index()], reasons};
  ask_who_is_meant(question);
  ask_who_has_time(question);
  ask_about_this_offer(question);
  return reasons;
}

std::vector<FilterAnswer> filters_tried(const State& state, const Task& task) {
  std::vector<FilterAnswer> answers;
  if (task.workflow.is_none() || !is_kept(state, task)) return answers;
  const Workflow& workflow = workflow_of(state, task);
  const expression::Slots& slots = rules_of(state, task).slots;
  const expression::TaskInputs values{slots, task.attributes.view()};
  const ClockValues clock(slots, state.now);
  for (std::uint32_t f = 0; f < workflow.filters.size(); ++f) {
    const Filter& filter = workflow.filters[f];
    answers.push_back(
        {f, is_within(state, filter.hours), expression::evaluate(filter.expression, values, clock.views())});
    if (answers.back().within_hours && answers.back().matches) break;
  }
  return answers;
}

}  // namespace switchyard
