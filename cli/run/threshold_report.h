// The thresholds of a run as CI systems want to hear of them.
#pragma once

#include <string>
#include <vector>

#include "engine/codec/document/problem.h"
#include "reports/ci/annotation.h"
#include "reports/ci/junit.h"
#include "reports/summary/summary.h"

namespace switchyard::cli {

// One case a threshold. `interrupted`: the run did not come to its end, so none of them could be tried.
// Without thresholds, and when the report does not add up, there is a case that says so.
std::vector<reports::TestCase> threshold_cases(const reports::Summary& summary, const std::string& file,
                                               bool interrupted, double seconds);

// One a threshold that failed, where it is written: `places` are those of ReadScenario.
std::vector<reports::Annotation> threshold_annotations(const reports::Summary& summary,
                                                       const codec::Problems& places,
                                                       const std::string& file);

}  // namespace switchyard::cli
