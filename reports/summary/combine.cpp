// Replications add up: moments, waits and highest values, scope by scope.
#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/check.h"
#include "reports/summary/figures.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {
namespace {

void add_figure(Figure& into, const Figure& next) {
  into.moments.add(next.moments);
  into.pooled = std::max(into.pooled, next.pooled);
}

// In so many replications nothing happened, or nobody was there: counts are zero, ratios have no part.
Figure nothing_happened(Pooling pooling, double replications) {
  const bool is_ratio = pooling == Pooling::ratio;
  Figure figure;
  if (is_ratio || pooling == Pooling::count)
    figure.moments = {replications, 0, is_ratio ? 0.0 : 1.0, 0, 0, 0};
  return figure;
}

struct Replications {
  double before = 0;
  double added = 0;
};

// What only one side has did not happen on the other.
void add_figures(Figures& into, const Figures& next, const Replications& counts) {
  for (const MetricInfo& metric : metrics()) {
    const Figure* a = into.find(metric.metric);
    const Figure* b = next.find(metric.metric);
    if (a == nullptr && b == nullptr) continue;
    if (a == nullptr) into[metric.metric] = nothing_happened(metric.pooling, counts.before);
    add_figure(into[metric.metric], b != nullptr ? *b : nothing_happened(metric.pooling, counts.added));
  }
}

void add_counts(std::vector<Figure>& into, const std::vector<Figure>& next, const Replications& counts) {
  if (into.empty() && next.empty()) return;
  if (into.empty()) into.assign(next.size(), nothing_happened(Pooling::count, counts.before));
  for (std::size_t i = 0; i < into.size(); ++i) {
    add_figure(into[i], next.empty() ? nothing_happened(Pooling::count, counts.added) : next[i]);
  }
}

void add_levels(ByDefinition& into, const ByDefinition& next) {
  for (std::size_t i = 0; i < into.size(); ++i) add_figure(into[i], next[i]);
}

void add_scope(Scope& into, const Scope& next, const Replications& counts) {
  add_figures(into.figures, next.figures, counts);
  add_counts(into.canceled, next.canceled, counts);
  add_counts(into.to_shared_team, next.to_shared_team, counts);
  for (std::size_t i = 0; i < into.service_levels.size(); ++i) {
    add_levels(into.service_levels[i].by_definition, next.service_levels[i].by_definition);
  }
  for (std::size_t i = 0; i < into.attainment.size(); ++i) {
    add_levels(into.attainment[i].intervals, next.attainment[i].intervals);
    add_levels(into.attainment[i].window, next.attainment[i].window);
  }
  if (!into.waits || !next.waits) return;
  into.waits->answered.merge(next.waits->answered);
  into.waits->abandoned.merge(next.waits->abandoned);
  pool_percentiles(into);
}

void fill_nothing(ByDefinition& figures, double replications) {
  figures.fill(nothing_happened(Pooling::ratio, replications));
}

// The same scope in replications in which nobody was there.
Scope empty_like(const Scope& model, double replications) {
  Scope empty;
  empty.kind = model.kind;
  empty.index = model.index;
  empty.interval = model.interval;
  empty.name = model.name;
  for (const MetricInfo& metric : metrics()) {
    const Figure* figure = model.figures.find(metric.metric);
    if (figure != nullptr && figure->moments.count > 0) {
      empty.at(metric.metric) = nothing_happened(metric.pooling, replications);
    }
  }
  for (const ServiceLevelFigures& levels : model.service_levels) {
    empty.service_levels.push_back({levels.within, {}});
    fill_nothing(empty.service_levels.back().by_definition, replications);
  }
  empty.attainment.resize(model.attainment.size());
  for (Attainment& levels : empty.attainment) {
    fill_nothing(levels.intervals, replications);
    fill_nothing(levels.window, replications);
  }
  if (!model.waits) return empty;
  empty.waits.emplace();
  return empty;
}

auto key(const Scope& scope) {
  return std::make_tuple(scope.interval, scope.kind, scope.index);
}

// Merges two lists in the order of their keys; where one has no entry, nothing happened there.
std::vector<Scope> merged(std::vector<Scope> into, std::vector<Scope> next, const Replications& counts) {
  std::vector<Scope> all;
  all.reserve(std::max(into.size(), next.size()));
  auto a = into.begin();
  auto b = next.begin();
  while (a != into.end() || b != next.end()) {
    const bool only_b = a == into.end() || (b != next.end() && key(*b) < key(*a));
    const bool only_a = !only_b && (b == next.end() || key(*a) < key(*b));
    all.push_back(only_b ? empty_like(*b, counts.before) : std::move(*a++));
    if (only_a) {
      add_scope(all.back(), empty_like(all.back(), counts.added), counts);
    } else {
      add_scope(all.back(), *b++, counts);
    }
  }
  return all;
}

std::vector<Scope> rows_of(const Summary& summary, std::uint32_t interval) {
  std::vector<Scope> rows;
  summary.intervals->read(interval, [&](Scope row) { rows.push_back(std::move(row)); });
  return rows;
}

std::shared_ptr<const IntervalRows> pooled(const Summary& into, const Summary& next,
                                           const Replications& counts) {
  const auto all = std::make_shared<PooledRows>();
  for (std::uint32_t i = 0; i < into.window.count(); ++i) {
    all->put(i, merged(rows_of(into, i), rows_of(next, i), counts));
  }
  return all;
}

}  // namespace

void add(Summary& into, Summary next) {
  SY_CHECK(into.window == next.window && into.service_levels == next.service_levels);
  SY_CHECK(!(into.service_level_target < next.service_level_target) &&
           !(next.service_level_target < into.service_level_target));
  const Replications counts{static_cast<double>(into.replications()),
                            static_cast<double>(next.replications())};
  into.scopes = merged(std::move(into.scopes), std::move(next.scopes), counts);
  into.intervals = pooled(into, next, counts);
  into.log_hashes.insert(into.log_hashes.end(), next.log_hashes.begin(), next.log_hashes.end());
  into.broken.insert(into.broken.end(), next.broken.begin(), next.broken.end());
}

Summary combine(std::vector<Summary> replications) {
  SY_CHECK(!replications.empty());
  Summary all = std::move(replications.front());
  for (std::size_t i = 1; i < replications.size(); ++i) add(all, std::move(replications[i]));
  return all;
}

}  // namespace switchyard::reports
