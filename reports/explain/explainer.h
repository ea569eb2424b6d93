// Watches a replay and notes what concerns one task.
#pragma once

#include "engine/codec/replay/replay.h"
#include "reports/explain/explanation.h"

namespace switchyard::reports {

class Explainer {
 public:
  explicit Explainer(TaskId task) { explanation_.task = task; }

  // The record's first turns are gone: `engine` is as it was before the first that is left. O(1).
  void begin_with(const Engine& engine);
  // O(workers) for a turn that concerns the task, else O(events).
  void observe(const codec::ReplayedTurn& turn);
  const Explanation& explanation() const { return explanation_; }

 private:
  Explanation explanation_;
};

}  // namespace switchyard::reports
