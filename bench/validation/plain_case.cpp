// Builds the queue that textbooks begin with.
#include "bench/validation/plain_case.h"

namespace switchyard::bench {

reports::Group group_of(const PlainQueue& plain) {
  return {{plain.erlangs / plain.mean_handle_time, plain.mean_handle_time}, plain.workers};
}

sim::Scenario plain_scenario(const std::string& name, const PlainQueue& plain) {
  Workspace workspace = begin_workspace(name);
  for (std::int64_t w = 0; w < plain.workers; ++w) add_worker(workspace);
  const TaskQueueId queue = add_queue(workspace, "all");
  const WorkflowId workflow = add_workflow(workspace, "main");
  add_filter(workspace, workflow, "1==1", {target_of(queue)});
  const double per_second = plain.erlangs / plain.mean_handle_time;
  const double length = static_cast<double>(plain.calls) / per_second;
  sim::Scenario scenario =
      begin_scenario(std::move(workspace), seconds(static_cast<std::int64_t>(length)), 1);
  add_traffic(scenario, "calls", per_second * 3600, workflow).handle_time =
      exponential(plain.mean_handle_time);
  return scenario;
}

}  // namespace switchyard::bench
