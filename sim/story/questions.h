// What a story may ask between commands: how workers, queues and tasks stand at this moment.
#pragma once

#include <string>

#include "engine/state/state.h"

namespace switchyard::sim::story {

// One line a worker: activity, and work in hand of the capacity on each channel in use.
//   worker=ann activity=Available voice=1/1
std::string workers_text(const State& state);

// queue=sales waiting=2
std::string queue_text(const State& state, TaskQueueId queue);

// task=1 status=reserved queue=sales priority=0 assignments=1; "task=1 forgotten" when it is not known any
// more.
std::string task_text(const State& state, TaskId task);

}  // namespace switchyard::sim::story
