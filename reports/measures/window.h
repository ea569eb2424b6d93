// The reporting window and its intervals: which part of a run counts, and how it is cut.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "engine/base/time.h"

namespace switchyard::reports {

// What is outside the reporting window has this interval.
inline constexpr std::uint32_t no_interval = std::numeric_limits<std::uint32_t>::max();

// From `start` (inside) to `end` (outside), cut into intervals; the last one may be shorter.
struct Window {
  Time start;
  Time end;
  Duration interval = minutes(30);

  Duration length() const { return end - start; }
  std::uint32_t count() const {
    const std::int64_t whole = length().microseconds + interval.microseconds - 1;
    return static_cast<std::uint32_t>(whole / interval.microseconds);
  }
  Time start_of(std::uint32_t index) const { return start + interval * index; }
  Time end_of(std::uint32_t index) const { return std::min(end, start_of(index + 1)); }

  friend bool operator==(const Window&, const Window&) = default;
};

// Walks forward through the window and hands out each span of time by the interval that it lies in. Time
// outside the window is dropped. Exact: whole microseconds, nothing is rounded.
class WindowCursor {
 public:
  explicit WindowCursor(const Window& window) : at_(window.start), interval_end_(window.end_of(0)) {}

  // Calls `part(interval, duration)` for the time from the last call (at first: the window's start) to `to`.
  template <class Part>
  void advance(const Window& window, Time to, Part&& part) {
    while (interval_end_ < to) {
      spend(interval_end_, part);
      if (interval_end_ >= window.end) return;
      interval_end_ = window.end_of(++interval_);
    }
    spend(to, part);
  }

 private:
  template <class Part>
  void spend(Time to, Part&& part) {
    if (to <= at_) return;
    part(interval_, to - at_);
    at_ = to;
  }

  Time at_;
  Time interval_end_;
  std::uint32_t interval_ = 0;
};

// The interval of the present moment, for a caller whose time never goes back.
class IntervalClock {
 public:
  explicit IntervalClock(const Window& window) : window_(window) {}

  // O(1) while the interval lasts; no_interval outside the window.
  std::uint32_t at(Time now) {
    if (now >= from_ && now < to_) return index_;
    return move_to(now);
  }

 private:
  std::uint32_t move_to(Time now) {
    index_ = no_interval;
    if (now < window_.start || now >= window_.end) return index_;
    const Duration since = now - window_.start;
    index_ = static_cast<std::uint32_t>(since.microseconds / window_.interval.microseconds);
    from_ = window_.start_of(index_);
    to_ = window_.end_of(index_);
    return index_;
  }

  Window window_;
  Time from_ = never;
  Time to_ = never;
  std::uint32_t index_ = no_interval;
};

}  // namespace switchyard::reports
