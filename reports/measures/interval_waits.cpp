// Opens an interval with its first answer; the room of a closed one is used again.
#include "reports/measures/interval_waits.h"

#include <algorithm>
#include <utility>

namespace switchyard::reports {

IntervalWaits::OpenInterval& IntervalWaits::open(std::uint32_t interval) {
  for (std::size_t i = open_.size(); i > 0; --i) {
    if (open_[i - 1].interval == interval) return open_[i - 1];
  }
  open_.push_back({interval, {}});
  if (!spare_.empty()) {
    open_.back().waits = std::move(spare_.back());
    spare_.pop_back();
  }
  return open_.back();
}

void IntervalWaits::add(std::uint32_t interval, Duration wait) {
  open(interval).waits.push_back(wait);
}

Duration IntervalWaits::close(std::uint32_t interval) {
  const auto done = std::find_if(open_.begin(), open_.end(),
                                 [&](const OpenInterval& entry) { return entry.interval == interval; });
  if (done == open_.end()) return {};
  std::vector<Duration> waits = std::move(done->waits);
  open_.erase(done);
  const std::size_t rank = (waits.size() * 95 + 99) / 100;
  const auto nth = waits.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(waits.begin(), nth, waits.end());
  const Duration p95 = *nth;
  waits.clear();
  spare_.push_back(std::move(waits));
  return p95;
}

}  // namespace switchyard::reports
