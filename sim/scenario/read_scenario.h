// The door for scenario files: text in, a scenario out, or all that is wrong with it.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/codec/document/problem.h"
#include "sim/scenario/compose.h"
#include "sim/scenario/scenario.h"

namespace switchyard::sim {

struct ReadScenario {
  Scenario scenario;
  codec::Problems warnings;  // what is allowed, and surely not meant
  // Where each threshold is written: its expression is the message.
  codec::Problems threshold_places = {};
};

// Reads the scenario, its workspace and its tables (docs/formats.md, "Scenario"), after the settings. All
// problems are reported with their places: form, names, laws, times, tables, people who are never there.
// Files that cannot be read are environment problems.
tl::expected<ReadScenario, codec::Problems> read_scenario(const std::string& file,
                                                          const std::vector<Setting>& settings = {});
// The same for a scenario's file that was read already.
tl::expected<ReadScenario, codec::Problems> read_scenario(codec::Document document,
                                                          const std::vector<Setting>& settings = {});

// The JSON Schema of the document, as the file scenario.schema.json has it.
std::string_view scenario_schema_text();

}  // namespace switchyard::sim
