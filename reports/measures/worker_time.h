// A worker's time by what it was spent on, cut by interval, so that occupancy and utilisation are exact.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/base/time.h"
#include "reports/measures/window.h"

namespace switchyard::reports {

// What a worker is doing. Who does several things at once counts for the first that applies, in this order:
// on a task, wrapping up, reserved (ringing), offline or unavailable, cooling down, idle. So work that goes
// on after the worker left is work.
enum class WorkerState : std::uint8_t { offline, unavailable, idle, reserved, on_task, wrap_up, cooldown };
inline constexpr std::size_t worker_states = 7;

std::string_view state_name(WorkerState state);

struct WorkerTime {
  std::array<Duration, worker_states> by_state{};

  Duration in(WorkerState state) const { return by_state[static_cast<std::size_t>(state)]; }
  Duration& in(WorkerState state) { return by_state[static_cast<std::size_t>(state)]; }
  void add(const WorkerTime& other);
  Duration total() const;
  Duration logged_in() const { return total() - in(WorkerState::offline); }
  // On a task or wrapping up; with ringing when asked.
  Duration busy(bool ring_counts) const;
  // Busy or idle, the time that occupancy is a share of: neither cooldown nor ringing that does not count.
  Duration available(bool ring_counts) const { return busy(ring_counts) + in(WorkerState::idle); }
};

// What is true of one worker now; it decides the state.
struct WorkerStatus {
  bool offline = false;
  bool available = false;
  std::uint32_t reserved = 0;
  std::uint32_t on_task = 0;
  std::uint32_t wrapping = 0;
  std::uint32_t cooling = 0;

  WorkerState state() const;
};

// The clock of one worker.
class WorkerClock {
 public:
  explicit WorkerClock(const Window& window) : cursor_(window) {}

  // Books the time until `now` in the present state; change the status afterwards. An interval that is over
  // goes to `sink(interval, time)`. O(1) but for the intervals passed.
  template <class Sink>
  void settle(const Window& window, Time now, Sink&& sink) {
    const WorkerState state = status_.state();
    cursor_.advance(window, now, [&](std::uint32_t interval, Duration time) {
      if (interval != interval_) hand_over(sink, interval);
      present_.in(state) += time;
    });
  }
  // The run is over: the present interval goes to the sink, too.
  template <class Sink>
  void finish(Sink&& sink) {
    hand_over(sink, interval_);
  }

  WorkerStatus& status() { return status_; }

 private:
  template <class Sink>
  void hand_over(Sink&& sink, std::uint32_t next) {
    sink(interval_, present_);
    present_ = {};
    interval_ = next;
  }

  WorkerStatus status_;
  WindowCursor cursor_;
  std::uint32_t interval_ = 0;
  WorkerTime present_;
};

}  // namespace switchyard::reports
