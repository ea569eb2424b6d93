// UTF-8: validity, length and forms that are safe to print.
#include "engine/codec/text/utf8.h"

#include <array>

#include "engine/codec/json/values.h"

namespace switchyard::codec {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// The ranges of the second byte (Unicode 15, table 3-7): they exclude overlong forms and surrogates.
struct Lead {
  unsigned char first, last;  // of the lead byte
  unsigned char second_first, second_last;
  std::size_t length;
};
constexpr std::array<Lead, 8> leads{{{0xC2, 0xDF, 0x80, 0xBF, 2},
                                     {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                     {0xE1, 0xEC, 0x80, 0xBF, 3},
                                     {0xED, 0xED, 0x80, 0x9F, 3},
                                     {0xEE, 0xEF, 0x80, 0xBF, 3},
                                     {0xF0, 0xF0, 0x90, 0xBF, 4},
                                     {0xF1, 0xF3, 0x80, 0xBF, 4},
                                     {0xF4, 0xF4, 0x80, 0x8F, 4}}};

bool continues(std::string_view text, const Lead& lead) {
  if (text.size() < lead.length) return false;
  auto second = static_cast<unsigned char>(text[1]);
  if (second < lead.second_first || second > lead.second_last) return false;
  for (std::size_t i = 2; i < lead.length; ++i) {
    if (!is_continuation(text[i])) return false;
  }
  return true;
}

// Bytes of the character at the front; 0 when it is not valid. `text` is not empty.
std::size_t character_length(std::string_view text) {
  auto byte = static_cast<unsigned char>(text.front());
  if (byte < 0x80) return 1;
  for (const Lead& lead : leads) {
    if (byte >= lead.first && byte <= lead.last) return continues(text, lead) ? lead.length : 0;
  }
  return 0;
}

}  // namespace

std::size_t first_invalid_byte(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t length = character_length(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return at;
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    std::size_t length = character_length(text.substr(at));
    at += length == 0 ? 1 : length;
  }
  return count;
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = character_length(text.substr(at));
    auto byte = static_cast<unsigned char>(text[at]);
    bool is_c1_control = length == 2 && byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (byte == '\t') {
      out += ' ';
    } else if (length == 0 || byte < 0x20 || byte == 0x7F || is_c1_control) {
      out += '?';
    } else {
      out += text.substr(at, length);
    }
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t limit) {
  std::size_t at = 0;
  std::size_t before_last = 0;  // where the last character that would fit begins
  for (std::size_t count = 0; count < limit; ++count) {
    if (at >= text.size()) return std::string(text);
    before_last = at;
    std::size_t length = character_length(text.substr(at));
    at += length == 0 ? 1 : length;
  }
  if (at >= text.size()) return std::string(text);
  return std::string(text.substr(0, before_last)) + "…";
}

std::string quoted(std::string_view text) {
  std::string out;
  append_json(out, text);
  return out;
}

}  // namespace switchyard::codec
