// Copies the template's text and puts rows and cells where they belong.
#include "cli/workspace/template.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/number.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::cli {
namespace {

using codec::Node;

constexpr std::string_view each = "for_each_row";
constexpr std::string_view as_number = ":number";

// "{{column}}" within a text.
struct CellName {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string column;
  bool is_number = false;
};

std::optional<CellName> find_cell_name(std::string_view text, std::size_t from) {
  const std::size_t begin = text.find("{{", from);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t close = text.find("}}", begin);
  if (close == std::string_view::npos) return std::nullopt;
  std::string_view inside = text.substr(begin + 2, close - begin - 2);
  const bool is_number =
      inside.size() > as_number.size() && inside.substr(inside.size() - as_number.size()) == as_number;
  if (is_number) inside.remove_suffix(as_number.size());
  return CellName{begin, close + 2, std::string(inside), is_number};
}

// Nobody could read it: the reader of documents says so, and the rest need not be written.
bool is_too_long(const std::string& text) {
  return text.size() > codec::Limits().bytes;
}

bool is_repeated(const Node& node) {
  return node.member(each) != nullptr;
}

// As it stands in JSON; nothing when it is no number.
std::optional<std::string> number_text(const std::string& cell) {
  std::int64_t whole = 0;
  const char* const end = cell.data() + cell.size();
  const auto [stop, error] = std::from_chars(cell.data(), end, whole);
  if (error == std::errc{} && stop == end) return std::to_string(whole);
  const auto number = sim::parse_number(cell);
  return number ? std::optional(codec::to_text(*number)) : std::nullopt;
}

class Checker {
 public:
  Checker(const codec::Document& document, const sim::Csv& table) : document_(document), table_(table) {}

  void check(const Node& node, bool in_list, bool in_row) {
    if (is_repeated(node)) return check_repeated(node, in_list, in_row);
    if (node.is(Node::Kind::string)) check_text(node, node.text, in_row);
    for (const Node& child : node.children) {
      check_text(child, child.key, in_row);
      check(child, node.is(Node::Kind::array), in_row);
    }
  }
  codec::Problems take() { return std::move(problems_); }

 private:
  void refuse(const Node& node, std::string message, std::string hint = {}) {
    problems_.add(document_.problem(node, std::move(message), std::move(hint)));
  }

  void check_repeated(const Node& node, bool in_list, bool in_row) {
    if (!in_list) return refuse(node, "for_each_row must be an entry of a list");
    if (in_row) return refuse(node, "for_each_row must not stand inside another");
    if (node.children.size() > 1) return refuse(node, "nothing may stand beside for_each_row");
    check(node.children.front(), false, true);
  }

  void check_text(const Node& node, const std::string& text, bool in_row) {
    for (auto found = find_cell_name(text, 0); found; found = find_cell_name(text, found->end)) {
      const std::string shown = codec::shortened(text.substr(found->begin, found->end - found->begin), 60);
      const bool alone = found->begin == 0 && found->end == text.size() && &text == &node.text;
      if (!in_row) return refuse(node, shown + " must stand inside for_each_row");
      if (!table_.find_column(found->column)) {
        return refuse(node, table_.document.file + " has no column " + codec::quoted(found->column),
                      codec::suggestion(found->column, table_.header));
      }
      if (found->is_number && !alone) return refuse(node, shown + " must be the whole of a value");
    }
  }

  const codec::Document& document_;
  const sim::Csv& table_;
  codec::Problems problems_;
};

std::string filled(const std::string& text, const sim::Csv& table, std::size_t row) {
  std::string result;
  std::size_t at = 0;
  for (auto found = find_cell_name(text, 0); found && !is_too_long(result);
       found = find_cell_name(text, at)) {
    result.append(text, at, found->begin - at);
    result += table.rows[row][*table.find_column(found->column)].text;
    at = found->end;
  }
  return result.append(text, at);
}

// The template is checked: its columns are there and its cell names stand where they may.
class Filler {
 public:
  Filler(const codec::Document& document, const sim::Csv& table) : document_(document), table_(table) {}

  std::string fill() {
    copy(0, document_.root.offset);
    write(document_.root);
    copy(document_.root.end, document_.text.size());
    return std::move(out_);
  }
  codec::Problems take_problems() { return std::move(problems_); }

 private:
  void copy(std::size_t begin, std::size_t end) { out_.append(document_.text, begin, end - begin); }

  void write(const Node& node) {
    if (row_ && node.is(Node::Kind::string)) return write_string(node);
    const bool in_object = node.is(Node::Kind::object);
    std::size_t at = node.offset;
    for (const Node& child : node.children) {
      copy(at, in_object ? child.key_offset : child.offset);
      if (in_object) write_key(child);
      is_repeated(child) ? write_rows(child) : write(child);
      at = child.end;
    }
    copy(at, node.end);
  }

  void write_rows(const Node& node) {
    const std::size_t line = document_.text.rfind('\n', node.offset) + 1;
    const std::size_t begin = document_.text.find_first_not_of(" \t", line);
    const std::string between = ",\n" + document_.text.substr(line, begin - line);
    for (std::size_t row = 0; row < table_.rows.size() && !is_too_long(out_); ++row) {
      row_ = row;
      if (row > 0) out_ += between;
      write(node.children.front());
    }
    row_.reset();
  }

  void write_key(const Node& member) {
    if (!row_ || !find_cell_name(member.key, 0)) return copy(member.key_offset, member.offset);
    out_ += codec::quoted(filled(member.key, table_, *row_)) + ": ";
  }

  void write_string(const Node& node) {
    const auto found = find_cell_name(node.text, 0);
    if (!found || is_too_long(out_)) return copy(node.offset, node.end);
    if (!found->is_number) {
      out_ += codec::quoted(filled(node.text, table_, *row_));
      return;
    }
    const std::size_t column = *table_.find_column(found->column);
    const std::string& cell = table_.rows[*row_][column].text;
    const auto number = number_text(cell);
    out_ += number.value_or("0");
    if (!number) {
      problems_.add(table_.problem(*row_, column, "must be a number (found " + codec::quoted(cell) + ")",
                                   "the template asks for " + node.text));
    }
  }

  const codec::Document& document_;
  const sim::Csv& table_;
  std::optional<std::size_t> row_;
  std::string out_;
  codec::Problems problems_;
};

std::string unescaped(std::string_view token) {
  std::string text;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escape = token[i] == '~' && i + 1 < token.size();
    text += escape ? (token[++i] == '1' ? '/' : '~') : token[i];
  }
  return text;
}

std::optional<Origin> element(const Origin& from, const std::string& token, const sim::Csv& table) {
  std::size_t index = 0;
  const auto [stop, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (error != std::errc{} || stop != token.data() + token.size()) return std::nullopt;
  for (const Node& child : from.node->children) {
    const std::size_t width = is_repeated(child) ? table.rows.size() : 1;
    if (index < width) {
      return is_repeated(child) ? Origin{&child.children.front(), index} : Origin{&child, from.row};
    }
    index -= width;
  }
  return std::nullopt;
}

std::optional<Origin> member(const Origin& from, const std::string& key, const sim::Csv& table) {
  for (const Node& child : from.node->children) {
    if ((from.row ? filled(child.key, table, *from.row) : child.key) == key) return Origin{&child, from.row};
  }
  return std::nullopt;
}

}  // namespace

bool uses_rows(const codec::Node& written) {
  return is_repeated(written) || std::any_of(written.children.begin(), written.children.end(), uses_rows);
}

tl::expected<std::string, codec::Problems> fill_template(const codec::Document& written,
                                                         const sim::Csv& table) {
  Checker checker(written, table);
  checker.check(written.root, false, false);
  codec::Problems problems = checker.take();
  if (problems.has_errors()) return tl::unexpected(std::move(problems));
  Filler filler(written, table);
  std::string text = filler.fill();
  problems = filler.take_problems();
  if (problems.has_errors()) return tl::unexpected(std::move(problems));
  return text;
}

Origin origin_of(std::string_view pointer, const codec::Document& written, const sim::Csv& table) {
  Origin origin{&written.root, std::nullopt};
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string token = unescaped(pointer.substr(0, pointer.find('/')));
    pointer = pointer.find('/') == std::string_view::npos ? "" : pointer.substr(pointer.find('/'));
    const bool in_list = origin.node->is(Node::Kind::array);
    const auto next = in_list ? element(origin, token, table) : member(origin, token, table);
    if (!next) break;
    origin = *next;
  }
  return origin;
}

}  // namespace switchyard::cli
