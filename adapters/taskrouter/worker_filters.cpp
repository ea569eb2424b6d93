// Each filter takes workers out of the list.
#include "adapters/taskrouter/worker_filters.h"

#include <algorithm>

#include "adapters/taskrouter/expressions.h"
#include "adapters/taskrouter/resource.h"

namespace switchyard::adapters::taskrouter {
namespace {

using Ids = std::vector<std::uint32_t>;

const Activity& activity_of(const Scope& scope, std::uint32_t worker) {
  return scope.rules().activities[scope.state().workers[worker].activity.index()];
}

void filter_by_activity(const Scope& scope, Parameters& parameters, Ids& ids) {
  if (const auto name = parameters.text("ActivityName"))
    std::erase_if(ids, [&](auto id) { return activity_of(scope, id).name != *name; });
  if (const auto sid = parameters.text("ActivitySid")) {
    const auto wanted = scope.find_activity(*sid);
    std::erase_if(ids, [&](auto id) { return !wanted || scope.state().workers[id].activity != *wanted; });
  }
  if (const auto available = parameters.boolean("Available"))
    std::erase_if(ids, [&](auto id) { return activity_of(scope, id).available != *available; });
}

void keep_queue(const Scope& scope, std::optional<TaskQueueId> queue, Ids& ids) {
  std::erase_if(ids, [&](auto id) { return !queue || !is_in_queue(scope, WorkerId{id}, *queue); });
}

std::optional<TaskQueueId> queue_of_name(const Scope& scope, const std::string& name) {
  for (const std::uint32_t id : visible(scope, SidKind::task_queue)) {
    if (scope.rules().queues[id].name == name) return TaskQueueId{id};
  }
  return std::nullopt;
}

void filter_by_queue(const Scope& scope, Parameters& parameters, Ids& ids) {
  if (const auto name = parameters.text("TaskQueueName")) keep_queue(scope, queue_of_name(scope, *name), ids);
  if (const auto sid = parameters.text("TaskQueueSid")) keep_queue(scope, scope.find_queue(*sid), ids);
}

}  // namespace

std::optional<ApiError> filter_workers(const Scope& scope, Parameters& parameters, Ids& ids) {
  filter_by_activity(scope, parameters, ids);
  filter_by_queue(scope, parameters, ids);
  const auto text = parameters.text("TargetWorkersExpression");
  if (!text || text->empty()) return std::nullopt;
  const auto condition = AdHocCondition::read(*text, expression::Dialect::worker, "TargetWorkersExpression");
  if (!condition) return condition.error();
  std::erase_if(
      ids, [&](auto id) { return !condition->holds_for_worker(scope.state(), WorkerId{id}, scope.now()); });
  return std::nullopt;
}

}  // namespace switchyard::adapters::taskrouter
