// Columns of a table by name, as numbers and as times.
#include <algorithm>
#include <charconv>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/number.h"
#include "engine/codec/text/utf8.h"
#include "sim/csv/csv.h"

namespace switchyard::sim {

std::optional<std::size_t> Csv::find_column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

codec::Problem Csv::problem(std::size_t row, std::size_t column, std::string message,
                            std::string hint) const {
  codec::Problem problem = document.problem_at(rows[row][column].offset, std::move(message), std::move(hint));
  problem.pointer = "/" + document.file + "/" + std::to_string(row) + "/" + header[column];
  return problem;
}

std::optional<double> parse_number(std::string_view text) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  if (result.ec != std::errc() || result.ptr != end || !(number - number == 0)) return std::nullopt;
  return number;
}

std::optional<std::vector<double>> Csv::numbers(std::size_t column, double least, double most,
                                                codec::Problems& problems) const {
  std::vector<double> values;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string& text = rows[row][column].text;
    const auto value = parse_number(text);
    if (value && *value >= least && *value <= most) {
      values.push_back(*value);
    } else {
      problems.add(problem(row, column,
                           "must be a number from " + codec::to_text(least) + " to " + codec::to_text(most) +
                               " (found " + codec::quoted(text) + ")"));
    }
  }
  if (values.size() != rows.size()) return std::nullopt;
  return values;
}

std::optional<std::vector<Duration>> Csv::times_of_day(std::size_t column, codec::Problems& problems) const {
  std::vector<Duration> values;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string& text = rows[row][column].text;
    if (const auto value = codec::parse_time_of_day(text)) {
      values.push_back(*value);
    } else {
      problems.add(problem(row, column, "must be a time of day (found " + codec::quoted(text) + ")",
                           "a time of day is written \"07:30\" or \"07:30:15\""));
    }
  }
  if (values.size() != rows.size()) return std::nullopt;
  return values;
}

}  // namespace switchyard::sim
