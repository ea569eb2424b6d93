// A number that goes up and down (tasks waiting, tasks open): its mean over time and its highest value.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/base/time.h"
#include "reports/measures/pages.h"
#include "reports/measures/window.h"

namespace switchyard::reports {

// The level over one interval of clock time.
struct Level {
  Duration area{};            // sum over the time of level × duration; divided by the time it is the mean
  std::uint64_t highest = 0;  // that lasted; what rises and falls in one moment was never there

  void add_time(std::uint64_t level, Duration time) {
    area += time * static_cast<std::int64_t>(level);
    highest = std::max(highest, level);
  }
  void add(const Level& other) {
    area += other.area;
    highest = std::max(highest, other.highest);
  }
};

class LevelClock {
 public:
  explicit LevelClock(const Window& window) : cursor_(window) {}

  // Changes the level at `now`. O(1) but for the intervals passed.
  void rise(const Window& window, Time now) { settle(window, now), ++level_; }
  void fall(const Window& window, Time now) { settle(window, now), --level_; }
  void settle(const Window& window, Time now) {
    cursor_.advance(window, now, [&](std::uint32_t interval, Duration time) {
      if (level_ > 0) intervals_.at(interval).add_time(level_, time);
    });
  }

  std::uint64_t level() const { return level_; }
  // Calls `take(interval, level)` for those before `interval` in which it was above zero, and forgets them.
  template <class Take>
  void take_before(std::uint32_t interval, Take&& take) {
    intervals_.take_before(interval, [&](std::uint32_t of, const Level& level) {
      take(of, level);
      return true;
    });
  }

 private:
  std::uint64_t level_ = 0;
  WindowCursor cursor_;
  Pages<Level> intervals_;
};

}  // namespace switchyard::reports
