// The books of intervals that are over, out of memory until the report is made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/measures/spool.h"

namespace switchyard::reports {

// Parts of intervals, in any order; what belongs to an interval that was put aside before is another part of
// it. Memory: eight bytes an interval.
class PutAside {
 public:
  void put(std::uint32_t interval, std::string_view part);

  // Calls `take(part)` for each part of the interval, the last one first.
  template <class Take>
  void read(std::uint32_t interval, Take&& take) const {
    for (std::uint64_t at = newest(interval); at != nowhere;) {
      at = read_part(at);
      take(std::string_view(part_));
    }
  }

 private:
  static constexpr std::uint64_t nowhere = 0;

  std::uint64_t newest(std::uint32_t interval) const {
    return interval < newest_.size() ? newest_[interval] : nowhere;
  }
  // Returns where the part before it is.
  std::uint64_t read_part(std::uint64_t at) const;

  Spool spool_;
  std::vector<std::uint64_t> newest_;  // one more than where it begins
  std::string head_;
  mutable std::string part_;
};

}  // namespace switchyard::reports
