// The waits of answered contacts by interval, kept only until an interval's percentile is known.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.h"

namespace switchyard::reports {

// Exact percentiles by nearest rank. Memory follows the intervals whose contacts still wait; the room of a
// closed interval is used again.
class IntervalWaits {
 public:
  void add(std::uint32_t interval, Duration wait);
  // The 95th percentile of the answered of an interval in which nobody waits any more, or the run is over;
  // zero when nobody was answered. Its waits are forgotten.
  Duration close(std::uint32_t interval);

 private:
  struct OpenInterval {
    std::uint32_t interval = 0;
    std::vector<Duration> waits;
  };
  OpenInterval& open(std::uint32_t interval);

  std::vector<OpenInterval> open_;
  std::vector<std::vector<Duration>> spare_;
};

}  // namespace switchyard::reports
