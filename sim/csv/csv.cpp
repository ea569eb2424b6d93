// Cuts the text of a table into cells and says where it is not a table.
#include "sim/csv/csv.h"

#include <algorithm>

#include "engine/codec/text/utf8.h"

namespace switchyard::sim {
namespace {

using codec::Problem;
using codec::Problems;

constexpr std::size_t most_columns = 1'000;
constexpr std::size_t most_cells = 16'000'000;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

// Reads cells from the text one after the other.
class Cutter {
 public:
  Cutter(Csv& csv, Problems& problems) : csv_(csv), problems_(problems), text_(csv.document.text) {}

  bool at_end() const { return at_ >= text_.size(); }
  void skip_byte_order_mark() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
  }

  // One line of the table, which may reach over several lines of text; empty for an empty line. What is
  // behind `most` cells is skipped.
  std::vector<CsvCell> row(std::size_t most) {
    std::vector<CsvCell> cells;
    skip_blanks();
    if (at_end() || ends_line(text_[at_])) {
      end_line();
      return cells;
    }
    do {
      cells.push_back(cell());
    } while (cells.size() < most && take_comma());
    while (!at_end() && !ends_line(text_[at_])) ++at_;
    end_line();
    return cells;
  }

 private:
  void skip_blanks() {
    while (!at_end() && is_blank(text_[at_])) ++at_;
  }
  bool take_comma() {
    if (at_end() || text_[at_] != ',') return false;
    ++at_;
    return true;
  }
  void end_line() {
    if (!at_end() && text_[at_] == '\r') ++at_;
    if (!at_end() && text_[at_] == '\n') ++at_;
  }

  CsvCell cell() {
    skip_blanks();
    return !at_end() && text_[at_] == '"' ? quoted_cell() : plain_cell();
  }

  CsvCell plain_cell() {
    CsvCell cell{{}, at_};
    while (!at_end() && text_[at_] != ',' && !ends_line(text_[at_])) {
      if (text_[at_] == '"' && !problems_.is_full())
        refuse(at_, "a quote inside a cell", "put the whole cell in quotes and double the quote");
      cell.text += text_[at_++];
    }
    while (!cell.text.empty() && is_blank(cell.text.back())) cell.text.pop_back();
    return cell;
  }

  CsvCell quoted_cell() {
    CsvCell cell{{}, at_++};
    for (;; ++at_) {
      if (at_end()) {
        refuse(cell.offset, "this quote is never closed");
        return cell;
      }
      if (text_[at_] != '"') {
        cell.text += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell.text += text_[++at_];
      } else {
        break;
      }
    }
    ++at_;
    skip_blanks();
    const std::size_t behind = at_;
    while (!at_end() && text_[at_] != ',' && !ends_line(text_[at_])) ++at_;
    if (at_ != behind) refuse(behind, "expected a comma or the end of the line behind the closing quote");
    return cell;
  }

  void refuse(std::size_t offset, std::string message, std::string hint = {}) {
    Problem problem = csv_.document.problem_at(offset, std::move(message), std::move(hint));
    problem.pointer = "/" + csv_.document.file + "@" + std::to_string(offset);
    problems_.add(std::move(problem));
  }

  Csv& csv_;
  Problems& problems_;
  std::string_view text_;
  std::size_t at_ = 0;
};

void refuse_at(const Csv& csv, Problems& problems, std::size_t offset, std::string message) {
  Problem problem = csv.document.problem_at(offset, std::move(message));
  problem.pointer = "/" + csv.document.file + "@" + std::to_string(offset);
  problems.add(std::move(problem));
}

void read_header(Csv& csv, const std::vector<CsvCell>& cells, Problems& problems) {
  if (cells.size() > most_columns) {
    return refuse_at(csv, problems, cells.back().offset,
                     "a table must have at most " + std::to_string(most_columns) + " columns");
  }
  for (const CsvCell& cell : cells) {
    if (cell.text.empty()) {
      refuse_at(csv, problems, cell.offset, "a column of the header has no name");
    } else if (csv.find_column(cell.text)) {
      refuse_at(csv, problems, cell.offset, "column " + codec::quoted(cell.text) + " is there twice");
    }
    csv.header.push_back(cell.text);
  }
}

void read_rows(Csv& csv, Problems& problems) {
  Cutter cutter(csv, problems);
  cutter.skip_byte_order_mark();
  while (!cutter.at_end() && !problems.is_full()) {
    std::vector<CsvCell> cells = cutter.row(most_columns + 1);
    if (cells.empty()) continue;
    if (csv.header.empty()) {
      read_header(csv, cells, problems);
      if (problems.has_errors()) return;
    } else if (cells.size() != csv.header.size()) {
      const bool cut = cells.size() > most_columns;
      refuse_at(csv, problems, cells.front().offset,
                "expected " + std::to_string(csv.header.size()) + " cells as in the header (found " +
                    (cut ? "more than " + std::to_string(most_columns) : std::to_string(cells.size())) + ")");
    } else if ((csv.rows.size() + 1) * csv.header.size() > most_cells) {
      return refuse_at(csv, problems, cells.front().offset,
                       "a table must have at most " + std::to_string(most_cells) + " cells");
    } else {
      csv.rows.push_back(std::move(cells));
    }
  }
}

}  // namespace

tl::expected<Csv, Problems> parse_csv(std::string text, std::string file) {
  Csv csv;
  csv.document.file = std::move(file);
  csv.document.text = std::move(text);
  csv.document.index();
  Problems problems;
  const std::size_t broken = codec::first_invalid_byte(csv.document.text);
  const std::size_t nul = csv.document.text.find('\0');
  if (broken < csv.document.text.size()) {
    refuse_at(csv, problems, broken, "this byte is not UTF-8");
  } else if (nul != std::string::npos) {
    refuse_at(csv, problems, nul, "a table must be text (found a NUL byte)");
  } else {
    read_rows(csv, problems);
    if (csv.rows.empty() && !problems.has_errors()) {
      refuse_at(csv, problems, 0, "expected a header line and at least one row");
    }
  }
  if (problems.has_errors()) return tl::unexpected(std::move(problems));
  return csv;
}

tl::expected<Csv, Problems> read_csv(const std::string& file) {
  auto text = codec::read_file(file);
  if (!text) return tl::unexpected(std::move(text.error()));
  return parse_csv(std::move(*text), file);
}

}  // namespace switchyard::sim
