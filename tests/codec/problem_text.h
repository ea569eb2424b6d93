// What the document tests share: a text in, its problems out as short lines.
#pragma once

#include <string>

#include "engine/codec/document/document.h"

namespace switchyard::codec {

// "5:40 error /queues/0/timeout: message [hint]" for each problem, one a line.
inline std::string short_form(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems.list()) {
    if (!text.empty()) text += "\n";
    text += std::to_string(problem.line) + ":" + std::to_string(problem.column);
    text += problem.severity == Severity::error ? " error " : " warning ";
    text += problem.pointer + ": " + problem.message;
    if (!problem.hint.empty()) text += " [" + problem.hint + "]";
  }
  return text;
}

inline std::string problems_of(const std::string& text) {
  auto document = parse_document(text, "test.json");
  return document ? "" : short_form(document.error());
}

}  // namespace switchyard::codec
