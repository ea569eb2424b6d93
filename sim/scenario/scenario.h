// A scenario: rules, traffic and people of one simulated time, as plain values that a program can build
// without JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "engine/workspace/workspace.h"
#include "reports/measures/settings.h"
#include "reports/summary/recorded.h"
#include "reports/thresholds/threshold.h"
#include "sim/scenario/people.h"
#include "sim/scenario/traffic.h"

namespace switchyard::sim {

// What counts as good service in the reports.
struct ServiceLevel {
  std::vector<Duration> thresholds = {seconds(20)};  // the first is the one that tables show
  Duration short_abandon = seconds(5);
  double target = 0.8;  // the share in good service that an interval, or the whole time, should have
};

// A file that the scenario was read from, as the user named it, with its bytes.
struct InputFile {
  std::string name;
  std::string content;
};

// A supervisor sends a tenant's calls to another line.
struct Divert {
  Time at;
  TenantId tenant;
  NumberId to;
  std::string code;
  std::optional<Time> until;
};

struct Scenario {
  std::string name;
  Workspace workspace;
  Time start;
  Duration length{};  // arrivals and shifts happen in [start, start + length)
  std::uint64_t seed = 1;
  // After the last arrival open work goes on to its end, for at most so long; zero: the run stops at the end.
  Duration drain = days(1);
  std::vector<Traffic> traffic;
  std::vector<People> people;  // who is in none stays as the workspace declares, and answers at once
  std::vector<HandleRule> handle_times;  // by channel and queue, for all workers
  std::vector<Divert> diverts;
  Forwarding forwarding;
  ServiceLevel service_level;
  Duration interval = minutes(30);  // of the reports
  std::vector<reports::Threshold> thresholds;
  std::optional<reports::Recorded> recorded;  // what was measured on the real day
  std::vector<InputFile> inputs;              // empty when a program built it

  Time end() const { return start + length; }
};

// What the reports of the scenario must be told: its window, service levels, and the groups of people with a
// name.
reports::Settings report_settings(const Scenario& scenario);

}  // namespace switchyard::sim
