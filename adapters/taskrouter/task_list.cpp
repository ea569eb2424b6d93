// Lists tasks: filters by what they are, and the orderings that may be asked for.
#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <utility>
#include <variant>

#include "adapters/taskrouter/expressions.h"
#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/task_view.h"
#include "adapters/taskrouter/tasks.h"
#include "engine/codec/text/task_status.h"
#include "engine/state/pools.h"

namespace switchyard::adapters::taskrouter {
namespace {

struct Filter {
  std::optional<std::int64_t> priority;
  std::vector<std::string> statuses;
  std::optional<std::string> workflow_sid, workflow_name, queue_sid, queue_name, routing_target;
  std::optional<AdHocCondition> condition;
  bool has_addons = false;
};

std::optional<AdHocCondition> read_condition(Parameters& parameters) {
  constexpr std::string_view name = "EvaluateTaskAttributes";
  const auto text = parameters.text(name);
  if (!text || text->empty()) return std::nullopt;
  auto read = AdHocCondition::read(*text, expression::Dialect::task, name);
  if (read) return *std::move(read);
  parameters.refuse(read.error().message);
  return std::nullopt;
}

Filter read_filter(Parameters& parameters) {
  Filter filter;
  filter.priority = parameters.integer("Priority", 0, 2'147'483'647);
  filter.statuses = parameters.list("AssignmentStatus");
  filter.workflow_sid = parameters.text("WorkflowSid");
  filter.workflow_name = parameters.text("WorkflowName");
  filter.queue_sid = parameters.text("TaskQueueSid");
  filter.queue_name = parameters.text("TaskQueueName");
  filter.routing_target = parameters.text("RoutingTarget");
  filter.condition = read_condition(parameters);
  filter.has_addons = parameters.boolean("HasAddons").value_or(false);
  return filter;
}

template <class Things, class Kind>
bool is_named(const std::optional<std::string>& wanted, const Things& things, Id<Kind> id) {
  return !wanted || (id.index() < things.size() && things[id.index()].name == *wanted);
}
bool is_sid(const std::optional<std::string>& wanted, const Json& sid) {
  return !wanted || (sid.is_string() && sid.get_ref<const std::string&>() == *wanted);
}

bool has_status(const Filter& filter, const Task& task) {
  const std::string_view status = codec::enum_text(twilio_events::shown_status(task));
  return filter.statuses.empty() ||
         std::find(filter.statuses.begin(), filter.statuses.end(), status) != filter.statuses.end();
}

bool was_sent_to(const Scope& scope, const std::optional<std::string>& wanted, const Task& task) {
  if (!wanted) return true;
  const auto* note = note_of(scope, task.id);
  if (note == nullptr) return false;
  if (const auto* worker = std::get_if<ToWorker>(&note->route))
    return is_sid(wanted, scope.worker_sid(worker->worker));
  if (const auto* queue = std::get_if<ToTaskQueue>(&note->route))
    return is_sid(wanted, scope.queue_sid(queue->queue));
  return is_sid(wanted, scope.workflow_sid(task.workflow));
}

bool holds(const Filter& filter, const Task& task, Time now) {
  return !filter.condition || filter.condition->holds_for_task(task.attributes.view(), now);
}

bool passes(const Scope& scope, const Filter& filter, const Task& task) {
  const Workspace& rules = scope.rules();
  return !filter.has_addons && (!filter.priority || *filter.priority == task.priority) &&
         has_status(filter, task) && is_sid(filter.workflow_sid, scope.workflow_sid(task.workflow)) &&
         is_named(filter.workflow_name, rules.workflows, task.workflow) &&
         is_sid(filter.queue_sid, scope.queue_sid(task.queue)) &&
         is_named(filter.queue_name, rules.queues, task.queue) &&
         was_sent_to(scope, filter.routing_target, task) && holds(filter, task, scope.now());
}

enum class By { created, priority, virtual_start };
struct Clause {
  By by = By::created;
  bool descending = false;
};

std::optional<Clause> read_clause(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view name = text.substr(0, colon);
  const std::string direction = lower_case(text.substr(std::min(colon + 1, text.size())));
  if (!direction.empty() && direction != "asc" && direction != "desc") return std::nullopt;
  const bool descending = direction == "desc";
  if (name == "DateCreated") return Clause{By::created, descending};
  if (name == "Priority") return Clause{By::priority, descending};
  if (name == "VirtualStartTime") return Clause{By::virtual_start, descending};
  return std::nullopt;
}

std::vector<Clause> read_ordering(Parameters& parameters) {
  std::vector<Clause> clauses;
  for (const std::string& text : parameters.list("Ordering")) {
    const auto clause = read_clause(text);
    if (!clause)
      parameters.refuse("Ordering \"" + text +
                        "\" is not supported: Attribute:asc or Attribute:desc with DateCreated, Priority or "
                        "VirtualStartTime");
    if (clause) clauses.push_back(*clause);
  }
  const auto has = [&](By by) {
    return std::any_of(clauses.begin(), clauses.end(), [&](const Clause& c) { return c.by == by; });
  };
  if (has(By::created) && has(By::virtual_start))
    parameters.refuse("Ordering may not have both DateCreated and VirtualStartTime");
  return clauses;
}

std::int64_t key_of(const Task& task, By by) {
  if (by == By::priority) return task.priority;
  return by == By::created ? task.arrived.microseconds : task.virtual_start.microseconds;
}

// Equals stand in the order in which they came.
bool comes_before(const std::vector<Clause>& clauses, const Task& a, const Task& b) {
  for (const Clause& clause : clauses) {
    const std::int64_t left = key_of(a, clause.by);
    const std::int64_t right = key_of(b, clause.by);
    if (left != right) return clause.descending ? left > right : left < right;
  }
  return a.id < b.id;
}

}  // namespace

Decision list_tasks(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  const Filter filter = read_filter(parameters);
  const std::vector<Clause> ordering = read_ordering(parameters);
  if (parameters.error()) return *parameters.error();
  std::vector<const Task*> found;
  const auto consider = [&](const Task& task) {
    const bool fits = is_shown(scope, task) && passes(scope, filter, task);
    if (fits) found.push_back(&task);
    return fits;
  };
  for (const Task& task : scope.state().tasks) consider(task);
  std::deque<Task> ended;  // what is found among them is pointed at
  for (const EndedTask& memory : scope.state().memories) {
    ended.push_back(task_of(memory));
    if (!consider(ended.back())) ended.pop_back();
  }
  std::sort(found.begin(), found.end(),
            [&](const Task* a, const Task* b) { return comes_before(ordering, *a, *b); });
  return list_reply(
      scope.call(), "tasks", found, [&](const Task* task) { return sid_of(scope, task->id); },
      [&](const Task* task) { return task_json(scope, *task); });
}

}  // namespace switchyard::adapters::taskrouter
