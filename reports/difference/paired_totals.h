// Totals of two ways over the same replications: each, and what chance leaves open of their difference.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "reports/difference/outcomes.h"
#include "reports/summary/estimate.h"

namespace switchyard::reports {

// Nothing: nobody was there to measure.
struct PairedFigure {
  std::optional<double> recorded;
  std::optional<Estimate> before;
  std::optional<Estimate> after;
  std::optional<Estimate> change;  // of the replications that have both
};

struct PairedTotals {
  std::string queue;  // empty: of all tasks
  std::array<PairedFigure, total_metrics> figures;
};

// By replication: before[r] and after[r] have the same chance. Queues that nobody came to are left out.
// O(replications · queues).
std::vector<PairedTotals> pair_totals(const std::vector<Totals>& recorded,
                                      const std::vector<std::vector<Totals>>& before,
                                      const std::vector<std::vector<Totals>>& after);

// What a figure is called for people, and what its values are multiplied by there.
std::string_view total_metric_words(TotalMetric metric);
double shown_scale(TotalMetric metric);

}  // namespace switchyard::reports
