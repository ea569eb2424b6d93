// Fills the plain tables that the codec would fill from a document.
#include "bench/support/build_workspace.h"

#include <utility>
#include <variant>

#include "engine/base/check.h"
#include "engine/expression/bind.h"
#include "engine/expression/parse.h"

namespace switchyard::bench {

namespace {

Value skill_name(std::uint32_t skill) {
  return Value{"s" + std::to_string(skill)};
}

}  // namespace

Workspace begin_workspace(std::string name) {
  Workspace workspace;
  workspace.source = "// made by a program: " + name;
  workspace.name = std::move(name);
  workspace.tenants.emplace_back().name = "default";
  workspace.activities = {{"Offline", false}, {"Available", true}};
  workspace.default_activity = workspace.timeout_activity = offline;
  TaskChannel channel;
  channel.name = "voice";
  channel.wrap_up_limit = Duration{};
  workspace.channels = {channel};
  return workspace;
}

expression::Program condition(Workspace& workspace, std::string_view text, expression::Dialect dialect) {
  const expression::ParseResult parsed = expression::parse(text, dialect);
  SY_CHECK(std::holds_alternative<expression::Expression>(parsed));
  return expression::bind(std::get<expression::Expression>(parsed), workspace.slots);
}

WorkerId add_worker(Workspace& workspace, Attributes attributes) {
  Worker worker;
  worker.name = "worker-" + std::to_string(workspace.workers.size() + 1);
  worker.attributes = std::move(attributes);
  worker.activity = available;
  worker.channels = {{1, true}};
  workspace.workers.push_back(std::move(worker));
  return {static_cast<std::uint32_t>(workspace.workers.size() - 1)};
}

TaskQueueId add_queue(Workspace& workspace, std::string name, std::string_view target_workers) {
  TaskQueue queue;
  queue.name = std::move(name);
  queue.target_workers = condition(workspace, target_workers, expression::Dialect::worker);
  workspace.queues.push_back(std::move(queue));
  return {static_cast<std::uint32_t>(workspace.queues.size() - 1)};
}

WorkflowId add_workflow(Workspace& workspace, std::string name) {
  Workflow workflow;
  workflow.name = std::move(name);
  workspace.workflows.push_back(std::move(workflow));
  return {static_cast<std::uint32_t>(workspace.workflows.size() - 1)};
}

void add_filter(Workspace& workspace, WorkflowId workflow, std::string_view expression,
                std::vector<Target> targets) {
  Filter filter;
  filter.name = std::string(expression);
  filter.expression = condition(workspace, expression, expression::Dialect::task);
  filter.first_target = TargetId{static_cast<std::uint32_t>(workspace.targets.size())};
  filter.target_count = static_cast<std::uint32_t>(targets.size());
  for (Target& target : targets) workspace.targets.push_back(std::move(target));
  workspace.workflows[workflow.index()].filters.push_back(std::move(filter));
}

Target target_of(TaskQueueId queue) {
  Target target;
  target.queue = queue;
  return target;
}

Attributes with_skill(std::uint32_t skill) {
  return Attributes(Value{Value::Object{{"skill", skill_name(skill)}}});
}

Attributes with_skills(const std::vector<std::uint32_t>& skills) {
  Value::Array names;
  for (const std::uint32_t skill : skills) names.push_back(skill_name(skill));
  return Attributes(Value{Value::Object{{"skills", Value{names}}}});
}

sim::Scenario begin_scenario(Workspace workspace, Duration length, std::uint64_t seed) {
  sim::Scenario scenario;
  scenario.name = workspace.name;
  scenario.workspace = std::move(workspace);
  scenario.start = Time{} + days(10'957);  // 2000-01-01
  scenario.length = length;
  scenario.seed = seed;
  return scenario;
}

sim::Traffic& add_traffic(sim::Scenario& scenario, std::string name, double per_hour, WorkflowId workflow) {
  sim::Traffic traffic;
  traffic.name = std::move(name);
  traffic.channel = voice;
  traffic.route = ThroughWorkflow{workflow};
  traffic.mix = {sim::Mix{}};
  sim::DailyRates rates;
  rates.steps = {{Duration{}, days(1), per_hour}};
  traffic.arrivals = rates;
  scenario.traffic.push_back(std::move(traffic));
  return scenario.traffic.back();
}

sim::Distribution exponential(double mean_seconds) {
  return sim::make_exponential(mean_seconds).value();
}
sim::Distribution constant(double seconds) {
  return sim::make_constant(seconds).value();
}

}  // namespace switchyard::bench
