// Keeps the service manager informed while the program runs: what it does, and that it still does it.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <utility>

#include "cli/serve/service_manager.h"

namespace switchyard::cli {

// What is asked of the program; both must be quick.
struct Supervised {
  std::function<bool()> works;          // whether it has done something since it was asked last
  std::function<std::string()> status;  // one line for people
};

class Supervision {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  Supervision(const ServiceManager& manager, Supervised supervised)
      : manager_(manager), supervised_(std::move(supervised)) {}

  // Looks whether something is to be told; several times a watchdog's time.
  void look(Moment now);

 private:
  void look_at_status(Moment now);

  const ServiceManager& manager_;
  Supervised supervised_;
  std::string told_;
  Moment status_due_{};
  Moment beat_due_{};
};

}  // namespace switchyard::cli
