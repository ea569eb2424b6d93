// Finds work that no law gives a length before a run does it in no time.
#include <algorithm>
#include <string>

#include "engine/base/match.h"
#include "engine/codec/text/utf8.h"
#include "engine/state/tenancy.h"
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Node;

// Where work comes to workers: from a queue, or straight to the worker (none).
using MaybeQueue = std::optional<TaskQueueId>;

void add_targets(std::vector<MaybeQueue>& queues, const Workspace& workspace, const Filter& filter) {
  for (std::uint32_t i = 0; i < filter.target_count; ++i) {
    const TaskQueueId queue = workspace.targets[filter.first_target.index() + i].queue;
    const bool known = std::find(queues.begin(), queues.end(), queue) != queues.end();
    if (!queue.is_none() && !known) queues.emplace_back(queue);
  }
}

void add_workflow(std::vector<MaybeQueue>& queues, const Workspace& workspace, WorkflowId id) {
  const Workflow& workflow = workspace.workflows[id.index()];
  for (const Filter& filter : workflow.filters) add_targets(queues, workspace, filter);
  if (workflow.default_filter) add_targets(queues, workspace, *workflow.default_filter);
}

std::vector<MaybeQueue> queues_of(const Workspace& workspace, const Traffic& traffic) {
  std::vector<MaybeQueue> queues;
  for (const WorkflowId workflow : traffic.spread) add_workflow(queues, workspace, workflow);
  if (!traffic.spread.empty()) return queues;
  match(
      traffic.route,
      [&](const ThroughWorkflow& through) { add_workflow(queues, workspace, through.workflow); },
      [&](const ToWorker&) { queues.emplace_back(); },
      [&](const ToTaskQueue& straight) { queues.emplace_back(straight.queue); });
  return queues;
}

bool any_fits(const std::vector<HandleRule>& rules, const Traffic& traffic, const MaybeQueue& queue) {
  return std::any_of(rules.begin(), rules.end(), [&](const HandleRule& rule) {
    return rule.handle_time && (!rule.channel || *rule.channel == traffic.channel) &&
           (!rule.queue || rule.queue == queue);
  });
}

// By worker: the group, or null.
std::vector<const People*> groups_of(const Scenario& scenario) {
  std::vector<const People*> groups(scenario.workspace.workers.size());
  for (const People& people : scenario.people) {
    for (const WorkerId worker : people.workers) groups[worker.index()] = &people;
  }
  return groups;
}

// Whether the worker may get the work. False where only the run can tell, as for conditions on the clock.
bool may_get(const Scenario& scenario, const Traffic& traffic, const MaybeQueue& queue, WorkerId id,
             bool in_group) {
  const Workspace& workspace = scenario.workspace;
  if (!queue) return std::get<ToWorker>(traffic.route).worker == id;
  const Worker& worker = workspace.workers[id.index()];
  if (!in_group && !workspace.activities[worker.activity.index()].available) return false;
  const WorkerChannel& channel = worker.channels[traffic.channel.index()];
  if (channel.capacity == 0 || !channel.available) return false;
  const TaskQueue& task_queue = workspace.queues[queue->index()];
  return may_serve(workspace, worker.tenant, task_queue.tenant) &&
         task_queue.target_workers.clock_slots().empty() && matches_at_start(workspace, task_queue, worker);
}

void report_worker(Reading& reading, const Node& node, const MaybeQueue& queue, WorkerId worker,
                   bool in_group) {
  const Workspace& workspace = reading.scenario.workspace;
  const std::string place =
      queue ? " in queue " + codec::quoted(workspace.queues[queue->index()].name) : std::string();
  reading.report(node,
                 "nothing says how long the work on this traffic takes when worker " +
                     codec::quoted(workspace.workers[worker.index()].name) + " does it" + place,
                 in_group ? "give the traffic a \"handle_time\", or the worker's group"
                          : "the worker is in no group of \"people\": put it into one with a "
                            "\"handle_time\", or give the traffic one");
}

// False when somebody may do the work in no time; the first is told.
bool has_length_everywhere(Reading& reading, const Node& node, const Traffic& traffic,
                           const std::vector<const People*>& groups) {
  const Scenario& scenario = reading.scenario;
  for (const MaybeQueue& queue : queues_of(scenario.workspace, traffic)) {
    if (any_fits(scenario.handle_times, traffic, queue)) continue;
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
      const bool in_group = groups[i] != nullptr;
      if (in_group && any_fits(groups[i]->habits.rules, traffic, queue)) continue;
      if (!may_get(scenario, traffic, queue, WorkerId{i}, in_group)) continue;
      report_worker(reading, node, queue, WorkerId{i}, in_group);
      return false;
    }
  }
  return true;
}

bool any_law(const Scenario& scenario) {
  const auto gives = [](const HandleRule& rule) { return rule.handle_time.has_value(); };
  const auto any = [&](const std::vector<HandleRule>& rules) {
    return std::any_of(rules.begin(), rules.end(), gives);
  };
  return any(scenario.handle_times) ||
         std::any_of(scenario.people.begin(), scenario.people.end(),
                     [&](const People& people) { return any(people.habits.rules); });
}

}  // namespace

void check_work_lengths(Reading& reading, const Node& list) {
  // What could not be read was told already, and may be the very thing that is missing here.
  const Scenario& scenario = reading.scenario;
  const bool lawful = any_law(scenario);
  const bool whole = !reading.problems.has_errors();
  const std::vector<const People*> groups = groups_of(scenario);
  for (std::size_t i = 0; i < scenario.traffic.size(); ++i) {
    const Traffic& traffic = scenario.traffic[i];
    if (traffic.handle_time || traffic.conversation) continue;
    const bool told = !whole && list.children[i].member("handle_time") != nullptr;
    if (!lawful && !told) {
      reading.report(list.children[i], "nothing says how long the work on this traffic takes",
                     "give it a \"handle_time\", or its workers");
    } else if (lawful && whole) {
      has_length_everywhere(reading, list.children[i], traffic, groups);
    }
  }
}

}  // namespace switchyard::sim
