// Thresholds: what a run must hold, read from text, checked against the workspace's names and judged on a
// summary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/base/time.h"
#include "engine/workspace/workspace.h"
#include "reports/measures/settings.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {

// One number of a summary: which metric, of what, and which of its statistics.
struct Selector {
  enum class Kind : std::uint8_t {
    metric,
    service_level,
    interval_attainment,
    target_met,
    wait,
    canceled,
    to_shared_team
  };
  Kind kind = Kind::metric;
  Metric metric = Metric::offered;  // of Kind::metric
  std::size_t definition = 0;       // of a service level: index in service_levels()
  std::size_t within = 0;           // of a service level: index in the run's thresholds
  bool answered_only = false;       // of a wait
  std::size_t reason = 0;           // of canceled work: the CancelReason's number; else the OriginCause's
  ScopeKind scope = ScopeKind::total;
  std::string name;  // of the scope
  std::uint32_t interval = no_interval;
};

struct Condition {
  enum class Statistic : std::uint8_t { mean, ci95_low, ci95_high, highest, percentile };
  enum class Comparison : std::uint8_t { at_least, at_most, above, below, equal };
  Statistic statistic = Statistic::mean;
  double percent = 0;  // of a percentile
  Comparison comparison = Comparison::at_least;
  double limit = 0;
};

struct Threshold {
  std::string expression;  // as it was written: selector: condition
  Selector selector;
  Condition condition;
};

// What is wrong with a threshold, and where in its text.
struct ThresholdProblem {
  std::optional<std::size_t> condition;  // its index; nothing: in the selector
  std::size_t offset = 0;                // bytes from the start of that text
  std::string message;
  std::string hint;
};

// The words that a threshold may use.
struct KnownNames {
  std::vector<std::string> queues;
  std::vector<std::string> channels;
  std::vector<std::string> tenants;
  std::vector<std::string> groups;
  std::vector<std::string> workers;
  std::vector<Duration> service_levels;
  Window window;
};
KnownNames known_names(const Settings& settings, const Workspace& workspace);

// Reads `metric{label:value,…}` with its conditions `[statistic] comparison number`, such as
//   service_level{queue:sales,within:20s}   mean>=0.80   ci95_low>=78%
//   wait_seconds{channel:voice}             p(95)<45     max<10m
// docs/formats.md has the metrics, labels and statistics. All problems are found, not the first.
tl::expected<std::vector<Threshold>, std::vector<ThresholdProblem>> parse_thresholds(
    std::string_view selector, const std::vector<std::string>& conditions, const KnownNames& known);

// Judges a threshold. One whose number was not measured (nobody was there; an interval of one run) does not
// hold.
ThresholdResult evaluate(const Threshold& threshold, const Summary& summary);
// The same for all; the results stand in the summary afterwards. True when all held.
bool evaluate(const std::vector<Threshold>& thresholds, Summary& summary);

}  // namespace switchyard::reports
