// Stories and golden scenarios as CI systems want to hear of them.
#pragma once

#include <vector>

#include "reports/ci/annotation.h"
#include "reports/ci/junit.h"
#include "sim/story/run_stories.h"

namespace switchyard::cli {

inline constexpr const char* story_suite = "switchyard test";

reports::TestCase case_of(const sim::story::StoryReport& report, double seconds);

// Of a report that did not pass: one for each of its problems.
std::vector<reports::Annotation> annotations_of(const sim::story::StoryReport& report);

}  // namespace switchyard::cli
