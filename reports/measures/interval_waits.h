// The waits of answered contacts by interval, kept only until an interval's percentile is known.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.h"
#include "reports/measures/contacts.h"

namespace switchyard::reports {

// Exact percentiles by nearest rank. Memory follows the intervals whose contacts still wait; the room of a
// closed interval is used again.
class IntervalWaits {
 public:
  void add(std::uint32_t interval, Duration wait);
  // Closes the intervals before `current` in which nobody waits any more. O(1) when nothing is to close.
  void close_before(std::uint32_t current, const std::vector<Contacts>& intervals);
  // The end: no wait is added after it, and the room is given back.
  void close_all();

  // The 95th percentile of the answered of an interval that is closed; zero when nobody was answered.
  Duration p95(std::uint32_t interval) const { return interval < p95_.size() ? p95_[interval] : Duration{}; }

 private:
  struct OpenInterval {
    std::uint32_t interval = 0;
    std::vector<Duration> waits;
  };
  OpenInterval& open(std::uint32_t interval);
  void close(OpenInterval& done);

  std::vector<OpenInterval> open_;
  std::vector<std::vector<Duration>> spare_;
  std::vector<Duration> p95_;
};

}  // namespace switchyard::reports
