// Responses are written by hand: a handful of appends, no table of fields in between.
#include "adapters/http/response_head.h"

#include <array>
#include <charconv>
#include <ctime>

#include "adapters/http/net.h"

#include <boost/beast/http/status.hpp>

namespace switchyard::adapters::http {
namespace {

void append_number(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits;
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

void append_one_line(std::string& out, std::string_view text) {
  if (text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos) {
    out += text;
    return;
  }
  for (const char letter : text) {
    if (letter != '\r' && letter != '\n' && letter != '\0') out += letter;
  }
}

// "Sun, 06 Nov 1994 08:49:37 GMT", made once a second and thread.
std::string_view date_text() {
  thread_local std::time_t made = -1;
  thread_local std::array<char, 32> text;
  thread_local std::size_t length = 0;
  const std::time_t now = std::time(nullptr);
  if (now != made) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    made = now;
  }
  return {text.data(), length};
}

bool has_no_body(unsigned status) {
  return status < 200 || status == 204 || status == 304;
}

}  // namespace

std::string_view reason_of(unsigned status) {
  const auto reason = beast::http::obsolete_reason(beast::http::int_to_status(status));
  return reason == "<unknown-status>" ? std::string_view() : std::string_view(reason.data(), reason.size());
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  append_one_line(out, name);
  append_one_line(out += ": ", value);
  out += "\r\n";
}

void append_head(std::string& out, const Response& response, HeadTerms terms) {
  out += "HTTP/1.1 ";
  append_number(out, response.status);
  (out += ' ') += reason_of(response.status);
  out += "\r\n";
  append_header(out, "Date", date_text());
  for (const auto& [name, value] : response.headers) append_header(out, name, value);
  if (!terms.length) {
    append_header(out, "Transfer-Encoding", "chunked");
  } else if (!has_no_body(response.status)) {
    append_number(out += "Content-Length: ", *terms.length);
    out += "\r\n";
  }
  out += terms.keep_alive ? "\r\n" : "Connection: close\r\n\r\n";
}

Response plain_answer(unsigned status, std::string_view text) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::string(text) + "\n"};
}

}  // namespace switchyard::adapters::http
