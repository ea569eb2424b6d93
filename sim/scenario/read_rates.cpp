// Reads rates, curves, tables and lists of moments, and the surges on top of them.
#include "sim/scenario/read_rates.h"

#include <algorithm>

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

constexpr double most_contacts = 1e9;  // in one interval

double hours_of(Duration duration) {
  return static_cast<double>(duration.microseconds) / 3.6e9;
}

DailyRates constant_rate(Reader& reader) {
  DailyRates rates;
  if (const auto rate = reader.rate("rate")) rates.steps.push_back({{}, days(1), rate->per_hour});
  return rates;
}

std::optional<double> curve_value(Reading& reading, const Node& node, bool counts, Duration interval) {
  if (counts) {
    const auto count = codec::read_number(reading.document(), node, reading.problems, 0, most_contacts);
    return count ? std::optional(*count / hours_of(interval)) : std::nullopt;
  }
  const auto rate = codec::read_rate(reading.document(), node, reading.problems);
  return rate ? std::optional(rate->per_hour) : std::nullopt;
}

DailyRates curve(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  const Duration interval = reader.duration("interval", seconds(1), days(1)).value_or(minutes(30));
  const Duration from = reader.time_of_day("from").value_or(Duration{});
  const Node* counts = reader.array("counts");
  const Node* values = reader.array("rates");
  reader.finish();
  DailyRates rates;
  if ((counts == nullptr) == (values == nullptr)) {
    reading.report(node, "a curve needs either \"counts\" (contacts an interval) or \"rates\"");
    return rates;
  }
  const Node& list = counts != nullptr ? *counts : *values;
  Duration begin = from;
  for (const Node& value : list.children) {
    if (begin + interval > days(1)) {
      reading.report(list, "the curve reaches beyond midnight: " + std::to_string(list.children.size()) +
                               " intervals of " + codec::to_text(interval) + " from " +
                               codec::to_time_of_day(from));
      return rates;
    }
    const auto per_hour = curve_value(reading, value, counts != nullptr, interval);
    if (per_hour) rates.steps.push_back({begin, begin + interval, *per_hour});
    begin += interval;
  }
  return rates;
}

DailyRates table_rates(Reading& reading, const Node& node) {
  DailyRates rates;
  const auto table = read_interval_table(reading, node, {{"count", true, 0, most_contacts}});
  if (!table) return rates;
  const std::vector<double>& counts = table->columns.at("count");
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    const auto& [from, until] = table->rows[row];
    rates.steps.push_back({from, until, counts[row] / hours_of(until - from)});
  }
  return rates;
}

Trace moments(Reading& reading, const Node& list) {
  Trace trace;
  for (const Node& node : list.children) {
    const auto time = read_moment(reading, node);
    if (!time) continue;
    if (*time < reading.scenario.start || *time >= reading.scenario.end()) {
      reading.report(node, "this moment is outside the scenario's time");
    }
    trace.arrivals.push_back({*time, 0});
  }
  std::stable_sort(trace.arrivals.begin(), trace.arrivals.end(),
                   [](const Trace::Arrival& a, const Trace::Arrival& b) { return a.time < b.time; });
  return trace;
}

void read_busyness(Reading& reading, const Node& node, DailyRates& rates) {
  Reader reader(reading.document(), node, reading.problems);
  // make_gamma() holds for these; more than that is no day of any centre.
  const auto cv = reader.number("cv", 0, 10);
  rates.busyness_name = reader.string("name").value_or("");
  reader.finish();
  if (cv && *cv > 0 && *cv < 0.001) {
    reading.report(*node.member("cv"), "must be 0 or at least 0.001");
  } else {
    rates.busyness_cv = cv.value_or(0);
  }
}

// "30m" for later, "-30m" for earlier.
std::optional<Duration> parse_shift(std::string_view text) {
  const bool earlier = text.substr(0, 1) == "-";
  const auto length = codec::parse_duration(earlier ? text.substr(1) : text);
  if (!length.has_value() || *length >= days(1)) return std::nullopt;
  const std::int64_t sign = earlier ? -1 : 1;
  return *length * sign;
}

void read_shift(Reading& reading, const Node& node, DailyRates& rates) {
  const auto text = codec::read_string(reading.document(), node, reading.problems);
  if (!text) return;
  if (const auto shift = parse_shift(*text)) {
    rates.shift = *shift;
  } else {
    codec::expect(reading.document(), node, reading.problems, "must be a duration below a day",
                  "\"30m\" for later, \"-30m\" for earlier");
  }
}

// shift, scale and busyness; of moments they are unknown keys.
void read_shape(Reading& reading, Reader& reader, DailyRates& rates) {
  if (const Node* shift = reader.find("shift")) read_shift(reading, *shift, rates);
  rates.scale = reader.number("scale", 0, 1e6).value_or(1);
  if (const Node* busyness = reader.find("busyness")) read_busyness(reading, *busyness, rates);
}

void read_surge(Reading& reading, const Node& node, std::size_t number, Traffic& traffic) {
  Reader reader(reading.document(), node, reading.problems);
  Surge surge;
  surge.name = reader.string("name").value_or(traffic.name + " surge " + std::to_string(number));
  const Node* at = reader.require("at");
  const Node* length = reader.require("for");
  const auto times = reader.number("times", 1, 1e6);
  const auto rate = reader.rate("rate");
  const bool both = reader.has("times") == reader.has("rate");
  reader.finish();
  if (at == nullptr || length == nullptr) return;
  const auto from = read_moment(reading, *at);
  const auto span = codec::read_duration(reading.document(), *length, reading.problems, seconds(1));
  if (both)
    return reading.report(node, "a surge needs either \"times\" (of the ordinary rate) or a \"rate\"");
  if (!from || !span) return;
  surge.from = *from;
  surge.length = *span;
  if (surge.from >= reading.scenario.end() || surge.from + surge.length <= reading.scenario.start) {
    return reading.report(*at, "the surge is outside the scenario's time");
  }
  if (times) surge.extra = *times - 1;
  if (rate) surge.per_hour = rate->per_hour;
  traffic.surges.push_back(std::move(surge));
}

}  // namespace

void read_arrivals(Reading& reading, Reader& reader, Traffic& traffic) {
  const Node* nodes[] = {reader.find("rate"), reader.find("curve"), reader.find("table"),
                         reader.find("trace"), reader.array("at")};
  const auto given =
      std::count_if(std::begin(nodes), std::end(nodes), [](const Node* n) { return n != nullptr; });
  if (given != 1) {
    reading.report(reader.node(), "traffic needs one of rate, curve, table, trace and at (found " +
                                      std::to_string(given) + ")");
  }
  if (nodes[3] != nullptr) {
    traffic.arrivals = read_trace(reading, *nodes[3], traffic).value_or(Trace{});
  } else if (nodes[4] != nullptr) {
    traffic.arrivals = moments(reading, *nodes[4]);
  } else {
    DailyRates rates;
    if (nodes[0] != nullptr) rates = constant_rate(reader);
    if (nodes[1] != nullptr) rates = curve(reading, *nodes[1]);
    if (nodes[2] != nullptr) rates = table_rates(reading, *nodes[2]);
    read_shape(reading, reader, rates);
    traffic.arrivals = std::move(rates);
  }
}

void read_surges(Reading& reading, Reader& reader, Traffic& traffic) {
  const Node* list = reader.array("surges");
  if (list == nullptr) return;
  if (std::holds_alternative<Trace>(traffic.arrivals)) {
    return reading.report(*list, "surges need a rate, a curve or a table; add traffic of its own instead");
  }
  for (std::size_t i = 0; i < list->children.size(); ++i)
    read_surge(reading, list->children[i], i + 1, traffic);
}

}  // namespace switchyard::sim
