// A task waits for one worker before it goes on: the owner of its thread, or whom a shared team gave it back
// to.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// Whether it is worth waiting: the worker is there, available, on shift, and may serve the tenant.
bool is_worth_waiting_for(const State& state, const Task& task, WorkerId worker);

// The pending task waits for the worker, at most so long, in the queue where it is; offers are made.
void wait_for_worker(const Turn& turn, TaskSlot task, WorkerId worker, Duration longest, bool handed_back);

// The worker did not take it: it goes on to where it came from, or begins its way.
void end_worker_wait(const Turn& turn, TaskSlot task);

}  // namespace switchyard
