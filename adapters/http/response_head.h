// The status line and headers of a response, written to the end of a string.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/message.h"

namespace switchyard::adapters::http {

struct HeadTerms {
  std::optional<std::size_t> length;  // of the body; none: it comes in chunks
  bool keep_alive = true;
};

// "Name: value" and a line break. Line breaks within are left out, so that no value can begin another header.
void append_header(std::string& out, std::string_view name, std::string_view value);

// With Date (of this second), Content-Length or Transfer-Encoding, and Connection: close where it ends.
void append_head(std::string& out, const Response& response, HeadTerms terms);

// RFC 9110's words for a status; empty when it has none.
std::string_view reason_of(unsigned status);

// A plain text answer of the server's own.
Response plain_answer(unsigned status, std::string_view text);

}  // namespace switchyard::adapters::http
