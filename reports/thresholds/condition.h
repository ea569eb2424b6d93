// The second half of a threshold: `[statistic] comparison number`.
#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "reports/thresholds/threshold.h"

namespace switchyard::reports {

// The problem's `condition` is left to the caller.
tl::expected<Condition, ThresholdProblem> parse_condition(std::string_view text);

}  // namespace switchyard::reports
