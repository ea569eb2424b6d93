// Walks the bytes of a value without making a tree of it.
#include "engine/codec/json/values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

bool is_plain_ascii(char c) {
  return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
}

// One byte below 0x80.
void append_escaped(std::string& out, char c) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  constexpr std::string_view special = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  if (const std::size_t found = special.find(c); found != std::string_view::npos) {
    (out += '\\') += letters[found];
  } else {
    out += "\\u00";
    (out += hexadecimal[static_cast<unsigned char>(c) >> 4]) +=
        hexadecimal[static_cast<unsigned char>(c) & 15];
  }
}

bool stands_for_itself(char c) {
  return is_plain_ascii(c) || (static_cast<unsigned char>(c) & 0x80) != 0;
}

// Valid UTF-8.
void append_characters(std::string& out, std::string_view text) {
  for (auto at = text.begin(); at != text.end();) {
    const auto run = std::find_if_not(at, text.end(), stands_for_itself);
    out.append(at, run);
    at = run;
    if (at != text.end()) append_escaped(out, *at++);
  }
}

template <class Number>
std::string_view digits(std::array<char, 32>& into, Number number) {
  const char* end = std::to_chars(into.data(), into.data() + into.size(), number).ptr;
  return {into.data(), static_cast<std::size_t>(end - into.data())};
}

void append_decimal(std::string& out, double number) {
  std::array<char, 32> space;
  const std::string_view text = digits(space, number);
  out += text;
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void append_container(std::string& out, ValueView container, bool has_keys) {
  out += has_keys ? '{' : '[';
  bool first = true;
  for (ValueCursor cursor(container); !cursor.at_end(); cursor.advance()) {
    if (!first) out += ',';
    first = false;
    if (has_keys) append_json(out, cursor.key()), out += ':';
    append_json(out, cursor.value());
  }
  out += has_keys ? '}' : ']';
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  if (std::all_of(text.begin(), text.end(), is_plain_ascii)) {
    out += text;
  } else {
    while (!text.empty()) {
      const std::size_t good = first_invalid_byte(text);
      append_characters(out, text.substr(0, good));
      if (good < text.size()) out += "\xef\xbf\xbd";  // U+FFFD
      text.remove_prefix(std::min(good + 1, text.size()));
    }
  }
  out += '"';
}

void append_json(std::string& out, ValueView value) {
  std::array<char, 32> space;
  switch (value.kind()) {
    case ValueKind::null:
      out += "null";
      break;
    case ValueKind::boolean:
      out += value.as_boolean() ? "true" : "false";
      break;
    case ValueKind::integer:
      out += digits(space, value.as_integer());
      break;
    case ValueKind::decimal:
      append_decimal(out, value.as_decimal());
      break;
    case ValueKind::string:
      append_json(out, value.as_string());
      break;
    case ValueKind::array:
    case ValueKind::object:
      append_container(out, value, value.kind() == ValueKind::object);
  }
}

std::string json_text(const Attributes& attributes) {
  std::string text;
  text.reserve(attributes.bytes().size());
  append_json(text, attributes.view());
  return text;
}

}  // namespace switchyard::codec
