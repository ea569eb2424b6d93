// Differences are taken replication by replication, so that what both ways have in common cancels out.
#include "reports/difference/paired_totals.h"

#include <algorithm>

namespace switchyard::reports {
namespace {

using Values = std::array<std::optional<double>, total_metrics>;

const Values* find(const std::vector<Totals>& totals, const std::string& queue) {
  const auto found =
      std::find_if(totals.begin(), totals.end(), [&](const Totals& one) { return one.queue == queue; });
  return found == totals.end() ? nullptr : &found->values;
}

std::optional<double> value(const Values* values, std::size_t metric) {
  return values == nullptr ? std::nullopt : (*values)[metric];
}

void add(Moments& moments, const std::optional<double>& value) {
  if (value) moments.add(Moments::of(*value, 1));
}

// The total first, then the queues in the order in which the sides have them.
std::vector<std::string> queues_of(const std::vector<const std::vector<Totals>*>& sides) {
  std::vector<std::string> queues;
  for (const std::vector<Totals>* side : sides) {
    for (const Totals& totals : *side) {
      if (std::find(queues.begin(), queues.end(), totals.queue) == queues.end())
        queues.push_back(totals.queue);
    }
  }
  return queues;
}

bool is_empty(const PairedTotals& totals) {
  const PairedFigure& offered = totals.figures.front();
  const auto none = [](const std::optional<Estimate>& side) { return !side || side->value == 0; };
  return offered.recorded.value_or(0) == 0 && none(offered.before) && none(offered.after);
}

}  // namespace

std::string_view total_metric_words(TotalMetric metric) {
  constexpr std::array<std::string_view, total_metrics> words = {
      "offered", "answered", "abandoned", "service level %", "ASA s", "mean wait s"};
  return words[static_cast<std::size_t>(metric)];
}

double shown_scale(TotalMetric metric) {
  return metric == TotalMetric::service_level ? 100 : 1;
}

std::vector<PairedTotals> pair_totals(const std::vector<Totals>& recorded,
                                      const std::vector<std::vector<Totals>>& before,
                                      const std::vector<std::vector<Totals>>& after) {
  std::vector<PairedTotals> paired;
  for (const std::string& queue : queues_of({&recorded, &before.front(), &after.front()})) {
    PairedTotals totals;
    totals.queue = queue;
    std::array<Moments, total_metrics> old_ones, new_ones, changes;
    for (std::size_t r = 0; r < before.size(); ++r) {
      const Values* const old_values = find(before[r], queue);
      const Values* const new_values = find(after[r], queue);
      for (std::size_t metric = 0; metric < total_metrics; ++metric) {
        const auto one = value(old_values, metric);
        const auto other = value(new_values, metric);
        add(old_ones[metric], one);
        add(new_ones[metric], other);
        if (one && other) add(changes[metric], *other - *one);
      }
    }
    const Values* const seen = find(recorded, queue);
    for (std::size_t metric = 0; metric < total_metrics; ++metric) {
      totals.figures[metric] = {value(seen, metric), estimate(old_ones[metric]), estimate(new_ones[metric]),
                                estimate(changes[metric])};
    }
    if (queue.empty() || !is_empty(totals)) paired.push_back(std::move(totals));
  }
  return paired;
}

}  // namespace switchyard::reports
