// From what an agent says to what it becomes: only about what is the agent's own.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "adapters/agents/messages.h"
#include "engine/command.h"
#include "engine/state/state.h"

namespace switchyard::adapters::agents {

// The command for the worker, whose reservation it must be; or why there is none. Workers, queues and tasks
// of tenants that the work does not concern are as if they were not there. Not of `reply`.
tl::expected<Command, std::string> command_of(const AgentMessage& message, const State& state,
                                              WorkerId worker);

// Of `reply`: the task whose customer is written to; or why nobody is.
tl::expected<TaskId, std::string> task_to_reply_to(const AgentMessage& message, const State& state,
                                                   WorkerId worker);

}  // namespace switchyard::adapters::agents
