// Beast reads the grammar; what a server must refuse beyond it is here.
#include "adapters/http/request_parser.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

namespace switchyard::adapters::http {
namespace {

using beast::http::error;
using beast::http::field;

// The path and query of a target as it stands in the request line: "/path?query", or the same behind
// "http://host".
std::optional<std::string_view> path_and_query(std::string_view target) {
  if (target.starts_with('/') || target == "*") return target;
  const std::size_t scheme = target.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  const std::size_t path = target.find('/', scheme + 3);
  return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
}

}  // namespace

// Beast would hold a body against its limit before the whole header is known, so ours is held here.
RequestParser::RequestParser(const Limits& limits, const LargerBody& larger_body, Request from)
    : larger_body_(larger_body), most_body_(limits.body_bytes), request_(std::move(from)) {
  eager(true);
  header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  body_limit(std::numeric_limits<std::uint64_t>::max());
}

void RequestParser::on_request_impl(beast::http::verb, Text method, Text target, int version,
                                    error_code& problem) {
  version_ = version;
  request_.method.assign(method.data(), method.size());
  request_.target.assign(target.data(), target.size());
  request_.headers.reserve(12);
  if (!read_target()) problem = error::bad_target;
}

bool RequestParser::read_target() {
  const auto whole = path_and_query(request_.target);
  if (!whole) return false;
  const std::size_t mark = std::min(whole->find('?'), whole->size());
  auto path = percent_decode(whole->substr(0, mark));
  if (!path || path->find('\0') != std::string::npos) return false;
  request_.path = std::move(*path);
  if (mark == whole->size()) return true;
  auto query = read_form(whole->substr(mark + 1));
  if (!query) return false;
  request_.query = std::move(*query);
  return true;
}

void RequestParser::on_field_impl(field known, Text name, Text value, error_code& problem) {
  if (header_read_) return;  // a trailer may not pass for a header
  if (known == field::host) {
    if (names_host_) problem = error::bad_field;
    names_host_ = true;
  }
  if (known == field::transfer_encoding) names_coding_ = true;
  if (known == field::expect && beast::iequals(value, "100-continue")) expects_continue_ = true;
  request_.headers.emplace_back(std::piecewise_construct, std::forward_as_tuple(name.data(), name.size()),
                                std::forward_as_tuple(value.data(), value.size()));
}

void RequestParser::on_header_impl(error_code& problem) {
  header_read_ = true;
  // RFC 9112, 3.2: a request of HTTP/1.1 names its host, once.
  if (version_ >= 11 && !names_host_) problem = error::bad_field;
  // RFC 9112, 6.3: the end of such a body could not be known.
  if (names_coding_ && !chunked()) problem = error::bad_transfer_encoding;
  const bool may_be_larger = names_coding_ || is_announced_too_large();
  if (may_be_larger && larger_body_) most_body_ = std::max(most_body_, larger_body_(request_));
  if (!problem && is_announced_too_large()) problem = error::body_limit;
}

// What Beast has read as a number already; where it is none, it has said so.
bool RequestParser::is_announced_too_large() const {
  const auto text = find_header(request_.headers, "Content-Length");
  std::uint64_t length = 0;
  if (text) std::from_chars(text->data(), text->data() + text->size(), length);
  return length > most_body_;
}

std::size_t RequestParser::take_body(Text body, error_code& problem) {
  if (body.size() > most_body_ - request_.body.size()) {
    problem = error::body_limit;
    return 0;
  }
  request_.body.append(body.data(), body.size());
  return body.size();
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) {
  // Not more than a little at the word of a stranger: memory is taken as bytes come.
  if (length) request_.body.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(*length, 16 * 1024)));
}

std::size_t RequestParser::on_body_impl(Text body, error_code& problem) {
  return take_body(body, problem);
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text body, error_code& problem) {
  return take_body(body, problem);
}

unsigned status_of(error_code problem) {
  if (problem == error::header_limit) return 431;
  if (problem == error::body_limit) return 413;
  return 400;
}

}  // namespace switchyard::adapters::http
