// Cuts CSV text into cells.
#include "reports/csv/reader.h"

#include <algorithm>

namespace switchyard::reports {
namespace {

constexpr std::size_t least_block = std::size_t{1} << 16;

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

// Drops the rows that were read and reads at least as much again as is left, so that a long row is not read
// more often than a few times. False at the end.
bool CsvReader::read_more() {
  if (at_end_) return false;
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t kept = buffer_.size();
  buffer_.resize(kept + std::max(kept, least_block));
  const std::size_t count = source_.read(read_, buffer_.data() + kept, buffer_.size() - kept);
  read_ += count;
  buffer_.resize(kept + count);
  at_end_ = count == 0;
  return !at_end_;
}

void CsvReader::read_cell(std::string& cell) {
  cell.clear();
  offsets_.push_back(static_cast<std::size_t>(rest_.data() - row_.data()));
  if (rest_.starts_with('"')) {
    rest_.remove_prefix(1);
    if (!read_quoted(rest_, cell)) open_quote_ = offsets_.back();
  }
  const std::size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
  cell += rest_.substr(0, end);
  rest_.remove_prefix(end);
}

// As far as the buffer goes.
void CsvReader::read_row(std::vector<std::string>& cells) {
  offsets_.clear();
  open_quote_.reset();
  row_ = rest_ = std::string_view(buffer_).substr(begin_);
  std::size_t count = 0;
  for (bool more = true; more && count < most_cells; ++count) {
    if (count == cells.size()) cells.emplace_back();
    read_cell(cells[count]);
    more = rest_.starts_with(',');
    if (more) rest_.remove_prefix(1);
    is_too_long_ = more && count + 1 == most_cells;
  }
  cells.resize(count);
  if (rest_.starts_with('\r')) rest_.remove_prefix(1);
  has_line_end_ = rest_.starts_with('\n');
  if (has_line_end_) rest_.remove_prefix(1);
  row_.remove_suffix(rest_.size());
}

bool CsvReader::next(std::vector<std::string>& cells) {
  if (is_too_long_ || (begin_ == buffer_.size() && !read_more())) return false;
  read_row(cells);
  // What ends with the buffer may go on behind it.
  while (!is_too_long_ && rest_.empty()) {
    if (row_.size() > most_row_bytes) {
      is_too_long_ = true;
      break;
    }
    const bool is_more = read_more();
    read_row(cells);  // the buffer has moved
    if (!is_more) break;
  }
  begin_ += row_.size();
  line_ = next_line_;
  next_line_ += static_cast<std::uint64_t>(std::count(row_.begin(), row_.end(), '\n'));
  return true;
}

}  // namespace switchyard::reports
