// What systemd, or whoever else started us, is told of our life (sd_notify(3), Type=notify).
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace switchyard::cli {

// Sends one datagram for each thing that it is told, and never waits. Where nobody listens it does nothing.
class ServiceManager {
 public:
  // `socket`: a path, or @NAME for one that is in no file system; empty, or of another kind: nobody listens.
  ServiceManager(std::string socket, std::optional<std::chrono::microseconds> watchdog);
  // By NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID.
  static ServiceManager of_environment();

  void ready() const;  // after the start, and after each reload
  void reloading() const;
  void stopping() const;
  void alive() const;
  void status(const std::string& line) const;

  // Longer than that without alive() and we are killed; nothing: nobody waits for it.
  std::optional<std::chrono::microseconds> watchdog() const { return watchdog_; }

 private:
  void tell(const std::string& state) const;

  std::string socket_;
  std::optional<std::chrono::microseconds> watchdog_;
};

}  // namespace switchyard::cli
