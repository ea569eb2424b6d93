// Reads recorded contacts: a CSV of times, every other column an attribute.
#include <algorithm>
#include <charconv>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

// What a cell means: a number or a truth when it is written so, else a string; nothing when it is empty.
std::optional<Value> cell_value(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "true" || text == "false") return Value(Value::Data(text == "true"));
  std::int64_t whole = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), whole);
  const bool all = result.ec == std::errc() && result.ptr == text.data() + text.size();
  // "007" is a name, not a number: only what prints back the same is one.
  if (all && std::to_string(whole) == text) return Value(Value::Data(whole));
  const bool decimal = text.find_first_not_of("0123456789.-") == std::string::npos &&
                       text.find('.') != std::string::npos && text.find('.') > 0;
  const auto number = decimal ? parse_number(text) : std::nullopt;
  return number ? Value(Value::Data(*number)) : Value(Value::Data(text));
}

std::optional<Time> cell_time(const Reading& reading, const std::string& text) {
  if (const auto time = codec::parse_rfc3339(text)) return time;
  if (const auto of_day = codec::parse_time_of_day(text))
    return midnight_of(reading.scenario.start) + *of_day;
  return std::nullopt;
}

// Gives equal attributes one place in the mix.
class Mixer {
 public:
  explicit Mixer(std::vector<Mix>& mix) : mix_(mix) {}
  std::uint32_t place(const Attributes& attributes) {
    const auto [found, fresh] =
        places_.emplace(std::string(attributes.bytes()), static_cast<std::uint32_t>(mix_.size()));
    if (fresh) mix_.push_back({1, attributes});
    return found->second;
  }

 private:
  std::vector<Mix>& mix_;
  std::map<std::string, std::uint32_t> places_;
};

// The fixed attributes with those of the row in their place or behind them.
Attributes row_attributes(const Value::Object& fixed, const Csv& csv, std::size_t row,
                          const std::vector<std::size_t>& columns) {
  Value::Object object = fixed;
  for (const std::size_t column : columns) {
    auto value = cell_value(csv.rows[row][column].text);
    if (!value) continue;
    const std::string& name = csv.header[column];
    const auto same =
        std::find_if(object.begin(), object.end(), [&](const auto& member) { return member.first == name; });
    if (same != object.end()) {
      same->second = std::move(*value);
    } else {
      object.emplace_back(name, std::move(*value));
    }
  }
  return Attributes(Value(Value::Data(std::move(object))));
}

std::optional<std::size_t> column_of(Reading& reading, const Node& node, const Csv& csv) {
  const auto index = find_word(reading, node, csv.header, "column");
  return index ? std::optional<std::size_t>(*index) : std::nullopt;
}

std::vector<std::size_t> attribute_columns(Reading& reading, const Node* list, const Csv& csv,
                                           std::size_t time) {
  std::vector<std::size_t> columns;
  if (list == nullptr) {
    for (std::size_t i = 0; i < csv.header.size(); ++i) {
      if (i != time) columns.push_back(i);
    }
    return columns;
  }
  for (const Node& node : list->children) {
    if (const auto column = column_of(reading, node, csv)) columns.push_back(*column);
  }
  return columns;
}

}  // namespace

std::optional<Trace> read_trace(Reading& reading, const Node& node, Traffic& traffic) {
  Reader reader(reading.document(), node, reading.problems);
  const Node* file = reader.require("file");
  const Node* time_node = reader.find("time");
  const Node* list = reader.array("attributes");
  reader.finish();
  const Csv* csv = file != nullptr ? open_table(reading, *file) : nullptr;
  if (csv == nullptr) return std::nullopt;
  const auto time = time_node != nullptr ? column_of(reading, *time_node, *csv) : csv->find_column("time");
  if (!time) {
    reading.report(node, "the trace needs a column \"time\" or the name of the one that has the times",
                   codec::suggestion("time", csv->header));
    return std::nullopt;
  }
  const auto columns = attribute_columns(reading, list, *csv, *time);
  const Value fixed = traffic.mix.front().attributes.value();
  traffic.mix.clear();
  Mixer mixer(traffic.mix);
  Trace trace;
  for (std::size_t row = 0; row < csv->rows.size(); ++row) {
    const std::string& text = csv->rows[row][*time].text;
    const auto moment = cell_time(reading, text);
    if (!moment) {
      reading.problems.add(
          csv->problem(row, *time, "must be a time (found " + codec::quoted(text) + ")",
                       "write 1999-08-01T07:00:00Z, or 07:00:00 on the scenario's first day"));
      continue;
    }
    const auto mix = mixer.place(row_attributes(std::get<Value::Object>(fixed.data), *csv, row, columns));
    trace.arrivals.push_back({*moment, mix});
  }
  std::stable_sort(trace.arrivals.begin(), trace.arrivals.end(),
                   [](const Trace::Arrival& a, const Trace::Arrival& b) { return a.time < b.time; });
  return trace;
}

}  // namespace switchyard::sim
