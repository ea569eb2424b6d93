// Reads what a real centre recorded, interval by interval.
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

std::optional<double> value_at(const IntervalTable& table, const std::string& role, std::size_t row) {
  const auto column = table.columns.find(role);
  return column != table.columns.end() ? std::optional(column->second[row]) : std::nullopt;
}

}  // namespace

void read_recorded(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  reports::Recorded recorded;
  recorded.source = reader.string("source").value_or("");
  if (const auto queue =
          find_name(reading, reader, "queue", reading.scenario.workspace.queues, "task queue")) {
    recorded.queue = reading.scenario.workspace.queues[*queue].name;
  }
  const Node* table_node = reader.require("table");
  reader.finish();
  if (table_node == nullptr) return;
  const auto table = read_interval_table(
      reading, *table_node,
      {{"contacts", true, 0, 1e9}, {"abandonment", false, 0, 1}, {"mean_wait", false, 0, 1e7}});
  if (!table) return;
  const Time midnight = midnight_of(reading.scenario.start);
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    Time start = midnight + table->rows[row].from;
    if (start < reading.scenario.start) start = start + days(1);
    if (start >= reading.scenario.end()) continue;
    recorded.intervals.push_back({start, *value_at(*table, "contacts", row),
                                  value_at(*table, "abandonment", row), value_at(*table, "mean_wait", row)});
  }
  reading.scenario.recorded = std::move(recorded);
}

}  // namespace switchyard::sim
