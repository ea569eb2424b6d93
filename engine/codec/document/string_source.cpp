// Walks a string as it is written and counts the bytes that its escapes decode to.
#include "engine/codec/document/string_source.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace switchyard::codec {
namespace {

struct Piece {
  std::size_t written;  // bytes in the text
  std::size_t decoded;  // bytes that they stand for
};

// \uXXXX, with its second half when it is a surrogate pair.
Piece unicode_escape(std::string_view rest) {
  std::uint32_t unit = 0;
  std::from_chars(rest.data() + 2, rest.data() + std::min<std::size_t>(rest.size(), 6), unit, 16);
  if (unit >= 0xD800 && unit < 0xE000) return {12, 4};
  if (unit >= 0x800) return {6, 3};
  return {6, unit >= 0x80 ? std::size_t{2} : std::size_t{1}};
}

Piece next_piece(std::string_view rest) {
  if (rest.front() != '\\' || rest.size() < 2) return {1, 1};
  if (rest[1] == 'u') return unicode_escape(rest);
  return {2, 1};
}

}  // namespace

std::size_t source_offset(std::string_view text, std::size_t quote, std::size_t byte) {
  std::size_t at = quote + 1;
  std::size_t decoded = 0;
  while (at < text.size() && text[at] != '"') {
    Piece piece = next_piece(text.substr(at));
    if (decoded + piece.decoded > byte) break;
    decoded += piece.decoded;
    at += piece.written;
  }
  return std::min(at, text.size());
}

}  // namespace switchyard::codec
