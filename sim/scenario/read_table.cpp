// Reads tables of intervals: a recorded or planned day, one row an interval.
#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Problem;
using codec::Reader;

// The nodes that name a table's file and its column of times: its own, or those of a named table.
struct TableNames {
  const Node* file = nullptr;
  const Node* time = nullptr;
};

std::vector<std::string> keys_of(const Node* object) {
  std::vector<std::string> keys;
  if (object == nullptr) return keys;
  for (const Node& child : object->children) keys.push_back(child.key);
  return keys;
}

TableNames names_of(Reading& reading, Reader& reader) {
  TableNames names{reader.find("file"), reader.find("time")};
  const Node* name = reader.find("name");
  if (name == nullptr) return names;
  const Node* tables = reading.document().root.member("tables");
  const auto text = codec::read_string(reading.document(), *name, reading.problems);
  const Node* table = tables != nullptr && text ? tables->member(*text) : nullptr;
  if (text && table == nullptr) {
    reading.report(*name, "there is no table " + codec::quoted(*text) + " in the scenario's \"tables\"",
                   codec::suggestion(*text, keys_of(tables)));
  }
  if (table != nullptr && names.file == nullptr) names.file = table->member("file");
  if (table != nullptr && names.time == nullptr) names.time = table->member("time");
  return names;
}

std::optional<std::size_t> find_column(Reading& reading, const Node& node, const Csv& csv) {
  const auto name = codec::read_string(reading.document(), node, reading.problems);
  if (!name) return std::nullopt;
  const auto column = csv.find_column(*name);
  if (!column) {
    reading.report(node, "there is no column " + codec::quoted(*name) + " in " + csv.document.file,
                   codec::suggestion(*name, csv.header));
  }
  return column;
}

// Every row reaches to the next; the last is as long as the one before it, at most to midnight.
bool set_rows(Reading& reading, const Csv& csv, std::size_t column, IntervalTable& table) {
  const auto times = csv.times_of_day(column, reading.problems);
  if (!times) return false;
  for (std::size_t row = 0; row < times->size(); ++row) {
    const Duration from = (*times)[row];
    if (from >= days(1) || (row > 0 && from <= (*times)[row - 1])) {
      reading.problems.add(csv.problem(row, column, "times of day must rise from row to row, below 24:00"));
      return false;
    }
    if (row > 0) table.rows.back().until = from;
    const Duration last = row > 0 ? from - (*times)[row - 1] : days(1);
    table.rows.push_back({from, std::min(from + last, days(1))});
  }
  return true;
}

}  // namespace

const Csv* open_table(Reading& reading, const Node& file) {
  const auto name = codec::read_string(reading.document(), file, reading.problems);
  if (!name) return nullptr;
  const std::string path = reading.composed.resolve(file, *name);
  const auto known = reading.tables_read.find(path);
  if (known != reading.tables_read.end()) return &known->second;
  auto csv = read_csv(path);
  if (csv) {
    reading.scenario.inputs.push_back({path, csv->document.text});
    return &reading.tables_read.emplace(path, std::move(*csv)).first->second;
  }
  if (!csv.error().only_environment()) {
    reading.problems.add_all(csv.error());
    return nullptr;
  }
  for (const Problem& cause : csv.error().list()) {
    Problem problem = reading.document().problem(file, path + ": " + cause.message, cause.hint);
    problem.environment = true;
    reading.problems.add(std::move(problem));
  }
  return nullptr;
}

std::optional<IntervalTable> read_interval_table(Reading& reading, const Node& node,
                                                 const std::vector<ColumnRole>& roles) {
  Reader reader(reading.document(), node, reading.problems);
  const TableNames names = names_of(reading, reader);
  std::vector<const Node*> column_nodes;
  for (const ColumnRole& role : roles) {
    column_nodes.push_back(role.required ? reader.require(role.role) : reader.find(role.role));
  }
  reader.finish();
  if (names.file == nullptr || names.time == nullptr) {
    reading.report(
        node, "a table needs a \"file\" and the name of its column of \"time\", or the \"name\" of a table",
        "{\"file\": \"day.csv\", \"time\": \"halfhour\", …}");
    return std::nullopt;
  }
  const Csv* csv = open_table(reading, *names.file);
  if (csv == nullptr) return std::nullopt;
  const auto time = find_column(reading, *names.time, *csv);
  IntervalTable table;
  bool whole = time && set_rows(reading, *csv, *time, table);
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (column_nodes[i] == nullptr) {
      whole = whole && !roles[i].required;
      continue;
    }
    const auto column = find_column(reading, *column_nodes[i], *csv);
    auto values =
        column ? csv->numbers(*column, roles[i].least, roles[i].most, reading.problems) : std::nullopt;
    whole = whole && values.has_value();
    if (values) table.columns[roles[i].role] = std::move(*values);
  }
  if (!whole) return std::nullopt;
  return table;
}

}  // namespace switchyard::sim
