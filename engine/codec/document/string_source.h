// From a byte of a decoded JSON string to the byte of the text that it was written as.
#pragma once

#include <cstddef>
#include <string_view>

namespace switchyard::codec {

// `quote`: the offset of the string's opening quote in `text`, `byte`: the wanted byte of the decoded string;
// one past its end gives the closing quote. O(length of the string).
std::size_t source_offset(std::string_view text, std::size_t quote, std::size_t byte);

}  // namespace switchyard::codec
