// A file as a text that is read in pieces.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "engine/codec/document/problem.h"
#include "reports/csv/text_source.h"

namespace switchyard::cli {

// Errors: as codec::read_file(). What cannot be read later ends the text.
tl::expected<reports::TextSource, codec::Problems> file_source(const std::string& path);

}  // namespace switchyard::cli
