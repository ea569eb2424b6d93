// Goes through the text line by line; only braces and quotes are looked at inside a line.
#include "sim/story/script.h"

#include <algorithm>
#include <utility>

namespace switchyard::sim::story {

namespace {

constexpr std::string_view dashes = "----";

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, end_of_line(text, at) - at);
}

std::size_t next_line(std::string_view text, std::size_t at) {
  return std::min(text.size(), end_of_line(text, at) + 1);
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

bool is_comment(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line[first] == '#';
}

bool is_dashes(std::string_view line) {
  return line.substr(0, dashes.size()) == dashes && is_blank(line.substr(dashes.size()));
}

// Follows JSON that may go over several lines: how deep it is in brackets when a line ends.
class Brackets {
 public:
  void read(std::string_view line) {
    for (at_ = 0; at_ < line.size(); ++at_) step(line);
    in_string_ = false;
  }
  bool open() const { return depth_ > 0 || in_comment_; }

 private:
  void step(std::string_view line) {
    const std::string_view here = line.substr(at_, 2);
    if (in_comment_) return leave_comment(here);
    if (in_string_) return step_in_string(here.front());
    if (depth_ > 0 && here == "//") return skip_to(line.size());
    if (depth_ > 0 && here == "/*") return enter_comment();
    if (depth_ == 0 && here.front() == '#' && (at_ == 0 || line[at_ - 1] == ' ')) return skip_to(line.size());
    if (here.front() == '"') in_string_ = true;
    if (here.front() == '{' || here.front() == '[') ++depth_;
    if (here.front() == '}' || here.front() == ']') --depth_;
  }
  void step_in_string(char c) {
    if (c == '\\') ++at_;
    if (c == '"') in_string_ = false;
  }
  void enter_comment() {
    in_comment_ = true;
    ++at_;
  }
  void leave_comment(std::string_view here) {
    if (here != "*/") return;
    in_comment_ = false;
    ++at_;
  }
  void skip_to(std::size_t end) { at_ = end; }

  std::size_t at_ = 0;
  int depth_ = 0;
  bool in_string_ = false;
  bool in_comment_ = false;
};

// Behind the last line of the statement that begins at `at`.
std::size_t end_of_statement(std::string_view text, std::size_t at) {
  Brackets brackets;
  brackets.read(line_at(text, at));
  std::size_t end = end_of_line(text, at);
  while (brackets.open() && end < text.size() && !is_dashes(line_at(text, end + 1))) {
    brackets.read(line_at(text, end + 1));
    end = end_of_line(text, end + 1);
  }
  return end;
}

// Behind the last line of the expectation below a statement that ends at `end`.
std::size_t end_of_expectation(std::string_view text, std::size_t end) {
  if (end >= text.size() || !is_dashes(line_at(text, end + 1))) return end;
  end = end_of_line(text, end + 1);
  while (end + 1 < text.size() && !is_blank(line_at(text, end + 1)) && !is_comment(line_at(text, end + 1))) {
    end = end_of_line(text, end + 1);
  }
  return end;
}

Statement read_statement(std::string_view text, std::size_t line) {
  Statement statement;
  statement.begin = text.find_first_not_of(" \t", line);
  statement.end = end_of_statement(text, line);
  statement.expectation_end = end_of_expectation(text, statement.end);
  const std::size_t after = next_line(text, statement.expectation_end);
  statement.space_follows = after >= text.size() || is_blank(line_at(text, after));
  return statement;
}

void append_outcome(std::string& out, const Statement& statement, const Outcome& outcome) {
  if (!outcome.shown && outcome.lines.empty()) return;
  out += std::string("\n") + std::string(dashes) + "\n" + outcome.lines;
  out.pop_back();
  if (!statement.space_follows) out += '\n';
}

}  // namespace

std::size_t end_of_line(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

Script read_script(std::string text, std::string file) {
  Script script;
  script.document.file = std::move(file);
  script.document.text = std::move(text);
  const std::string_view all = script.document.text;
  script.document.index();
  for (std::size_t at = 0; at < all.size(); at = next_line(all, at)) {
    if (is_blank(line_at(all, at)) || is_comment(line_at(all, at))) continue;
    script.statements.push_back(read_statement(all, at));
    at = script.statements.back().expectation_end;
  }
  return script;
}

std::string with_outcomes(const Script& script, const std::vector<Outcome>& outcomes) {
  const std::string& text = script.document.text;
  std::string out;
  std::size_t copied = 0;
  for (std::size_t s = 0; s < script.statements.size(); ++s) {
    const Statement& statement = script.statements[s];
    out.append(text, copied, statement.end - copied);
    copied = statement.expectation_end;
    append_outcome(out, statement, outcomes[s]);
  }
  out.append(text, copied);
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
}

}  // namespace switchyard::sim::story
