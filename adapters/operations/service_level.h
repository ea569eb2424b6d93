// The service level over the last minutes or hours, from counts by minute.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "engine/base/time.h"

namespace switchyard::adapters::operations {

// Answered within the threshold / (answered + abandoned). A window ends with the minute of `now` and is whole
// minutes long.
class ServiceLevelWindow {
 public:
  explicit ServiceLevelWindow(Duration longest) : longest_(longest) {}

  void count(Time at, bool answered, bool within);
  // Nothing when nobody was answered or left in the window. O(minutes of the window).
  std::optional<double> ratio(Time now, Duration window) const;

 private:
  struct Minute {
    std::int64_t number = 0;  // since 1970
    std::uint64_t within = 0;
    std::uint64_t all = 0;
  };

  Duration longest_;
  std::deque<Minute> minutes_;  // ascending
};

}  // namespace switchyard::adapters::operations
