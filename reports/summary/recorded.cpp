// Day values of recorded intervals, weighted by what was offered.
#include "reports/summary/recorded.h"

namespace switchyard::reports {
namespace {

std::optional<double> weighted_mean(const std::vector<RecordedInterval>& rows, const Window& window,
                                    std::optional<double> RecordedInterval::*value) {
  double sum = 0;
  double weight = 0;
  for (const RecordedInterval& row : rows) {
    if (!(row.*value) || row.start < window.start || row.start >= window.end) continue;
    sum += row.offered * *(row.*value);
    weight += row.offered;
  }
  if (weight <= 0) return std::nullopt;
  return sum / weight;
}

}  // namespace

std::optional<double> Recorded::day_abandonment(const Window& window) const {
  return weighted_mean(intervals, window, &RecordedInterval::abandonment);
}

std::optional<double> Recorded::day_wait_all_seconds(const Window& window) const {
  return weighted_mean(intervals, window, &RecordedInterval::wait_all_seconds);
}

}  // namespace switchyard::reports
