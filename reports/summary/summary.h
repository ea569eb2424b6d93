// The summary of a run, or of several replications: the one value that text, JSON and CSV are rendered from.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "reports/measures/measures.h"
#include "reports/summary/estimate.h"
#include "reports/summary/metric.h"
#include "reports/summary/recorded.h"

namespace switchyard::reports {

inline constexpr int summary_schema_version = 1;

// One metric of one scope. Not measured here: no replications in `moments`.
struct Figure {
  Moments moments;
  double pooled = 0;  // of a percentile or a highest value: over all replications
};

struct ServiceLevelFigures {
  Duration within;
  std::array<Figure, service_level_definitions> by_definition;  // in the order of service_levels()
};

enum class ScopeKind : std::uint8_t { total, queue, channel, tenant, group, worker };
std::string_view scope_name(ScopeKind kind);

// What a set of metrics is about. Interval scopes have the metrics of contacts, depth and staff, without
// those percentiles that need all waits.
struct Scope {
  ScopeKind kind = ScopeKind::total;
  std::uint32_t index = 0;               // in the workspace's table, or of the group
  std::uint32_t interval = no_interval;  // no_interval: the whole window
  std::string name;                      // empty for the total
  std::array<Figure, metric_count> figures;
  std::vector<ServiceLevelFigures> service_levels;
  std::array<Figure, cancel_reasons> canceled;  // by reason
  std::optional<Waits> waits;                   // of all replications, where percentiles are measured

  Figure& at(Metric metric) { return figures[static_cast<std::size_t>(metric)]; }
  const Figure& at(Metric metric) const { return figures[static_cast<std::size_t>(metric)]; }
  // The value with its interval; nothing where it is not measured or nobody was there.
  std::optional<Estimate> value(Metric metric) const;
};

struct InputDigest {
  std::string name;  // what it is ("scenario", "workspace", …), never a path
  std::string sha256;
};

struct ThresholdResult {
  std::string expression;  // metric{labels}: condition
  std::optional<Estimate> value;
  bool held = false;
};

// What the caller knows of the run.
struct RunFacts {
  std::string tool_version;
  std::string scenario;
  std::uint64_t seed = 0;
  std::vector<InputDigest> inputs;
  std::string log_hash;  // of this replication
  std::string command;   // that repeats it; shown to people, not part of summary.json
  std::optional<Recorded> recorded;
};

struct Summary {
  RunFacts facts;
  std::vector<std::string> log_hashes;  // one a replication
  Window window;
  std::vector<Duration> service_levels;
  Duration short_abandon;
  std::vector<ThresholdResult> thresholds;  // filled in by evaluate()
  std::vector<std::string> broken;          // self-checks that failed
  std::vector<Scope> scopes;                // total, queues, channels, tenants, groups, workers
  std::vector<Scope>
      intervals;  // of the total, the groups and the queues; those in which nothing was are left out

  std::size_t replications() const { return log_hashes.size(); }
  const Scope& total() const { return scopes.front(); }
  // Null when there is none. `interval`: no_interval for the whole window.
  const Scope* find(ScopeKind kind, std::string_view name, std::uint32_t interval = no_interval) const;
};

// One run.
Summary summarize(Measures measures, RunFacts facts);

// Adds the next replication: same scenario, another part of chance. What is not a measure stays as `into` has
// it.
void add(Summary& into, Summary next);
// All of them, in order; at least one.
Summary combine(std::vector<Summary> replications);

}  // namespace switchyard::reports
