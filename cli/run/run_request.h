// What `switchyard run` was asked for, and the command that asks for the same again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/ci/ci_request.h"
#include "engine/base/time.h"
#include "sim/scenario/compose.h"

namespace switchyard::cli {

enum class RunFormat : std::size_t { text, json, jsonl, csv };

struct RunRequest {
  std::string scenario;
  std::optional<std::uint64_t> seed;  // instead of the scenario's
  std::uint32_t replications = 1;
  std::optional<Duration> until;  // since the scenario's start, instead of its length
  std::vector<sim::Setting> settings;
  std::optional<double> speed;
  std::string out;  // empty: no files
  bool events = false;
  std::size_t format = 0;  // a RunFormat
  CiRequest ci;
};

// The settings in order, with that of --until last.
std::vector<sim::Setting> all_settings(const RunRequest& request);

// "switchyard run scenario.json --seed 7", quoted for a shell. What changes no result (speed, files, format)
// is left out.
std::string command_line(const RunRequest& request, std::uint64_t seed);

}  // namespace switchyard::cli
