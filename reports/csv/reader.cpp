// Cuts CSV text into cells.
#include "reports/csv/reader.h"

#include <algorithm>

namespace switchyard::reports {
namespace {

// Takes what stands before the closing quote, with its doubled quotes; `rest` begins behind the opening one.
// False when there is none.
bool read_quoted(std::string_view& rest, std::string& cell) {
  while (!rest.empty()) {
    const std::size_t quote = std::min(rest.find('"'), rest.size());
    const bool is_closed = quote < rest.size();
    cell += rest.substr(0, quote);
    rest.remove_prefix(std::min(quote + 1, rest.size()));
    if (!rest.starts_with('"')) return is_closed;
    cell += '"';
    rest.remove_prefix(1);
  }
  return false;
}

}  // namespace

void CsvReader::read_cell(std::string& cell) {
  cell.clear();
  offsets_.push_back(end());
  if (rest_.starts_with('"')) {
    rest_.remove_prefix(1);
    if (!read_quoted(rest_, cell)) open_quote_ = offsets_.back();
  }
  const std::size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
  cell += rest_.substr(0, end);
  rest_.remove_prefix(end);
}

bool CsvReader::next(std::vector<std::string>& cells) {
  if (rest_.empty()) return false;
  offsets_.clear();
  std::size_t count = 0;
  for (bool more = true; more; ++count) {
    if (count == cells.size()) cells.emplace_back();
    read_cell(cells[count]);
    more = rest_.starts_with(',');
    if (more) rest_.remove_prefix(1);
  }
  cells.resize(count);
  if (rest_.starts_with('\r')) rest_.remove_prefix(1);
  has_line_end_ = rest_.starts_with('\n');
  if (has_line_end_) rest_.remove_prefix(1);
  return true;
}

}  // namespace switchyard::reports
