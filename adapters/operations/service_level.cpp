// A minute is fine enough for a gauge, and a day of them is 1,440 counts.
#include "adapters/operations/service_level.h"

namespace switchyard::adapters::operations {
namespace {

constexpr std::int64_t minute = 60'000'000;

}  // namespace

void ServiceLevelWindow::count(Time at, bool answered, bool within) {
  const std::int64_t number = at.microseconds / minute;
  if (minutes_.empty() || minutes_.back().number < number) minutes_.push_back({number, 0, 0});
  minutes_.back().within += answered && within ? 1 : 0;
  minutes_.back().all += 1;
  while (minutes_.front().number + longest_.microseconds / minute < number) minutes_.pop_front();
}

std::optional<double> ServiceLevelWindow::ratio(Time now, Duration window) const {
  const std::int64_t first = (now.microseconds - window.microseconds) / minute + 1;
  std::uint64_t within = 0;
  std::uint64_t all = 0;
  for (auto m = minutes_.rbegin(); m != minutes_.rend() && m->number >= first; ++m) {
    within += m->within;
    all += m->all;
  }
  if (all == 0) return std::nullopt;
  return static_cast<double>(within) / static_cast<double>(all);
}

}  // namespace switchyard::adapters::operations
