// A client that sends just the bytes it is told to, and waits for answers with an end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/http/net.h"

namespace switchyard::adapters::http {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port);

  // False when the server has closed.
  bool send(std::string_view bytes);
  // All up to and with `mark`; what there was when the server closed or 5 s have passed without it.
  std::string read_until(std::string_view mark);
  // One response: head and the body of its Content-Length.
  std::string read_response();
  // All until the server closes.
  std::string read_all();
  bool is_closed_by_server() { return read_all(), at_end_; }
  // Takes only as little as the kernel takes for it.
  void shrink_receive_buffer();

 private:
  bool receive();

  net::io_context context_;
  tcp::socket socket_{context_};
  std::string unread_;
  bool at_end_ = false;
};

}  // namespace switchyard::adapters::http
