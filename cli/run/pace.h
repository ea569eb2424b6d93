// Virtual time against real time: how long to wait before the next thing happens.
#pragma once

#include <chrono>

#include "engine/base/time.h"

namespace switchyard::cli {

// `--speed 60x`: a simulated minute takes a real second.
class Pace {
 public:
  Pace(double speed, Time start) : speed_(speed), start_(start) {}

  // Sleeps until the virtual moment is due. Returns early when somebody asked to stop.
  void wait_for(Time moment) const;

 private:
  double speed_;
  Time start_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace switchyard::cli
