// Finds the number that a threshold speaks of, and compares.
#include "reports/summary/figures.h"
#include "reports/thresholds/threshold.h"

namespace switchyard::reports {
namespace {

using Statistic = Condition::Statistic;

std::optional<Estimate> wait_value(const Scope& scope, const Selector& selector, const Condition& condition) {
  const bool answered = selector.answered_only;
  if (condition.statistic == Statistic::highest) return scope.value(Metric::longest_wait_seconds);
  if (condition.statistic != Statistic::percentile) {
    return scope.value(answered ? Metric::asa_seconds : Metric::wait_all_seconds);
  }
  const bool tabled = condition.percent == 95;
  if (tabled) return scope.value(answered ? Metric::wait_answered_p95_seconds : Metric::wait_all_p95_seconds);
  const auto value = wait_percentile(scope, condition.percent, answered);
  if (!value) return std::nullopt;
  return Estimate{*value, std::nullopt};
}

Metric highest_of(Metric metric) {
  return metric == Metric::queue_depth ? Metric::queue_depth_highest : Metric::open_tasks_highest;
}

std::optional<Estimate> attained(const Scope& scope, const Selector& selector) {
  if (selector.within >= scope.attainment.size()) return std::nullopt;
  const Attainment& attainment = scope.attainment[selector.within];
  const bool whole = selector.kind == Selector::Kind::target_met;
  return estimate((whole ? attainment.window : attainment.intervals)[selector.definition].moments);
}

// One count of a split; zero where none of it was.
std::optional<Estimate> part_of(const Scope& scope, const std::vector<Figure>& counts, std::size_t index) {
  if (index < counts.size()) return estimate(counts[index].moments);
  const Figure* offered = scope.figures.find(Metric::offered);
  if (offered == nullptr) return std::nullopt;
  return estimate({offered->moments.count, 0, 1, 0, 0, 0});
}

std::optional<Estimate> find_value(const Scope& scope, const Selector& selector, const Condition& condition) {
  switch (selector.kind) {
    case Selector::Kind::service_level:
      if (selector.within >= scope.service_levels.size()) return std::nullopt;
      return estimate(scope.service_levels[selector.within].by_definition[selector.definition].moments);
    case Selector::Kind::interval_attainment:
    case Selector::Kind::target_met:
      return attained(scope, selector);
    case Selector::Kind::wait:
      return wait_value(scope, selector, condition);
    case Selector::Kind::canceled:
      return part_of(scope, scope.canceled, selector.reason);
    case Selector::Kind::to_shared_team:
      return part_of(scope, scope.to_shared_team, selector.reason);
    case Selector::Kind::metric:
      break;
  }
  const bool highest = condition.statistic == Statistic::highest;
  return scope.value(highest ? highest_of(selector.metric) : selector.metric);
}

// The side of the interval that the condition asks for; nothing when there is no interval.
std::optional<double> compared_number(const Estimate& value, Statistic statistic) {
  if (statistic != Statistic::ci95_low && statistic != Statistic::ci95_high) return value.value;
  if (!value.half_width) return std::nullopt;
  return statistic == Statistic::ci95_low ? value.low() : value.high();
}

bool holds(double number, const Condition& condition) {
  switch (condition.comparison) {
    case Condition::Comparison::at_least:
      return number >= condition.limit;
    case Condition::Comparison::at_most:
      return number <= condition.limit;
    case Condition::Comparison::above:
      return number > condition.limit;
    case Condition::Comparison::below:
      return number < condition.limit;
    case Condition::Comparison::equal:
      break;
  }
  return !(number < condition.limit) && !(number > condition.limit);
}

}  // namespace

ThresholdResult evaluate(const Threshold& threshold, const Summary& summary) {
  const Selector& selector = threshold.selector;
  ThresholdResult result{threshold.expression, std::nullopt, false};
  std::optional<Scope> row;
  if (selector.interval != no_interval) row = summary.find(selector.scope, selector.name, selector.interval);
  const Scope* scope = row ? &*row : nullptr;
  if (selector.interval == no_interval) scope = summary.find(selector.scope, selector.name);
  if (scope == nullptr) return result;
  result.value = find_value(*scope, selector, threshold.condition);
  if (!result.value) return result;
  const auto number = compared_number(*result.value, threshold.condition.statistic);
  result.held = number && holds(*number, threshold.condition);
  return result;
}

bool evaluate(const std::vector<Threshold>& thresholds, Summary& summary) {
  bool all = true;
  summary.thresholds.clear();
  for (const Threshold& threshold : thresholds) {
    summary.thresholds.push_back(evaluate(threshold, summary));
    all = all && summary.thresholds.back().held;
  }
  return all;
}

}  // namespace switchyard::reports
