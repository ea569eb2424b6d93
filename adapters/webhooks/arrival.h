// A piece of work that came in: where it belongs, the command that it becomes, and what the host made of it.
#pragma once

#include <functional>
#include <string>

#include "adapters/port.h"
#include "adapters/webhooks/counts.h"
#include "adapters/webhooks/directory.h"

namespace switchyard::adapters::webhooks {

struct Arrival {
  Place place;
  TaskArrives command;
};

struct Arrived {
  Result result = Result::unavailable;  // accepted, duplicate, refused or unavailable
  TaskId task;                          // the one it became or joined, or the first of its key
  std::string reason;                   // why it was refused or is not there
};

// Hands the work in and tells, once, what became of it: at once when the host takes none, else on the host's
// thread when it is durable.
void hand_in(Port& port, Arrival arrival, std::function<void(const Arrived&)> done);

}  // namespace switchyard::adapters::webhooks
