// The summary of a run, or of several replications: the one value that text, JSON and CSV are rendered from.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "reports/measures/measures.h"
#include "reports/summary/estimate.h"
#include "reports/summary/interval_rows.h"
#include "reports/summary/metric.h"
#include "reports/summary/recorded.h"

namespace switchyard::reports {

inline constexpr int summary_schema_version = 1;

// One metric of one scope. Not measured here: no replications in `moments`.
struct Figure {
  Moments moments;
  double pooled = 0;  // of a percentile or a highest value: over all replications
};

// The metrics of one scope, with room for those that are measured there only: a worker has no queue, and most
// things that can happen do not.
class Figures {
 public:
  // Not measured: null.
  const Figure* find(Metric metric) const {
    const std::uint8_t place = places_[static_cast<std::size_t>(metric)];
    return place == none ? nullptr : &figures_[place];
  }
  Figure& operator[](Metric metric);

 private:
  static constexpr std::uint8_t none = 0xFF;
  static constexpr std::array<std::uint8_t, metric_count> nowhere() {
    std::array<std::uint8_t, metric_count> places{};
    places.fill(none);
    return places;
  }
  std::array<std::uint8_t, metric_count> places_ = nowhere();
  std::vector<Figure> figures_;
};

using ByDefinition = std::array<Figure, service_level_definitions>;  // in the order of service_levels()

struct ServiceLevelFigures {
  Duration within;
  ByDefinition by_definition;
};

// How often the target was met, for one threshold: the share of the intervals in which somebody was there
// whose service level reaches it, and the chance that the whole window's does (1 or 0 in one replication).
struct Attainment {
  ByDefinition intervals;
  ByDefinition window;
};

enum class ScopeKind : std::uint8_t { total, queue, channel, tenant, tenant_channel, group, worker };
inline constexpr std::size_t scope_kinds = static_cast<std::size_t>(ScopeKind::worker) + 1;
std::string_view scope_name(ScopeKind kind);
// What a tenant's channel is called.
std::string tenant_channel_name(std::string_view tenant, std::string_view channel);

// What a set of metrics is about. Interval scopes have the metrics of contacts, depth and staff, without
// those percentiles that need all waits.
struct Scope {
  ScopeKind kind = ScopeKind::total;
  std::uint32_t index = 0;               // in the workspace's table, or of the group
  std::uint32_t interval = no_interval;  // no_interval: the whole window
  std::string name;                      // empty for the total
  Figures figures;
  std::vector<ServiceLevelFigures> service_levels;  // by threshold
  std::vector<Attainment> attainment;               // by threshold; of the whole window of a place only
  std::vector<Figure> canceled;                     // by reason; empty where nothing was
  std::vector<Figure> to_shared_team;               // by cause; likewise
  std::optional<Waits> waits;                       // of all replications, where percentiles are measured

  Figure& at(Metric metric) { return figures[metric]; }
  double mean(Metric metric) const {  // of the numerators; zero where it is not measured
    const Figure* figure = figures.find(metric);
    return figure == nullptr ? 0 : figure->moments.mean_n;
  }
  // The value with its interval; nothing where it is not measured or nobody was there. What can happen where
  // contacts are counted, and did not, is zero.
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
  std::string log_hash;          // of this replication
  std::string command;           // that repeats it; shown to people, not part of summary.json
  std::uint32_t unfinished = 0;  // replications that an interruption cut short, or that never began
  std::optional<Recorded> recorded;
};

struct Summary {
  RunFacts facts;
  std::vector<std::string> log_hashes;  // one a replication
  Window window;
  std::optional<Time> observed_until;  // somebody stopped the run there; nothing: it came to its end
  std::vector<Duration> service_levels;
  Duration short_abandon;
  double service_level_target = 0;
  std::vector<ThresholdResult> thresholds;  // filled in by evaluate()
  std::vector<std::string> broken;          // self-checks that failed
  std::vector<Scope> scopes;                // in the order of their kinds
  // In the order of the kinds, but for tenants' channels. Those in which nothing was are left out, except of
  // the total and the groups.
  std::shared_ptr<const IntervalRows> intervals;

  std::size_t replications() const { return log_hashes.size(); }
  const Scope& total() const { return scopes.front(); }
  // Of the whole window; null when there is none.
  const Scope* find(ScopeKind kind, std::string_view name) const;
  // Of an interval; nothing when there is none.
  std::optional<Scope> find(ScopeKind kind, std::string_view name, std::uint32_t interval) const;
  // Calls `take(row)` for each scope of each interval, by interval.
  void each_row(const IntervalRows::Take& take) const;
};

// One run.
Summary summarize(Measures measures, RunFacts facts);

// Adds the next replication: same scenario, another part of chance. What is not a measure stays as `into` has
// it.
void add(Summary& into, Summary next);
// All of them, in order; at least one.
Summary combine(std::vector<Summary> replications);

}  // namespace switchyard::reports
