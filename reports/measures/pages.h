// The books of the few intervals in which something is booked at present.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace switchyard::reports {

// One page an interval, in their order. What is booked to an interval that was taken away begins a new page
// of it. Steady state allocates nothing.
template <class Page>
class Pages {
 public:
  // O(1) for the last ones. Earlier references are no longer good when another interval is asked for.
  Page& at(std::uint32_t interval) {
    std::size_t behind = entries_.size();
    while (behind > 0 && entries_[behind - 1].interval > interval) --behind;
    if (behind > 0 && entries_[behind - 1].interval == interval) return entries_[behind - 1].page;
    const auto place = entries_.begin() + static_cast<std::ptrdiff_t>(behind);
    return entries_.insert(place, {interval, {}})->page;
  }

  // Takes away each page before `interval` for which `take(interval, page)` is true.
  template <class Take>
  void take_before(std::uint32_t interval, Take&& take) {
    if (entries_.empty() || entries_.front().interval >= interval) return;
    const auto is_taken = [&](Entry& entry) {
      return entry.interval < interval && take(entry.interval, entry.page);
    };
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(), is_taken), entries_.end());
  }

 private:
  struct Entry {
    std::uint32_t interval = 0;
    Page page;
  };
  std::vector<Entry> entries_;
};

}  // namespace switchyard::reports
