// Tables of recorded days and traces: CSV with a header line, and where each cell stands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/base/time.h"
#include "engine/codec/document/document.h"
#include "engine/codec/document/problem.h"

namespace switchyard::sim {

struct CsvCell {
  std::string text;        // without quotes and the blanks around it
  std::size_t offset = 0;  // in the text of the file
};

// A table that was read: all rows have as many cells as the header.
struct Csv {
  codec::Document document;  // text and places only; it has no tree
  std::vector<std::string> header;
  std::vector<std::vector<CsvCell>> rows;

  std::optional<std::size_t> find_column(std::string_view name) const;

  // "day.csv:3:8: error: …   at /day.csv/3/calls"; row counts from 0.
  codec::Problem problem(std::size_t row, std::size_t column, std::string message,
                         std::string hint = {}) const;

  // The cells of one column as numbers in the range, or as times; nothing when one is not, and all that are
  // not become problems. Numbers are decimal with a point; a time of day is HH:MM or HH:MM:SS.
  std::optional<std::vector<double>> numbers(std::size_t column, double least, double most,
                                             codec::Problems& problems) const;
  std::optional<std::vector<Duration>> times_of_day(std::size_t column, codec::Problems& problems) const;
};

// RFC 4180 with a header: commas, quotes doubled inside quotes, LF or CRLF; blanks around cells and a byte
// order mark are dropped, empty lines are skipped. Errors: a quote that is not closed or stands inside a
// cell, a row that is longer or shorter than the header, a column without a name or twice, no row, a text
// that is not UTF-8.
tl::expected<Csv, codec::Problems> parse_csv(std::string text, std::string file);

// The same from a file. A file that cannot be read is an environment problem.
tl::expected<Csv, codec::Problems> read_csv(const std::string& file);

// A decimal number such as 18.0, finite. Nothing when it is anything else.
std::optional<double> parse_number(std::string_view text);

}  // namespace switchyard::sim
