// What kind of document a file is, and what is wrong with it.
#pragma once

#include <string>
#include <string_view>

#include "engine/codec/document/problem.h"

namespace switchyard::cli {

enum class DocumentKind { unknown, workspace, scenario, taskrouter_workflow, configuration };
std::string_view kind_name(DocumentKind kind);

struct CheckedFile {
  std::string file;
  DocumentKind kind = DocumentKind::unknown;  // unknown: not JSON, or nothing that we know
  codec::Problems problems;                   // errors and warnings
};

// Reads `file` ("-": standard input) once, tells its kind by what it holds, and checks it with all files that
// it names.
CheckedFile check_file(const std::string& file);

}  // namespace switchyard::cli
