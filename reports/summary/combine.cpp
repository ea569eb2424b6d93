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

void add_scope(Scope& into, const Scope& next) {
  for (std::size_t i = 0; i < metric_count; ++i) add_figure(into.figures[i], next.figures[i]);
  for (std::size_t i = 0; i < cancel_reasons; ++i) add_figure(into.canceled[i], next.canceled[i]);
  for (std::size_t i = 0; i < into.service_levels.size(); ++i) {
    auto& levels = into.service_levels[i].by_definition;
    for (std::size_t k = 0; k < levels.size(); ++k) {
      add_figure(levels[k], next.service_levels[i].by_definition[k]);
    }
  }
  if (!into.waits || !next.waits) return;
  into.waits->answered.merge(next.waits->answered);
  into.waits->abandoned.merge(next.waits->abandoned);
  pool_percentiles(into);
}

Figure nothing_happened(Pooling pooling, double replications) {
  const bool is_ratio = pooling == Pooling::ratio;
  Figure figure;
  if (is_ratio || pooling == Pooling::count)
    figure.moments = {replications, 0, is_ratio ? 0.0 : 1.0, 0, 0, 0};
  return figure;
}

// The same scope in replications in which nobody was there: counts are zero, ratios have no part.
Scope empty_like(const Scope& model, double replications) {
  Scope empty;
  empty.kind = model.kind;
  empty.index = model.index;
  empty.interval = model.interval;
  empty.name = model.name;
  for (std::size_t i = 0; i < metric_count; ++i) {
    if (model.figures[i].moments.count > 0) {
      empty.figures[i] = nothing_happened(metrics()[i].pooling, replications);
    }
  }
  for (Figure& figure : empty.canceled) figure = nothing_happened(Pooling::count, replications);
  for (const ServiceLevelFigures& levels : model.service_levels) {
    empty.service_levels.push_back({levels.within, {}});
    for (Figure& figure : empty.service_levels.back().by_definition) {
      figure = nothing_happened(Pooling::ratio, replications);
    }
  }
  if (!model.waits) return empty;
  empty.waits.emplace();
  return empty;
}

auto key(const Scope& scope) {
  return std::make_tuple(scope.interval, scope.kind, scope.index);
}

// Merges two lists in the order of their keys; where one has no entry, nothing happened there.
std::vector<Scope> merged(std::vector<Scope> into, std::vector<Scope> next, double before, double added) {
  std::vector<Scope> all;
  all.reserve(std::max(into.size(), next.size()));
  auto a = into.begin();
  auto b = next.begin();
  while (a != into.end() || b != next.end()) {
    const bool only_b = a == into.end() || (b != next.end() && key(*b) < key(*a));
    const bool only_a = !only_b && (b == next.end() || key(*a) < key(*b));
    all.push_back(only_b ? empty_like(*b, before) : std::move(*a++));
    if (only_a) {
      add_scope(all.back(), empty_like(all.back(), added));
    } else {
      add_scope(all.back(), *b++);
    }
  }
  return all;
}

}  // namespace

void add(Summary& into, Summary next) {
  SY_CHECK(into.window == next.window && into.service_levels == next.service_levels);
  const auto before = static_cast<double>(into.replications());
  const auto added = static_cast<double>(next.replications());
  into.scopes = merged(std::move(into.scopes), std::move(next.scopes), before, added);
  into.intervals = merged(std::move(into.intervals), std::move(next.intervals), before, added);
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
