// One place where contacts wait and are counted: the whole centre, a queue, a tenant, a channel.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.h"
#include "reports/measures/contacts.h"
#include "reports/measures/histogram.h"
#include "reports/measures/interval_waits.h"
#include "reports/measures/level.h"
#include "reports/measures/settings.h"

namespace switchyard::reports {

struct Waits {
  Histogram answered;
  Histogram abandoned;
};

// Books of a place that is reported by interval. Contacts belong to the interval of their arrival, the level
// of those that wait to the clock. An interval that is no_interval is never given.
class Place {
 public:
  explicit Place(const Window& window) : depth_(window), talking_(window), wrapping_up_(window) {}

  // The counts of one interval; earlier references are no longer good when a later interval is asked for.
  Contacts& at(std::uint32_t interval) {
    if (interval >= intervals_.size()) grow(interval);
    return intervals_[interval];
  }
  void add_answer(std::uint32_t interval, Duration wait);
  // The same where another place has the histogram.
  void add_interval_answer(std::uint32_t interval, Duration wait) { interval_waits_.add(interval, wait); }
  void add_abandon(Duration wait) { waits_.abandoned.add(wait); }
  // The part of a wait that lies in the window; together they must be the area of the level.
  void add_waited(Duration wait) { waited_ += wait; }

  LevelClock& depth() { return depth_; }
  const LevelClock& depth() const { return depth_; }
  // Workers who talk, and who wrap up, with contacts of this place.
  LevelClock& talking() { return talking_; }
  LevelClock& wrapping_up() { return wrapping_up_; }
  Waits& waits() { return waits_; }
  IntervalWaits& interval_waits() { return interval_waits_; }
  const std::vector<Contacts>& intervals() const { return intervals_; }
  Duration waited() const { return waited_; }

 private:
  void grow(std::uint32_t interval);

  std::vector<Contacts> intervals_;
  Waits waits_;
  IntervalWaits interval_waits_;
  LevelClock depth_;
  LevelClock talking_;
  LevelClock wrapping_up_;
  Duration waited_{};
};

// Books of a place that is reported as a whole only.
struct WholePlace {
  Contacts contacts;
  Waits waits;
};

// Counts the end of a wait. `limits` are the settings of the run.
void count_answer(Contacts& contacts, Duration wait, const Settings& limits);
void count_abandon(Contacts& contacts, Duration wait, const Settings& limits);
void count_cancel(Contacts& contacts, Duration wait, std::size_t reason);
void count_leave(Contacts& contacts, Duration wait, bool timed_out);
void count_elsewhere(Contacts& contacts, Duration wait, Happening where);  // voicemail or forwarded

}  // namespace switchyard::reports
