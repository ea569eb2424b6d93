// What the words of a selector mean in this workspace.
#pragma once

#include <vector>

#include "reports/thresholds/labels.h"
#include "reports/thresholds/threshold.h"

namespace switchyard::reports {

// Appends to `problems` whatever is not known or does not fit; the selector is good when nothing was
// appended.
Selector resolve(const WrittenSelector& written, const KnownNames& known,
                 std::vector<ThresholdProblem>& problems);

// Whether the statistic is measured for what is selected; the reason when it is not.
std::optional<std::string> why_not(const Selector& selector, const Condition& condition);

}  // namespace switchyard::reports
