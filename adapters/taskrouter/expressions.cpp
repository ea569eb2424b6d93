// Lays the values out that a condition reads, and asks it.
#include "adapters/taskrouter/expressions.h"

#include <variant>

#include "engine/expression/bind.h"
#include "engine/expression/evaluate.h"
#include "engine/expression/parse.h"
#include "engine/state/slot_values.h"
#include "engine/state/tenancy.h"

namespace switchyard::adapters::taskrouter {
namespace {

// What the slots read of somebody who has these attributes and nothing else.
std::vector<ValueView> values_of(const expression::Slots& slots, ValueView attributes) {
  std::vector<ValueView> values;
  for (const expression::Name& name : slots.worker) {
    const auto* attribute = std::get_if<expression::WorkerAttribute>(&name);
    values.push_back(attribute != nullptr ? expression::find(attributes, attribute->path) : ValueView());
  }
  return values;
}

bool holds(const TaskQueue& queue, const expression::Slots& slots, const std::vector<ValueView>& worker,
           Time now) {
  if (queue.nobody) return false;
  const ClockValues clock(slots, now);
  return expression::evaluate(queue.target_workers, {{}, worker, clock.views(), {}});
}

}  // namespace

Result<AdHocCondition> AdHocCondition::read(std::string_view text, expression::Dialect dialect,
                                            std::string_view parameter) {
  const auto parsed = expression::parse(text, dialect);
  if (const auto* problem = std::get_if<expression::ParseProblem>(&parsed))
    return tl::unexpected(bad_request(std::string(parameter) + " is not valid: " + message(*problem)));
  AdHocCondition condition;
  condition.program_ = expression::bind(std::get<expression::Expression>(parsed), condition.slots_);
  return condition;
}

bool AdHocCondition::holds_for_worker(const State& state, WorkerId worker, Time now) const {
  const std::string bytes = worker_slot_values(state, slots_, worker);
  const auto values = split_values(bytes, slots_.worker.size());
  const ClockValues clock(slots_, now);
  return expression::evaluate(program_, {{}, values, clock.views(), {}});
}

bool AdHocCondition::holds_for_task(ValueView attributes, Time now) const {
  const ClockValues clock(slots_, now);
  return expression::evaluate(program_, expression::TaskInputs{slots_, attributes}, clock.views());
}

bool is_in_queue(const Scope& scope, WorkerId worker, TaskQueueId queue) {
  const Workspace& rules = scope.rules();
  const TaskQueue& of = rules.queues[queue.index()];
  if (!may_serve(rules, rules.workers[worker.index()].tenant, of.tenant)) return false;
  const std::string bytes = worker_slot_values(scope.state(), rules.slots, worker);
  return holds(of, rules.slots, split_values(bytes, rules.slots.worker.size()), scope.now());
}

bool would_be_in_queue(const Scope& scope, ValueView attributes, TaskQueueId queue) {
  const Workspace& rules = scope.rules();
  return holds(rules.queues[queue.index()], rules.slots, values_of(rules.slots, attributes), scope.now());
}

}  // namespace switchyard::adapters::taskrouter
