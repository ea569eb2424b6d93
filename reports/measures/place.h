// One place where contacts wait and are counted: the whole centre, a queue, a tenant, a channel.
#pragma once

#include <cstdint>

#include "engine/base/time.h"
#include "reports/measures/contacts.h"
#include "reports/measures/histogram.h"
#include "reports/measures/interval_waits.h"
#include "reports/measures/level.h"
#include "reports/measures/one_interval.h"
#include "reports/measures/pages.h"
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

  // The counts of one interval, since it was taken away if it was; earlier references are no longer good when
  // another interval is asked for.
  Contacts& at(std::uint32_t interval) { return intervals_.at(interval).contacts; }
  void add_answer(std::uint32_t interval, Duration wait);
  // The same where another place has the histogram.
  void add_interval_answer(std::uint32_t interval, Duration wait) { interval_waits_.add(interval, wait); }
  void add_abandon(Duration wait) { waits_.abandoned.add(wait); }
  // The part of a wait that lies in the window; together they must be the area of the level.
  void add_waited(Duration wait) { waited_ += wait; }

  LevelClock& depth() { return depth_; }
  // Workers who talk, and who wrap up, with contacts of this place.
  LevelClock& talking() { return talking_; }
  LevelClock& wrapping_up() { return wrapping_up_; }
  Waits& waits() { return waits_; }
  Duration waited() const { return waited_; }

  // Counts the levels until `now`.
  void settle(const Window& window, Time now);
  // Takes the books of intervals before `interval` in which nobody waits any more, or of all when `all` is
  // true: calls `take(interval, measures)`.
  template <class Take>
  void take_before(std::uint32_t interval, bool all, Take&& take) {
    gather_levels(interval);
    intervals_.take_before(interval, [&](std::uint32_t of, IntervalMeasures& measures) {
      if (!all && measures.contacts.waiting != 0) return false;
      measures.p95_wait_answered = interval_waits_.close(of);
      whole_.add(measures);
      take(of, measures);
      return true;
    });
  }
  // Of the intervals that were taken.
  const IntervalMeasures& whole() const { return whole_; }

 private:
  void gather_levels(std::uint32_t interval);

  Pages<IntervalMeasures> intervals_;
  IntervalMeasures whole_;
  Waits waits_;
  IntervalWaits interval_waits_;
  LevelClock depth_;
  LevelClock talking_;
  LevelClock wrapping_up_;
  Duration waited_{};
};

// Books of a worker.
class WorkerBook {
 public:
  WorkerInterval& at(std::uint32_t interval) { return intervals_.at(interval); }

  template <class Take>
  void take_before(std::uint32_t interval, Take&& take) {
    intervals_.take_before(interval, [&](std::uint32_t of, const WorkerInterval& work) {
      whole_.add(work);
      take(of, work);
      return true;
    });
  }
  // Of the intervals that were taken.
  const WorkerInterval& whole() const { return whole_; }

 private:
  Pages<WorkerInterval> intervals_;
  WorkerInterval whole_;
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
