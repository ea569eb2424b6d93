// The escaping of workflow commands.
#include "reports/ci/annotation.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/codec/text/utf8.h"

namespace switchyard::reports {
namespace {

constexpr std::size_t most_characters = 4000;

// Line by line, so that line feeds stay.
std::string printable_lines(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += codec::printable(text.substr(0, end));
    if (end < text.size()) result += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string escaped(std::string_view text, std::string_view others) {
  std::string result;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || others.find(c) != std::string_view::npos) {
      result += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result;
}

std::string property(std::string_view name, std::string_view value) {
  return fmt::format("{}={},", name, escaped(codec::printable(value), ":,"));
}

}  // namespace

std::string github_text(const Annotation& annotation) {
  std::string text = annotation.severity == codec::Severity::error ? "::error " : "::warning ";
  if (!annotation.file.empty()) text += property("file", annotation.file);
  if (!annotation.file.empty() && annotation.line != 0) text += fmt::format("line={},", annotation.line);
  if (!annotation.file.empty() && annotation.column != 0) text += fmt::format("col={},", annotation.column);
  text += property("title", annotation.title);
  text.back() = ':';
  const std::string message = codec::shortened(printable_lines(annotation.message), most_characters);
  return text + ":" + escaped(message, "") + "\n";
}

Annotation annotation_of(const codec::Problem& problem, const std::string& title) {
  Annotation annotation{problem.severity, problem.file, problem.line, problem.column, title, problem.message};
  if (problem.file.starts_with('-')) annotation.file.clear();
  if (!problem.hint.empty()) annotation.message += "\n" + problem.hint;
  return annotation;
}

}  // namespace switchyard::reports
