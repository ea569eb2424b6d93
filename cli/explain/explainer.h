// Watches a replay and notes what concerns one task.
#pragma once

#include "cli/explain/explanation.h"
#include "engine/codec/replay/replay.h"

namespace switchyard::cli {

class Explainer {
 public:
  explicit Explainer(TaskId task) { explanation_.task = task; }

  // O(workers) for a turn that concerns the task, else O(events).
  void observe(const codec::ReplayedTurn& turn);
  const Explanation& explanation() const { return explanation_; }

 private:
  Explanation explanation_;
};

}  // namespace switchyard::cli
