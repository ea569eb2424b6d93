// The observer of a run: it folds turns into measures, at a few nanoseconds an event and without keeping the
// past.
#pragma once

#include <functional>
#include <memory>

#include "engine/base/time.h"
#include "engine/command.h"
#include "engine/output.h"
#include "engine/workspace/workspace.h"
#include "reports/measures/ended_task.h"
#include "reports/measures/measures.h"
#include "reports/measures/settings.h"

namespace switchyard::reports {

// Feed it every turn of a run from the first one, in order. Its memory follows what is open and the tables of
// the workspace, neither the number of contacts nor, but for a few bytes each, that of intervals: the books
// of an interval that is over are put aside. In steady state it allocates nothing.
class Collector {
 public:
  // The workspace as the run starts with it; it need not live on. The settings must hold: an interval above
  // zero, an end after the start, one to most_thresholds service levels (checked).
  Collector(const Settings& settings, const Workspace& workspace);
  ~Collector();
  Collector(Collector&&) noexcept;
  Collector& operator=(Collector&&) noexcept;

  // Called for each task when it ends, and at finish() for those that are still open. Set it before the first
  // turn; without it queues of a task are not remembered.
  void on_task_ended(std::function<void(const EndedTask&)> handler);

  // One turn: what was fed and what came of it. The time never goes back (checked). Amortized O(events).
  void observe(Time now, const Command& command, const Output& output);

  // The run is over; nothing may be observed after it.
  Measures finish(Time end);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace switchyard::reports
