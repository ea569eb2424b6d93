// Reads a request as its bytes come, straight into the Request that the handler gets.
#pragma once

#include <cstddef>
#include <cstdint>

#include "adapters/http/message.h"
#include "adapters/http/net.h"
#include "adapters/http/server.h"

#include <boost/beast/http/basic_parser.hpp>

namespace switchyard::adapters::http {

class RequestParser : public beast::http::basic_parser<true> {
 public:
  // `from` has what the connection knows of each of its requests. `larger_body` (server.h) must outlive it.
  RequestParser(const Limits& limits, const LargerBody& larger_body, Request from);

  // The header is read and the client waits for a 100 before it sends the body.
  bool expects_continue() const { return expects_continue_; }
  bool is_head() const { return request_.method == "HEAD"; }
  // The whole request; only when is_done(), and once.
  Request take() { return std::move(request_); }

 private:
  using Text = beast::string_view;

  void on_request_impl(beast::http::verb, Text method, Text target, int version, error_code&) override;
  void on_response_impl(int, Text, int, error_code&) override {}
  void on_field_impl(beast::http::field, Text name, Text value, error_code&) override;
  void on_header_impl(error_code&) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override;
  std::size_t on_body_impl(Text body, error_code&) override;
  void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, error_code&) override;
  void on_finish_impl(error_code&) override {}

  bool read_target();
  bool is_announced_too_large() const;
  std::size_t take_body(Text body, error_code& problem);

  const LargerBody& larger_body_;
  std::size_t most_body_;
  Request request_;
  int version_ = 11;  // 10: HTTP/1.0
  bool header_read_ = false;
  bool expects_continue_ = false;
  bool names_host_ = false;
  bool names_coding_ = false;
};

// The status that a client is told for what put() found: 400, 413 or 431.
unsigned status_of(error_code problem);

}  // namespace switchyard::adapters::http
