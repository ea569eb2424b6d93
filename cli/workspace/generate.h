// A workspace for a thousand dealers from one that was written for each of them.
#pragma once

#include <string>

#include "engine/codec/document/document.h"

namespace switchyard::cli {

struct GeneratedWorkspace {
  std::string text;          // a document that needs no other file; empty when there are errors
  std::size_t rows = 0;      // of the table
  codec::Problems problems;  // errors and warnings, placed in the template, with the row
};

// Fills the template with the table (CSV with a header line) and checks the result as a whole. Of problems at
// one place of the template the first row's are kept, with the number of the other rows.
GeneratedWorkspace generate_workspace(const std::string& template_file, const std::string& table_file);

}  // namespace switchyard::cli
