// Reads back, row by row, what this folder writes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace switchyard::reports {

// Walks through a text as RFC 4180 has it, in one pass and with the room of one row. Lines may end in LF
// alone. A quote that is never closed makes the rest of the text one cell.
class CsvReader {
 public:
  // The text must live as long as the reader.
  explicit CsvReader(std::string_view text) : rest_(text) {}

  // The cells of the next row; false when there is none. Cells of earlier rows are overwritten.
  bool next(std::vector<std::string>& cells);

 private:
  void read_cell(std::string& cell);

  std::string_view rest_;
};

}  // namespace switchyard::reports
