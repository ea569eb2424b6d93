// The two measures that a recorded day has, each as numbers and as marks on a common scale.
#include "reports/summary/recorded_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/codec/text/time_text.h"
#include "reports/summary/table.h"
#include "reports/summary/text_cells.h"

namespace switchyard::reports {
namespace {

constexpr std::size_t plot_width = 24;

std::optional<Estimate> as_estimate(const std::optional<double>& value) {
  if (!value) return std::nullopt;
  return Estimate{*value, std::nullopt};
}

double highest_of(const Comparison& comparison, std::optional<double> ComparedInterval::*recorded,
                  std::optional<Estimate> ComparedInterval::*simulated) {
  double highest = 0;
  for (const ComparedInterval& row : comparison.intervals) {
    highest = std::max(highest, (row.*recorded).value_or(0));
    if (row.*simulated) highest = std::max(highest, (row.*simulated)->high());
  }
  return highest;
}

// "10:30" out of RFC 3339.
std::string clock_time(Time time) {
  return codec::to_rfc3339(time).substr(11, 5);
}

struct Scales {
  double abandonment = 0;
  double wait = 0;
};

void add_row(Table& table, const std::string& name, const ComparedInterval& row, const Scales& scales) {
  const bool plotted = name != "day";
  const auto plot = [&](const auto& recorded, const auto& simulated, double highest) {
    return plotted ? plot_line(recorded, simulated, highest, plot_width) : std::string();
  };
  table.add({name, percent_cell(as_estimate(row.recorded_abandonment)), percent_cell(row.abandonment),
             plot(row.recorded_abandonment, row.abandonment, scales.abandonment),
             seconds_cell(as_estimate(row.recorded_wait)), seconds_cell(row.wait),
             plot(row.recorded_wait, row.wait, scales.wait)});
}

}  // namespace

std::string plot_line(const std::optional<double>& recorded, const std::optional<Estimate>& simulated,
                      double highest, std::size_t width) {
  std::string line(width, ' ');
  const auto at = [&](double value) {
    const double share = highest > 0 ? std::clamp(value / highest, 0.0, 1.0) : 0.0;
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(width - 1)));
  };
  if (simulated) {
    for (std::size_t i = at(simulated->low()); i <= at(simulated->high()); ++i) line[i] = '-';
    line[at(simulated->value)] = 'x';
  }
  if (recorded) line[at(*recorded)] = line[at(*recorded)] == 'x' ? '*' : 'o';
  return "|" + line + "|";
}

std::string recorded_text(const Comparison& comparison) {
  const Scales scales = {
      highest_of(comparison, &ComparedInterval::recorded_abandonment, &ComparedInterval::abandonment),
      highest_of(comparison, &ComparedInterval::recorded_wait, &ComparedInterval::wait)};
  Table table({"from", "recorded ab. %", "simulated", fmt::format("0 to {:.1f} %", scales.abandonment * 100),
               "recorded wait s", "simulated", fmt::format("0 to {:.0f} s", scales.wait)});
  for (const ComparedInterval& row : comparison.intervals) add_row(table, clock_time(row.start), row, scales);
  add_row(table, "day", comparison.day, scales);
  return fmt::format(
             "  recorded by {}{}; wait: mean of all; o recorded, x simulated, * both, - its 95 % interval\n",
             comparison.source, comparison.queue.empty() ? "" : " for queue " + comparison.queue) +
         table.text();
}

}  // namespace switchyard::reports
