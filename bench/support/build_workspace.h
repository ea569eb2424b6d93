// Workspaces and scenarios made in C++: one channel, workers, queues and a workflow, without a document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.h"

namespace switchyard::bench {

// The activities and the one channel (`voice`, no wrap-up) that every workspace here begins with.
inline constexpr ActivityId offline{0};
inline constexpr ActivityId available{1};
inline constexpr TaskChannelId voice{0};
Workspace begin_workspace(std::string name);

// The program of a condition in the given place; the text must be right.
expression::Program condition(Workspace& workspace, std::string_view text, expression::Dialect dialect);

WorkerId add_worker(Workspace& workspace, Attributes attributes = {});
TaskQueueId add_queue(Workspace& workspace, std::string name, std::string_view target_workers = "1==1");

// A workflow without filters; add some.
WorkflowId add_workflow(Workspace& workspace, std::string name);
// A filter with one target after the other, first to last.
void add_filter(Workspace& workspace, WorkflowId workflow, std::string_view expression,
                std::vector<Target> targets);
Target target_of(TaskQueueId queue);

// {"skill": "s7"}, and {"skills": ["s1", "s7"]}.
Attributes with_skill(std::uint32_t skill);
Attributes with_skills(const std::vector<std::uint32_t>& skills);

// Poisson arrivals of `per_hour` for `length`, from one stream that goes through `workflow`.
sim::Scenario begin_scenario(Workspace workspace, Duration length, std::uint64_t seed);
sim::Traffic& add_traffic(sim::Scenario& scenario, std::string name, double per_hour, WorkflowId workflow);

// The laws, for parameters that are right.
sim::Distribution exponential(double mean_seconds);
sim::Distribution constant(double seconds);

}  // namespace switchyard::bench
