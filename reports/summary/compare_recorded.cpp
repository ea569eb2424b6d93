// Finds the simulated figure for each recorded row.
#include "reports/summary/compare_recorded.h"

#include "engine/base/check.h"

namespace switchyard::reports {
namespace {

void add_simulated(ComparedInterval& row, const Scope* scope) {
  if (scope == nullptr) return;
  row.abandonment = scope->value(Metric::abandonment);
  row.wait = scope->value(Metric::wait_all_seconds);
}

// The interval that starts exactly there, or no_interval.
std::uint32_t interval_at(const Window& window, Time start) {
  if (start < window.start || start >= window.end) return no_interval;
  const std::int64_t since = (start - window.start).microseconds;
  if (since % window.interval.microseconds != 0) return no_interval;
  return static_cast<std::uint32_t>(since / window.interval.microseconds);
}

}  // namespace

Comparison compare_recorded(const Summary& summary) {
  SY_CHECK(summary.facts.recorded.has_value());
  const Recorded& recorded = *summary.facts.recorded;
  const ScopeKind kind = recorded.queue.empty() ? ScopeKind::total : ScopeKind::queue;
  Comparison comparison{recorded.source, recorded.queue, {}, {}};
  comparison.day.start = summary.window.start;
  comparison.day.recorded_abandonment = recorded.day_abandonment(summary.window);
  comparison.day.recorded_wait = recorded.day_wait_all_seconds(summary.window);
  add_simulated(comparison.day, summary.find(kind, recorded.queue));
  for (const RecordedInterval& row : recorded.intervals) {
    const std::uint32_t interval = interval_at(summary.window, row.start);
    if (interval == no_interval) continue;
    ComparedInterval compared{row.start, row.abandonment, row.wait_all_seconds, {}, {}};
    const std::optional<Scope> simulated = summary.find(kind, recorded.queue, interval);
    add_simulated(compared, simulated ? &*simulated : nullptr);
    comparison.intervals.push_back(compared);
  }
  return comparison;
}

}  // namespace switchyard::reports
