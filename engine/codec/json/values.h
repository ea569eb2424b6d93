// JSON written straight to the end of a string, for millions of lines.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/attributes.h"

namespace switchyard::codec {

// A string with its quotes; bytes that are not UTF-8 become U+FFFD.
void append_json(std::string& out, std::string_view text);

// Any value, without spaces. Decimals have the fewest digits that read back as the same double, and always a
// fraction or an exponent, so that they stay decimals.
void append_json(std::string& out, ValueView value);

// The same as a text of its own.
std::string json_text(const Attributes& attributes);

}  // namespace switchyard::codec
