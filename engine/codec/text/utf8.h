// UTF-8: where it is wrong, and how long it is for people.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace switchyard::codec {

// The first byte that does not belong to valid UTF-8 (no surrogates, no overlong forms); text.size() when all
// is well. O(size).
std::size_t first_invalid_byte(std::string_view text);

// Code points; a byte that belongs to none counts as one.
std::size_t character_count(std::string_view text);

// Safe to print on one line: tabs become spaces, control characters and broken bytes '?'. One character for
// one.
std::string printable(std::string_view text);

// At most `limit` characters; what is left out becomes "…".
std::string shortened(std::string_view text, std::size_t limit);

// A JSON string with its quotes; broken UTF-8 becomes U+FFFD.
std::string quoted(std::string_view text);

}  // namespace switchyard::codec
