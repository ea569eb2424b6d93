// The arithmetic of a wait's end, the same at every place.
#include "reports/measures/place.h"

#include <algorithm>

namespace switchyard::reports {
namespace {

void count_within(std::array<std::uint64_t, most_thresholds>& counts, Duration wait, const Settings& limits) {
  for (std::size_t i = 0; i < limits.service_levels.size(); ++i) {
    counts[i] += wait <= limits.service_levels[i] ? 1U : 0U;
  }
}

void end_wait(Contacts& contacts, Duration wait) {
  --contacts.waiting;
  contacts.longest_wait = std::max(contacts.longest_wait, wait);
}

}  // namespace

void IntervalMeasures::add(const IntervalMeasures& other) {
  contacts.add(other.contacts);
  depth.add(other.depth);
  talking.add(other.talking);
  wrapping_up.add(other.wrapping_up);
  p95_wait_answered = std::max(p95_wait_answered, other.p95_wait_answered);
}

void Place::settle(const Window& window, Time now) {
  depth_.settle(window, now);
  talking_.settle(window, now);
  wrapping_up_.settle(window, now);
}

void Place::gather_levels(std::uint32_t interval) {
  const auto gather = [&](LevelClock& clock, Level IntervalMeasures::*level) {
    clock.take_before(interval,
                      [&](std::uint32_t of, const Level& part) { (intervals_.at(of).*level).add(part); });
  };
  gather(depth_, &IntervalMeasures::depth);
  gather(talking_, &IntervalMeasures::talking);
  gather(wrapping_up_, &IntervalMeasures::wrapping_up);
}

void Place::add_answer(std::uint32_t interval, Duration wait) {
  waits_.answered.add(wait);
  interval_waits_.add(interval, wait);
}

void count_answer(Contacts& contacts, Duration wait, const Settings& limits) {
  end_wait(contacts, wait);
  ++contacts.answered;
  contacts.wait_answered += wait;
  count_within(contacts.answered_within, wait, limits);
}

void count_abandon(Contacts& contacts, Duration wait, const Settings& limits) {
  end_wait(contacts, wait);
  ++contacts.abandoned;
  contacts.wait_abandoned += wait;
  if (wait < limits.short_abandon) ++contacts.short_abandoned;
  count_within(contacts.abandoned_within, wait, limits);
}

void count_cancel(Contacts& contacts, Duration wait, std::size_t reason) {
  end_wait(contacts, wait);
  ++contacts.canceled[reason];
}

void count_elsewhere(Contacts& contacts, Duration wait, Happening where) {
  end_wait(contacts, wait);
  ++contacts.of(where);
}

void count_leave(Contacts& contacts, Duration wait, bool timed_out) {
  end_wait(contacts, wait);
  ++contacts.left;
  contacts.timed_out += timed_out ? 1U : 0U;
  contacts.wait_left += wait;
}

}  // namespace switchyard::reports
