// Rows as bytes: what a scope of an interval holds, number by number.
#include <string>
#include <string_view>
#include <utility>

#include "reports/measures/packed.h"
#include "reports/summary/interval_rows.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {
namespace {

void put_text(std::string& bytes, std::string_view text) {
  put_number(bytes, text.size());
  bytes += text;
}

std::string take_text(std::string_view& bytes) {
  const auto size = static_cast<std::size_t>(take_number(bytes));
  std::string text(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return text;
}

void put_all(std::string& bytes, const std::vector<Figure>& figures) {
  put_number(bytes, figures.size());
  for (const Figure& figure : figures) put_value(bytes, figure);
}

std::vector<Figure> take_all(std::string_view& bytes) {
  std::vector<Figure> figures(static_cast<std::size_t>(take_number(bytes)));
  for (Figure& figure : figures) figure = take_value<Figure>(bytes);
  return figures;
}

// In the order of the metrics, with the number of the next one before each.
void put_figures(std::string& bytes, const Figures& figures) {
  for (const MetricInfo& metric : metrics()) {
    const Figure* figure = figures.find(metric.metric);
    if (figure == nullptr) continue;
    put_number(bytes, static_cast<std::uint64_t>(metric.metric));
    put_value(bytes, *figure);
  }
  put_number(bytes, metric_count);
}

void take_figures(std::string_view& bytes, Figures& figures) {
  for (auto metric = take_number(bytes); metric != metric_count; metric = take_number(bytes)) {
    figures[static_cast<Metric>(metric)] = take_value<Figure>(bytes);
  }
}

void put_row(std::string& bytes, const Scope& row) {
  put_number(bytes, static_cast<std::uint64_t>(row.kind));
  put_number(bytes, row.index);
  put_text(bytes, row.name);
  put_figures(bytes, row.figures);
  put_number(bytes, row.service_levels.size());
  for (const ServiceLevelFigures& levels : row.service_levels) {
    put_number(bytes, static_cast<std::uint64_t>(levels.within.microseconds));
    for (const Figure& figure : levels.by_definition) put_value(bytes, figure);
  }
  put_all(bytes, row.canceled);
  put_all(bytes, row.to_shared_team);
}

Scope take_row(std::string_view& bytes, std::uint32_t interval) {
  Scope row;
  row.kind = static_cast<ScopeKind>(take_number(bytes));
  row.index = static_cast<std::uint32_t>(take_number(bytes));
  row.interval = interval;
  row.name = take_text(bytes);
  take_figures(bytes, row.figures);
  row.service_levels.resize(static_cast<std::size_t>(take_number(bytes)));
  for (ServiceLevelFigures& levels : row.service_levels) {
    levels.within = microseconds(static_cast<std::int64_t>(take_number(bytes)));
    for (Figure& figure : levels.by_definition) figure = take_value<Figure>(bytes);
  }
  row.canceled = take_all(bytes);
  row.to_shared_team = take_all(bytes);
  return row;
}

}  // namespace

void PooledRows::put(std::uint32_t interval, const std::vector<Scope>& rows) {
  std::string bytes;
  for (const Scope& row : rows) put_row(bytes, row);
  rows_.put(interval, bytes);
}

void PooledRows::read(std::uint32_t interval, const Take& take) const {
  rows_.read(interval, [&](std::string_view bytes) {
    while (!bytes.empty()) take(take_row(bytes, interval));
  });
}

Scope PooledRows::total(std::uint32_t interval) const {
  Scope total;
  rows_.read(interval, [&](std::string_view bytes) { total = take_row(bytes, interval); });
  return total;
}

}  // namespace switchyard::reports
