// Reads back, row by row, what this folder writes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/csv/text_source.h"

namespace switchyard::reports {

// Walks through a text as RFC 4180 has it, in one pass and with the room of one row. Lines may end in LF
// alone. A quote that is never closed makes the rest of the text one cell.
class CsvReader {
 public:
  static constexpr std::size_t most_cells = 1'000;                     // of a row
  static constexpr std::size_t most_row_bytes = std::size_t{1} << 20;  // a name has 64 characters

  explicit CsvReader(TextSource source) : source_(std::move(source)) {}

  // The cells of the next row; false when there is none. Cells of earlier rows are overwritten. Of a row with
  // more cells or bytes than a row may have, only the first ones are read, and no row comes after it.
  bool next(std::vector<std::string>& cells);

  // Of the last row: its text with its line end, and in it where a cell begins and where the quote is that is
  // never closed; whether it has a line end, and whether it is longer than a row may be.
  std::string_view text() const { return row_; }
  std::size_t offset_of(std::size_t cell) const { return offsets_[cell]; }
  std::optional<std::size_t> open_quote() const { return open_quote_; }
  bool has_line_end() const { return has_line_end_; }
  bool is_too_long() const { return is_too_long_; }
  // The line of the text in which it begins, from 1; and the one behind it.
  std::uint64_t line() const { return line_; }
  std::uint64_t next_line() const { return next_line_; }

 private:
  bool read_more();
  void read_row(std::vector<std::string>& cells);
  void read_cell(std::string& cell);

  TextSource source_;
  std::uint64_t read_ = 0;  // bytes of the source
  bool at_end_ = false;     // nothing is left to be read
  std::string buffer_;
  std::size_t begin_ = 0;  // of the next row in the buffer
  std::string_view row_;   // in the buffer
  std::string_view rest_;  // of the buffer, while a row is read
  std::vector<std::size_t> offsets_;
  bool has_line_end_ = false;
  bool is_too_long_ = false;
  std::optional<std::size_t> open_quote_;
  std::uint64_t line_ = 0;
  std::uint64_t next_line_ = 1;
};

}  // namespace switchyard::reports
