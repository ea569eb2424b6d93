// Widths first, then lines.
#include "reports/summary/table.h"

#include <algorithm>

#include "engine/codec/text/utf8.h"

namespace switchyard::reports {
namespace {

void append_line(std::string& text, const std::vector<std::string>& cells,
                 const std::vector<std::size_t>& widths) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string gap(widths[i] - codec::character_count(cells[i]), ' ');
    text += i == 0 ? "  " + cells[i] + gap : "  " + gap + cells[i];
  }
  text.erase(text.find_last_not_of(' ') + 1);
  text += '\n';
}

}  // namespace

std::string Table::text() const {
  std::vector<std::size_t> widths(head_.size(), 0);
  const auto widen = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], codec::character_count(cells[i]));
  };
  widen(head_);
  for (const auto& row : rows_) widen(row);
  std::string text;
  append_line(text, head_, widths);
  for (const auto& row : rows_) append_line(text, row, widths);
  return text;
}

}  // namespace switchyard::reports
