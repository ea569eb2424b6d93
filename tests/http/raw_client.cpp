// Waits by poll(), because Asio's own blocking reads know no end.
#include "tests/http/raw_client.h"

#include <sys/poll.h>

#include <array>
#include <cstdlib>

#include <boost/asio/buffer.hpp>

namespace switchyard::adapters::http {
namespace {

constexpr int patience_ms = 5'000;

std::size_t length_in(std::string_view head) {
  const std::string_view name = "Content-Length: ";
  const std::size_t at = head.find(name);
  return at == std::string_view::npos ? 0 : std::strtoull(head.data() + at + name.size(), nullptr, 10);
}

}  // namespace

RawClient::RawClient(std::uint16_t port) {
  socket_.connect({net::ip::address_v4::loopback(), port});
}

bool RawClient::send(std::string_view bytes) {
  error_code problem;
  net::write(socket_, net::buffer(bytes.data(), bytes.size()), problem);
  return !problem;
}

void RawClient::shrink_receive_buffer() {
  socket_.set_option(net::socket_base::receive_buffer_size(1024));
}

bool RawClient::receive() {
  pollfd wait{socket_.native_handle(), POLLIN, 0};
  if (at_end_ || ::poll(&wait, 1, patience_ms) <= 0) return false;
  std::array<char, 65536> bytes;
  error_code problem;
  const std::size_t size = socket_.read_some(net::buffer(bytes), problem);
  at_end_ = static_cast<bool>(problem);
  unread_.append(bytes.data(), size);
  return !at_end_;
}

std::string RawClient::read_until(std::string_view mark) {
  std::size_t at = unread_.find(mark);
  while (at == std::string::npos && receive()) at = unread_.find(mark);
  const std::size_t size = at == std::string::npos ? unread_.size() : at + mark.size();
  std::string out = unread_.substr(0, size);
  unread_.erase(0, size);
  return out;
}

std::string RawClient::read_response() {
  std::string out = read_until("\r\n\r\n");
  const std::size_t length = length_in(out);
  while (unread_.size() < length && receive()) {
  }
  out += unread_.substr(0, length);
  unread_.erase(0, length);
  return out;
}

std::string RawClient::read_all() {
  while (receive()) {
  }
  return std::exchange(unread_, {});
}

}  // namespace switchyard::adapters::http
