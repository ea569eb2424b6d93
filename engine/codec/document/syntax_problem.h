// What is wrong with a text that is no JSON at all, in words that help.
#pragma once

#include <rapidjson/error/error.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/codec/document/document.h"

namespace switchyard::codec {

// What can be said before parsing: too long, empty, byte order mark, NUL, not UTF-8.
std::optional<Problems> fault_of_bytes(const Document& document, const Limits& limits);

struct SyntaxFault {
  std::size_t offset = 0;
  std::string message;
  std::string hint;
};

// For the place where RapidJSON gave up.
SyntaxFault describe_syntax(std::string_view text, rapidjson::ParseErrorCode code, std::size_t offset);

}  // namespace switchyard::codec
