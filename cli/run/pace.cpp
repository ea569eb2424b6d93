// Sleeping in short naps, so that a signal is heard soon.
#include "cli/run/pace.h"

#include <algorithm>
#include <thread>

#include "cli/signals.h"

namespace switchyard::cli {

void Pace::wait_for(Time moment) const {
  using Clock = std::chrono::steady_clock;
  using Nap = std::chrono::duration<double>;
  const Nap due(static_cast<double>((moment - start_).microseconds) / 1e6 / speed_);
  while (!stop_asked()) {
    const Nap left = due - Nap(Clock::now() - began_);
    if (left.count() <= 0) return;
    std::this_thread::sleep_for(std::min(left, Nap(0.05)));
  }
}

}  // namespace switchyard::cli
