// One thread, epoll, and as little work a request as possible, so that the server is what is measured.
#include "bench/live/load.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace switchyard::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
  int socket = -1;
  std::string received;
  Clock::time_point sent;
};

double seconds_since(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int one = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("nobody listens on port " + std::to_string(port));
  return socket;
}

// The size of the first whole response in `bytes`; 0: it is not whole.
std::size_t response_size(const std::string& bytes) {
  const std::size_t head = bytes.find("\r\n\r\n");
  if (head == std::string::npos) return 0;
  std::size_t length = 0;
  for (const char* name : {"\r\nContent-Length: ", "\r\ncontent-length: "}) {
    const std::size_t at = bytes.find(name);
    if (at < head) std::from_chars(bytes.data() + at + 18, bytes.data() + head, length);
  }
  const std::size_t whole = head + 4 + length;
  return bytes.size() >= whole ? whole : 0;
}

class Load {
 public:
  explicit Load(const LoadOptions& options) : options_(options), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    connections_.resize(options.connections);
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      connections_[i].socket = connect_to(options.port);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connections_[i].socket, &event);
      idle_.push_back(i);
    }
    waits_us_.reserve(options.requests);
  }
  ~Load() {
    for (const Connection& connection : connections_) ::close(connection.socket);
    ::close(epoll_);
  }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  LoadResult run() {
    start_ = Clock::now();
    while (result_.answered < options_.requests) {
      send_what_is_due();
      receive();
    }
    result_.seconds = seconds_since(start_);
    const auto percentile = [&](double part) {
      const auto at =
          waits_us_.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(waits_us_.size() - 1));
      std::nth_element(waits_us_.begin(), at, waits_us_.end());
      return static_cast<double>(*at);
    };
    result_.p50_us = percentile(0.50);
    result_.p99_us = percentile(0.99);
    return result_;
  }

 private:
  std::uint64_t due() const {
    if (options_.most_per_second <= 0) return options_.requests;
    return std::min(options_.requests,
                    static_cast<std::uint64_t>(seconds_since(start_) * options_.most_per_second) + 1);
  }

  void send_what_is_due() {
    const std::uint64_t until = due();
    while (sent_ < until && !idle_.empty()) {
      Connection& connection = connections_[idle_.back()];
      idle_.pop_back();
      const std::string request = options_.request(sent_++);
      connection.sent = Clock::now();
      if (::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
          static_cast<ssize_t>(request.size()))
        throw std::runtime_error("a request could not be sent");
    }
  }

  void receive() {
    std::array<epoll_event, 64> events{};
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 1);
    for (int i = 0; i < count; ++i) take(events[static_cast<std::size_t>(i)].data.u64);
  }

  void take(std::size_t index) {
    Connection& connection = connections_[index];
    std::array<char, 8'192> block{};
    const ssize_t count = ::recv(connection.socket, block.data(), block.size(), 0);
    if (count <= 0) throw std::runtime_error("the server closed a connection");
    connection.received.append(block.data(), static_cast<std::size_t>(count));
    const std::size_t whole = response_size(connection.received);
    if (whole == 0) return;
    const bool good = connection.received.size() > 9 && connection.received[9] == '2';
    if (!good) ++result_.refused;
    connection.received.erase(0, whole);
    waits_us_.push_back(static_cast<std::uint32_t>(seconds_since(connection.sent) * 1e6));
    ++result_.answered;
    idle_.push_back(index);
  }

  const LoadOptions& options_;
  int epoll_;
  std::vector<Connection> connections_;
  std::vector<std::size_t> idle_;
  std::vector<std::uint32_t> waits_us_;
  std::uint64_t sent_ = 0;
  Clock::time_point start_;
  LoadResult result_;
};

}  // namespace

LoadResult run_load(const LoadOptions& options) {
  return Load(options).run();
}

double cpu_seconds(const std::vector<int>& processes) {
  double ticks = 0;
  for (const int process : processes) {
    std::ifstream in("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    std::getline(in, text);
    std::istringstream fields(text.substr(std::min(text.rfind(')') + 2, text.size())));
    std::string field;
    for (int i = 3; i < 14; ++i) fields >> field;  // state to cmajflt
    double user = 0, system = 0;
    fields >> user >> system;
    ticks += user + system;
  }
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::uint64_t resident_bytes(int process) {
  std::ifstream in("/proc/" + std::to_string(process) + "/statm");
  std::uint64_t whole = 0, resident = 0;
  in >> whole >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::size_t open_descriptors(int process) {
  const std::filesystem::directory_iterator all("/proc/" + std::to_string(process) + "/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

std::vector<int> children_of(int process) {
  std::ifstream in("/proc/" + std::to_string(process) + "/task/" + std::to_string(process) + "/children");
  std::vector<int> children;
  for (int child = 0; in >> child;) children.push_back(child);
  return children;
}

}  // namespace switchyard::bench
