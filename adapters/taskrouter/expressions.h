// Conditions as filters of lists: of workers, and of queues by what a worker would be like.
#pragma once

#include <string>
#include <string_view>

#include "adapters/taskrouter/scope.h"
#include "engine/base/attributes.h"

namespace switchyard::adapters::taskrouter {

// A condition that a request brought, such as TargetWorkersExpression. It has its own slots: asking it
// changes nothing in the engine.
class AdHocCondition {
 public:
  // `parameter` names it in the error.
  static Result<AdHocCondition> read(std::string_view text, expression::Dialect dialect,
                                     std::string_view parameter);

  bool holds_for_worker(const State& state, WorkerId worker, Time now) const;
  // Of a task's attributes.
  bool holds_for_task(ValueView attributes, Time now) const;

 private:
  expression::Slots slots_;
  expression::Program program_;
};

// Whether the worker is one of the queue's: by its condition and its tenant, whatever the worker does now.
bool is_in_queue(const Scope& scope, WorkerId worker, TaskQueueId queue);
// Whether the queue's condition holds for a worker with these attributes.
bool would_be_in_queue(const Scope& scope, ValueView attributes, TaskQueueId queue);

}  // namespace switchyard::adapters::taskrouter
