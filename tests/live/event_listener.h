// Hears a running host's server-sent events, and keeps each as it came.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace switchyard::live {

class EventListener {
 public:
  // From the turn after `since` on; hears on a thread of its own until it is destroyed.
  EventListener(std::uint16_t port, std::uint64_t since);
  ~EventListener();
  EventListener(const EventListener&) = delete;
  EventListener& operator=(const EventListener&) = delete;

  // The next event's data, a line of JSON; nothing when none came in that time.
  std::optional<std::string> next(std::chrono::milliseconds longest);
  // All that was heard so far, in order.
  std::vector<std::string> heard() const;

 private:
  void hear();
  void take_lines(std::string& text);

  int socket_ = -1;
  mutable std::mutex mutex_;
  std::condition_variable more_;
  std::vector<std::string> heard_;
  std::size_t taken_ = 0;
  std::thread thread_;
};

}  // namespace switchyard::live
