// Escapes text character by character, so that no word can be taken for a request or be lost in the
// formatter.
#include "cli/help/roff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace switchyard::cli {
namespace {

constexpr std::size_t line_length = 78;

// The code point at the front, and how many bytes it has. The text is valid UTF-8.
std::pair<std::uint32_t, std::size_t> decoded(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  return {code, length};
}

void append_ascii(std::string& out, char c) {
  if (c == '\\') {
    out += "\\e";
  } else if (c == '-') {
    out += "\\-";
  } else {
    out += c;
  }
}

// A line that begins like a request must not be one.
bool looks_like_request(std::string_view line) {
  return !line.empty() && (line.front() == '.' || line.front() == '\'');
}

}  // namespace

std::string roff(std::string_view text) {
  std::string out = looks_like_request(text) ? "\\&" : "";
  while (!text.empty()) {
    const auto [code, length] = decoded(text);
    if (length == 1) {
      append_ascii(out, text.front());
    } else {
      out += fmt::format("\\[u{:04X}]", code);
    }
    text.remove_prefix(length);
  }
  return out;
}

std::string bold(std::string_view text) {
  return "\\fB" + roff(text) + "\\fR";
}

std::string italic(std::string_view text) {
  return "\\fI" + roff(text) + "\\fR";
}

std::string filled(std::string_view text) {
  std::string out;
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string word = roff(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (!line.empty() && line.size() + 1 + word.size() > line_length) {
      out += line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return out + line + "\n";
}

std::string verbatim(std::string_view lines) {
  std::string out = ".nf\n";
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    out += roff(lines.substr(0, end)) + "\n";
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return out + ".fi\n";
}

}  // namespace switchyard::cli
