// Opens an interval with its first answer and closes it when its last contact stopped waiting.
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

void IntervalWaits::close(OpenInterval& done) {
  const std::size_t rank = (done.waits.size() * 95 + 99) / 100;
  const auto nth = done.waits.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(done.waits.begin(), nth, done.waits.end());
  if (done.interval >= p95_.size()) p95_.resize(done.interval + 1);
  p95_[done.interval] = *nth;
  done.waits.clear();
  spare_.push_back(std::move(done.waits));
}

void IntervalWaits::close_before(std::uint32_t current, const std::vector<Contacts>& intervals) {
  std::erase_if(open_, [&](OpenInterval& entry) {
    if (entry.interval >= current || intervals[entry.interval].waiting > 0) return false;
    close(entry);
    return true;
  });
}

void IntervalWaits::close_all() {
  for (OpenInterval& entry : open_) close(entry);
  open_ = {};
  spare_ = {};
}

}  // namespace switchyard::reports
