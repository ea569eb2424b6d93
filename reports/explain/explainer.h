// Watches a replay and notes what concerns one task.
#pragma once

#include "engine/codec/replay/replay.h"
#include "reports/explain/explanation.h"

namespace switchyard::reports {

class Explainer {
 public:
  explicit Explainer(TaskId task) { explanation_.task = task; }

  // O(workers) for a turn that concerns the task, else O(events).
  void observe(const codec::ReplayedTurn& turn);
  const Explanation& explanation() const { return explanation_; }

 private:
  Explanation explanation_;
};

}  // namespace switchyard::reports
