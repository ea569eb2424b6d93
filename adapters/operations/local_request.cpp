// A proxy and a browser on this machine have its address too: what they add to a request tells them.
#include "adapters/operations/local_request.h"

#include <algorithm>
#include <array>

namespace switchyard::adapters::operations {
namespace {

constexpr std::array<std::string_view, 8> marks = {"Origin",
                                                   "Forwarded",
                                                   "X-Forwarded-For",
                                                   "X-Forwarded-Host",
                                                   "X-Forwarded-Proto",
                                                   "X-Forwarded-Server",
                                                   "X-Real-IP",
                                                   "Via"};

std::string_view without_port(std::string_view host) {
  if (host.starts_with("[")) return host.substr(1, host.find(']') - 1);
  return std::count(host.begin(), host.end(), ':') == 1 ? host.substr(0, host.find(':')) : host;
}

bool is_address_of_loopback(std::string_view text) {
  const bool is_digits = text.find_first_not_of("0123456789.") == std::string_view::npos;
  return text == "::1" || (is_digits && text.starts_with("127."));
}

}  // namespace

bool is_this_machine(std::string_view host) {
  const std::string_view name = without_port(host);
  return name == "localhost" || is_address_of_loopback(name);
}

bool is_asked_here(const http::Request& request) {
  if (!is_address_of_loopback(request.peer)) return false;
  const auto host = http::find_header(request.headers, "Host");
  if (host && !is_this_machine(*host)) return false;
  return std::none_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return http::find_header(request.headers, mark).has_value();
  });
}

}  // namespace switchyard::adapters::operations
