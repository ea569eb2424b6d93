// What people are told about every number of a report: one text a name, for all renderings.
#pragma once

#include <string_view>
#include <vector>

#include "reports/summary/metric.h"

namespace switchyard::reports {

struct Definition {
  std::string_view name;     // as files have it
  std::string_view label;    // a heading
  std::string_view unit;     // unit_name()
  std::string_view meaning;  // what is counted, and of whom
  std::string_view pooling;  // how replications are put together
};

// The metrics, the service levels, how often the target was met, and what thresholds and plots show besides.
// Names are there once.
std::vector<Definition> definitions();

}  // namespace switchyard::reports
