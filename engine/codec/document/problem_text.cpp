// How a problem looks: for people with its line and a caret, for machines as one JSON object.
#include <string>

#include "engine/codec/document/problem.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

std::string_view severity_name(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

std::string head(const Problem& problem) {
  std::string text = printable(problem.file);
  if (problem.line != 0) text += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
  text += ": " + std::string(severity_name(problem.severity)) + ": " + printable(problem.message);
  if (!problem.pointer.empty()) text += "   at " + shortened(printable(problem.pointer), 200);
  return text + "\n";
}

std::string source_lines(const Problem& problem) {
  if (problem.line == 0) return {};
  std::string number = std::to_string(problem.line);
  std::string margin(number.size(), ' ');
  return "  " + number + " | " + problem.excerpt + "\n" +  //
         "  " + margin + " | " + std::string(problem.caret, ' ') + "^\n";
}

void add_field(std::string& json, std::string_view name, const std::string& value) {
  if (json.size() > 1) json += ',';
  json += quoted(name) + ":" + value;
}

}  // namespace

std::string to_text(const Problem& problem) {
  std::string text = head(problem) + source_lines(problem);
  if (!problem.hint.empty()) text += "  hint: " + printable(problem.hint) + "\n";
  return text;
}

std::string to_text(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems.list()) text += to_text(problem);
  if (problems.left_out() != 0) text += "and " + std::to_string(problems.left_out()) + " more problems\n";
  return text;
}

std::string to_json_line(const Problem& problem) {
  std::string json = "{";
  add_field(json, "severity", quoted(severity_name(problem.severity)));
  add_field(json, "file", quoted(problem.file));
  if (problem.line != 0) {
    add_field(json, "line", std::to_string(problem.line));
    add_field(json, "column", std::to_string(problem.column));
  }
  add_field(json, "pointer", quoted(problem.pointer));
  add_field(json, "message", quoted(problem.message));
  if (!problem.hint.empty()) add_field(json, "hint", quoted(problem.hint));
  return json + "}";
}

}  // namespace switchyard::codec
