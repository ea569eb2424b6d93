// One task's life as a panel shows it: spans to draw, and each decision explained.
#pragma once

#include <vector>

#include "engine/base/time.h"
#include "reports/explain/explanation.h"

namespace switchyard::viz {

struct LifeSpan {
  enum class Kind : std::uint8_t { waits, offered, on_task, wraps_up, elsewhere };
  Kind kind = Kind::waits;
  Time from;
  Time to;           // of what goes on: the last moment known
  std::string what;  // the queue it waits in, or the worker
};

struct TaskLife {
  reports::Explanation explanation;  // moments with what reports/explain says of each
  std::vector<LifeSpan> spans;       // by begin; those of several offered at once overlap
  Time known_until;                  // nothing is said of what comes later
  bool ended = false;
};

}  // namespace switchyard::viz
