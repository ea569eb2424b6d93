// A chunked answer without an end, read line by line.
#include "tests/live/event_listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace switchyard::live {
namespace {

// Moves what whole chunks hold to `text`; what is left of `raw` is the begin of the next one.
void take_chunks(std::string& raw, std::string& text) {
  for (;;) {
    const std::size_t end = raw.find("\r\n");
    std::size_t size = 0;
    if (end == std::string::npos) return;
    std::from_chars(raw.data(), raw.data() + end, size, 16);
    if (raw.size() < end + 4 + size) return;
    text.append(raw, end + 2, size);
    raw.erase(0, end + 4 + size);
  }
}

}  // namespace

EventListener::EventListener(std::uint16_t port, std::uint64_t since) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("nobody listens");
  const std::string request =
      "GET /v1/events?since=" + std::to_string(since) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0)
    throw std::runtime_error("the request was not taken");
  thread_ = std::thread([this] { hear(); });
}

EventListener::~EventListener() {
  ::shutdown(socket_, SHUT_RDWR);
  thread_.join();
  ::close(socket_);
}

void EventListener::hear() {
  std::array<char, 65'536> block{};
  std::string raw, text;
  bool in_body = false;
  for (;;) {
    const ssize_t count = ::recv(socket_, block.data(), block.size(), 0);
    if (count <= 0) return;
    raw.append(block.data(), static_cast<std::size_t>(count));
    if (!in_body) {
      const std::size_t head = raw.find("\r\n\r\n");
      if (head == std::string::npos) continue;
      raw.erase(0, head + 4);
      in_body = true;
    }
    take_chunks(raw, text);
    take_lines(text);
  }
}

void EventListener::take_lines(std::string& text) {
  constexpr std::string_view mark = "data: ";
  const std::lock_guard lock(mutex_);
  std::size_t at = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', at)) {
    const std::string_view line = std::string_view(text).substr(at, end - at);
    if (line.starts_with(mark)) heard_.emplace_back(line.substr(mark.size()));
    at = end + 1;
  }
  text.erase(0, at);
  more_.notify_all();
}

std::optional<std::string> EventListener::next(std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  if (!more_.wait_for(lock, longest, [this] { return taken_ < heard_.size(); })) return std::nullopt;
  return heard_[taken_++];
}

std::vector<std::string> EventListener::heard() const {
  const std::lock_guard lock(mutex_);
  return heard_;
}

}  // namespace switchyard::live
