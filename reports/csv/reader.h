// Reads back, row by row, what this folder writes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::reports {

// Walks through a text as RFC 4180 has it, in one pass and with the room of one row. Lines may end in LF
// alone. A quote that is never closed makes the rest of the text one cell.
class CsvReader {
 public:
  // The text must live as long as the reader.
  explicit CsvReader(std::string_view text) : text_(text), rest_(text) {}

  // The cells of the next row; false when there is none. Cells of earlier rows are overwritten.
  bool next(std::vector<std::string>& cells);

  // Of the last row: where a cell begins in the text, where the row ends (behind its line feed), whether it
  // has a line end, and where the quote is that is never closed.
  std::size_t offset_of(std::size_t cell) const { return offsets_[cell]; }
  std::size_t end() const { return text_.size() - rest_.size(); }
  bool has_line_end() const { return has_line_end_; }
  std::optional<std::size_t> open_quote() const { return open_quote_; }

 private:
  void read_cell(std::string& cell);

  std::string_view text_;
  std::string_view rest_;
  std::vector<std::size_t> offsets_;
  bool has_line_end_ = false;
  std::optional<std::size_t> open_quote_;
};

}  // namespace switchyard::reports
