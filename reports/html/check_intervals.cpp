// One pass with what has been seen so far; the place of a problem is looked for only when there is one.
#include "reports/html/check_intervals.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/codec/document/document.h"
#include "engine/codec/text/time_text.h"
#include "reports/csv/reader.h"
#include "reports/summary/number.h"

namespace switchyard::reports {
namespace {

using codec::Problem;
using Row = std::vector<std::string>;

constexpr std::array<std::string_view, 3> first_columns = {"interval_start", "scope", "name"};
constexpr std::string_view counted = "offered";

struct ScopeList {
  std::string_view kind;  // as the table calls it
  const char* list;       // in summary.json
};
constexpr std::array<ScopeList, 4> listed = {
    {{"queue", "queues"}, {"channel", "channels"}, {"tenant", "tenants"}, {"group", "worker_groups"}}};

// One field of a row.
struct Cell {
  std::size_t column = 0;
  std::string message;
};

std::string in_quotes(std::string_view text) {
  constexpr std::size_t most = 40;
  return '"' + std::string(text.substr(0, most)) + (text.size() > most ? "…\"" : "\"");
}

// As summary.json has it: bytes that are no UTF-8 are replaced there.
std::string as_in_json(const std::string& name) {
  const std::string dumped = Json(name).dump(-1, ' ', false, Json::error_handler_t::replace);
  return Json::parse(dumped).get<std::string>();
}

bool is_number(const std::string& text) {
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && stop == text.data() + text.size() && std::isfinite(number);
}

double number_in(const Row& row, std::size_t column) {
  double number = 0;
  if (column < row.size())
    std::from_chars(row[column].data(), row[column].data() + row[column].size(), number);
  return number;
}

using Key = std::pair<std::string, std::string>;  // kind and name

std::string words_of(const Key& key) {
  return key.first == "total" ? "all tasks" : key.first + ' ' + in_quotes(key.second);
}

class IntervalsCheck {
 public:
  IntervalsCheck(const TextSource& csv, const RunSummary& summary) : summary_(summary), reader_(csv) {
    expect("total", summary.total(), "");
    for (const ScopeList& list : listed) {
      for (const Json* scope : summary.scopes(list.list)) expect(list.kind, *scope, name_of(*scope));
    }
  }

  std::optional<Problem> run() {
    Row row;
    if (!reader_.next(row)) return whole_file("it is empty (expected a header and rows)");
    if (auto problem = check_line(row, row.size())) return problem;
    if (const auto wrong = wrong_in_header(row)) return at(*wrong);
    const std::size_t columns = row.size();
    while (reader_.next(row)) {
      if (auto problem = check_line(row, columns)) return problem;
      if (const auto wrong = wrong_in_row(row)) return at(*wrong);
    }
    return check_end();
  }

 private:
  // Of all scopes of one name: a queue may have been removed and made again.
  struct Sum {
    std::uint32_t scopes = 0;
    std::optional<double> expected;
    double found = 0;
    std::uint64_t rows = 0;
  };

  void expect(std::string_view kind, const Json& scope, const std::string& name) {
    Sum& sum = sums_[{std::string(kind), name}];
    ++sum.scopes;
    if (const auto value = value_of(scope, counted)) sum.expected = sum.expected.value_or(0) + value->value;
  }

  std::optional<Problem> check_line(const Row& row, std::size_t columns) const;
  std::optional<Cell> wrong_in_header(const Row& row);
  std::optional<Cell> wrong_in_row(const Row& row);
  std::optional<Cell> wrong_interval(const Row& row);
  std::optional<Cell> wrong_scope(const Row& row);
  std::optional<Problem> check_end() const;

  std::string start_of(std::uint32_t interval) const {
    return codec::to_rfc3339(summary_.window.start_of(interval));
  }
  static Problem problem_in(std::string_view text, std::uint64_t line, std::size_t offset,
                            std::string message) {
    codec::Document document{"intervals.csv", std::string(text), {}, {}, {}};
    document.index();
    Problem problem = document.problem_at(offset, std::move(message));
    problem.line += static_cast<std::uint32_t>(line - 1);
    problem.pointer.clear();
    return problem;
  }
  // In the last row.
  Problem at(std::size_t offset, std::string message) const {
    return problem_in(reader_.text(), reader_.line(), offset, std::move(message));
  }
  Problem at(const Cell& cell) const { return at(reader_.offset_of(cell.column), cell.message); }
  static Problem whole_file(std::string message) {
    Problem problem;
    problem.file = "intervals.csv";
    problem.message = std::move(message);
    return problem;
  }

  const RunSummary& summary_;
  CsvReader reader_;
  std::map<Key, Sum> sums_;
  std::size_t counted_column_ = 0;
  std::uint32_t intervals_ = 0;               // whose row of all tasks has come
  std::map<Key, std::uint32_t> of_interval_;  // the rows of the last one
};

std::optional<Problem> IntervalsCheck::check_line(const Row& row, std::size_t columns) const {
  if (reader_.is_too_long())
    return at(reader_.offset_of(row.size() - 1),
              fmt::format("a row must have at most {} fields and {} bytes (found more)",
                          CsvReader::most_cells, CsvReader::most_row_bytes));
  if (reader_.open_quote()) return at(*reader_.open_quote(), "this quote must be closed (found the end)");
  if (!reader_.has_line_end())
    return at(reader_.text().size(),
              "the last line must be complete (found no line end): the file is cut off");
  if (row.size() == columns) return std::nullopt;
  return at(reader_.offset_of(std::min(columns, row.size() - 1)),
            fmt::format("a row must have {} fields, as the header (found {})", columns, row.size()));
}

std::optional<Cell> IntervalsCheck::wrong_in_header(const Row& row) {
  for (std::size_t i = 0; i < first_columns.size(); ++i) {
    const std::string found = i < row.size() ? in_quotes(row[i]) : "none";
    if (found != in_quotes(first_columns[i])) {
      return Cell{std::min(i, row.size() - 1),
                  fmt::format("column {} must be \"{}\" (found {})", i + 1, first_columns[i], found)};
    }
  }
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!names.insert(row[i]).second)
      return Cell{i, "a column must be there once (found " + in_quotes(row[i]) + " again)"};
    if (row[i] == counted) counted_column_ = i;
  }
  if (counted_column_ != 0) return std::nullopt;
  return Cell{row.size() - 1, fmt::format("there must be a column \"{}\" (found none)", counted)};
}

std::optional<Cell> IntervalsCheck::wrong_in_row(const Row& row) {
  if (auto wrong = wrong_interval(row)) return wrong;
  if (auto wrong = wrong_scope(row)) return wrong;
  for (std::size_t i = first_columns.size(); i < row.size(); ++i) {
    if (!row[i].empty() && !is_number(row[i]))
      return Cell{i, "a value must be a number, or empty (found " + in_quotes(row[i]) + ')'};
  }
  return std::nullopt;
}

// Each interval begins with its row of all tasks.
std::optional<Cell> IntervalsCheck::wrong_interval(const Row& row) {
  const bool begins = row[1] == "total";
  if (begins && intervals_ == summary_.window.count())
    return Cell{0, "the window ends before this interval (found " + in_quotes(row[0]) + ')'};
  if (!begins && intervals_ == 0)
    return Cell{1, "the first row must be of scope \"total\" (found " + in_quotes(row[1]) + ')'};
  const std::string expected = start_of(begins ? intervals_ : intervals_ - 1);
  if (row[0] != expected)
    return Cell{0, fmt::format("interval_start must be \"{}\" (found {})", expected, in_quotes(row[0]))};
  if (begins) {
    ++intervals_;
    of_interval_.clear();
  }
  return std::nullopt;
}

std::optional<Cell> IntervalsCheck::wrong_scope(const Row& row) {
  if (row[1] == "worker") return std::nullopt;
  const Key key{row[1], row[2]};
  auto sum = sums_.find(key);
  if (sum == sums_.end()) sum = sums_.find({key.first, as_in_json(key.second)});
  if (sum == sums_.end())
    return Cell{1, "the scope must be one of summary.json (found " + words_of(key) + ')'};
  if (++of_interval_[sum->first] > sum->second.scopes)
    return Cell{1, "an interval must have one row of " + words_of(key) + " (found a second one)"};
  sum->second.found += number_in(row, counted_column_);
  ++sum->second.rows;
  return std::nullopt;
}

std::optional<Problem> IntervalsCheck::check_end() const {
  if (intervals_ < summary_.window.count()) {
    return problem_in("", reader_.next_line(), 0,
                      fmt::format("the table must go on to the interval of {} (found the end before {}): "
                                  "the file is cut off",
                                  start_of(summary_.window.count() - 1), start_of(intervals_)));
  }
  for (const auto& [key, sum] : sums_) {
    const std::uint64_t intervals = std::uint64_t{sum.scopes} * summary_.window.count();
    if (key.first == "group" && sum.rows < intervals)
      return whole_file(fmt::format("{} must have {} rows (found {})", words_of(key), intervals, sum.rows));
    // Each row is rounded by itself, to six decimals.
    const double slack = 1e-6 * static_cast<double>(sum.rows + 1);
    if (!sum.expected || std::abs(*sum.expected - sum.found) <= slack) continue;
    return whole_file(fmt::format("the rows of {} must have {} {} together, as summary.json (found {})",
                                  words_of(key), number_text(*sum.expected), counted,
                                  number_text(sum.found)));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Problem> problem_in_intervals(const TextSource& intervals_csv, const RunSummary& summary) {
  return IntervalsCheck(intervals_csv, summary).run();
}

}  // namespace switchyard::reports
