// Turns a workload into a scenario with a queue a skill, and a filter a queue.
#include "bench/speed/workloads.h"

#include <algorithm>
#include <string>

#include "bench/support/build_workspace.h"
#include "sim/random/stream.h"

namespace switchyard::bench {

namespace {

void add_people(Workspace& workspace, const Workload& workload) {
  for (std::uint32_t w = 0; w < workload.workers; ++w) {
    const bool skilled = workload.skills_a_worker > 0;
    add_worker(workspace, skilled ? with_skills(skills_of(workload, w)) : Attributes());
  }
}

void add_one_queue(Workspace& workspace, WorkflowId workflow) {
  const TaskQueueId queue = add_queue(workspace, "all");
  add_filter(workspace, workflow, "1==1", {target_of(queue)});
}

void add_queue_a_skill(Workspace& workspace, WorkflowId workflow, std::uint32_t queues) {
  for (std::uint32_t q = 0; q < queues; ++q) {
    const std::string skill = "'s" + std::to_string(q) + "'";
    const TaskQueueId queue = add_queue(workspace, "queue-" + std::to_string(q), "skills HAS " + skill);
    add_filter(workspace, workflow, "skill == " + skill, {target_of(queue)});
  }
}

}  // namespace

std::vector<Workload> workloads(std::uint64_t calls) {
  return {
      {"W1", 1, 100, 0, 90, 0, calls}, {"W2", 1, 100, 0, 105, 180, calls}, {"W3", 20, 200, 3, 180, 0, calls}};
}

std::vector<std::uint32_t> skills_of(const Workload& workload, std::uint32_t worker) {
  const sim::Key key{1, 0};
  std::vector<std::uint32_t> skills;
  for (std::uint32_t draw = 0; skills.size() < workload.skills_a_worker; ++draw) {
    const double u = sim::uniform(key, sim::Purpose::attributes, worker, draw);
    const std::uint32_t skill = sim::uniform_index(u, workload.queues);
    if (std::find(skills.begin(), skills.end(), skill) == skills.end()) skills.push_back(skill);
  }
  std::sort(skills.begin(), skills.end());
  return skills;
}

sim::Scenario scenario_of(const Workload& workload, std::uint64_t seed) {
  Workspace workspace = begin_workspace(workload.name);
  add_people(workspace, workload);
  const WorkflowId workflow = add_workflow(workspace, "main");
  workload.skills_a_worker == 0 ? add_one_queue(workspace, workflow)
                                : add_queue_a_skill(workspace, workflow, workload.queues);
  const double per_second = workload.erlangs / mean_service;
  const double length = static_cast<double>(workload.calls) / per_second;
  sim::Scenario scenario =
      begin_scenario(std::move(workspace), seconds(static_cast<std::int64_t>(length)), seed);
  sim::Traffic& traffic = add_traffic(scenario, "calls", per_second * 3600, workflow);
  traffic.handle_time = exponential(mean_service);
  if (workload.mean_patience > 0) traffic.patience = exponential(workload.mean_patience);
  if (workload.skills_a_worker == 0) return scenario;
  traffic.mix.clear();
  for (std::uint32_t q = 0; q < workload.queues; ++q) traffic.mix.push_back({1, with_skill(q)});
  return scenario;
}

}  // namespace switchyard::bench
