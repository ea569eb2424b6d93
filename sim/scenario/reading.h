// What the readers of a scenario's parts share: the document, the rules that it names, its tables, its
// problems.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/codec/document/reader.h"
#include "sim/csv/csv.h"
#include "sim/scenario/compose.h"
#include "sim/scenario/scenario.h"

namespace switchyard::sim {

struct Reading {
  const Composed& composed;
  codec::Problems& problems;
  Scenario scenario;                         // filled part by part; workspace, start and length come first
  std::map<std::string, Csv> tables_read{};  // by path
  codec::Problems threshold_places{};

  const codec::Document& document() const { return composed.document(); }
  void report(const codec::Node& node, std::string message, std::string hint = {}) {
    problems.add(document().problem(node, std::move(message), std::move(hint)));
  }
};

// The place of a name in a table of named things; a name that is not there is a problem with a hint.
template <class Table>
std::optional<std::uint32_t> find_name(Reading& reading, const codec::Node& node, const Table& table,
                                       const char* what);
// The same for the member `key` of an object; nothing when it is absent.
template <class Table>
std::optional<std::uint32_t> find_name(Reading& reading, codec::Reader& reader, std::string_view key,
                                       const Table& table, const char* what);
std::optional<std::uint32_t> find_word(Reading& reading, const codec::Node& node,
                                       const std::vector<std::string>& words, const char* what);

// All that are meant by a name, by "prefix*", or by a list of these, in the order of the table. A part that
// means nothing is a problem.
template <class Table>
std::vector<std::uint32_t> find_names(Reading& reading, const codec::Node& node, const Table& table,
                                      const char* what);
std::vector<std::uint32_t> find_words(Reading& reading, const codec::Node& node,
                                      const std::vector<std::string>& words, const char* what);

// A moment: RFC 3339, or a time of day, which is its first occurrence at or after the scenario's start.
std::optional<Time> read_moment(Reading& reading, const codec::Node& node);
std::optional<Time> read_moment(Reading& reading, codec::Reader& reader, std::string_view key);

// A table of intervals and one or more of its columns: {"file": "day.csv", "time": "halfhour", "count":
// "calls"}, where "name": "day" may stand for a file and time that the scenario's "tables" give.
struct IntervalTable {
  struct Row {
    Duration from{};
    Duration until{};
  };
  std::vector<Row> rows;                               // rising, from the table's times of day
  std::map<std::string, std::vector<double>> columns;  // by role, such as "count"
};
struct ColumnRole {
  const char* role;
  bool required;
  double least;
  double most;
};
std::optional<IntervalTable> read_interval_table(Reading& reading, const codec::Node& node,
                                                 const std::vector<ColumnRole>& roles);

// The CSV that "file" of `node` names, read once. Nothing when it cannot be read; the problem is told.
const Csv* open_table(Reading& reading, const codec::Node& file);

// {"exponential": "180s"}, "60s" … (docs/formats.md, "Laws"); and one that a table may change by time of day.
std::optional<Distribution> read_law(Reading& reading, const codec::Node& node);
std::optional<Distribution> read_law(Reading& reading, codec::Reader& reader, std::string_view key);
std::optional<DailyLaw> read_daily_law(Reading& reading, const codec::Node& node);

// A law of plain numbers: a number, {"uniform": [1, 5]}, {"lognormal": {"mean": 1, "scv": 0.04}} or gamma
// alike.
std::optional<Distribution> read_number_law(Reading& reading, codec::Reader& reader, std::string_view key,
                                            double least, double most);

// A list of {"channel", "queue", "handle_time", "wrap_up"}.
std::vector<HandleRule> read_handle_rules(Reading& reading, codec::Reader& reader, std::string_view key);

// The parts of a scenario. Each fills its field of `reading.scenario`.
void read_traffic(Reading& reading, const codec::Node& list);
void read_people(Reading& reading, const codec::Node& list);
void read_recorded(Reading& reading, const codec::Node& node);
std::optional<Trace> read_trace(Reading& reading, const codec::Node& node, Traffic& traffic);

// Reports each traffic whose work has no length with a worker who may get it: it would take no time at all.
// `list` is the traffic's; needs all parts. O(traffic x queues x workers), less where laws hold for all.
void check_work_lengths(Reading& reading, const codec::Node& list);

// Whether the queue's condition holds for the worker as the workspace declares it. Names of the clock are
// null.
bool matches_at_start(const Workspace& workspace, const TaskQueue& queue, const Worker& worker);

// "all", a name, "prefix*", an expression over worker attributes, or a list of names and prefixes; in the
// order of the workspace. Nothing, and a problem, when no worker is meant.
std::vector<WorkerId> select_workers(Reading& reading, const codec::Node& node);

template <class Table>
std::vector<std::string> names_in(const Table& table) {
  std::vector<std::string> names;
  for (const auto& entry : table) names.push_back(entry.name);
  return names;
}

template <class Table>
std::optional<std::uint32_t> find_name(Reading& reading, const codec::Node& node, const Table& table,
                                       const char* what) {
  return find_word(reading, node, names_in(table), what);
}

template <class Table>
std::vector<std::uint32_t> find_names(Reading& reading, const codec::Node& node, const Table& table,
                                      const char* what) {
  return find_words(reading, node, names_in(table), what);
}

template <class Table>
std::optional<std::uint32_t> find_name(Reading& reading, codec::Reader& reader, std::string_view key,
                                       const Table& table, const char* what) {
  const codec::Node* node = reader.find(key);
  return node != nullptr ? find_name(reading, *node, table, what) : std::nullopt;
}

}  // namespace switchyard::sim
