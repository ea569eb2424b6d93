// Golden scenarios: a scenario with the log hash and the figures that it must give.
#pragma once

#include <string>
#include <vector>

#include "sim/story/run_stories.h"

namespace switchyard::cli {

// `expected.json` expects of `scenario.json` beside it, `NAME.expected.json` of `NAME.json`.
bool is_expectation(const std::string& file);
std::string scenario_of(const std::string& expectation);
std::string expectation_of(const std::string& scenario);

// The expectations in a folder and the folders in it, sorted.
std::vector<std::string> find_expectations(const std::string& folder);

// Runs the scenario and compares. Only what the file expects is compared:
//   {"logHash": "…", "replications": 1, "summary": {part of summary.json}}
// With `update` each expected value becomes what came out; a file that is not there is made.
sim::story::StoryReport run_golden(const std::string& expectation, bool update);

}  // namespace switchyard::cli
