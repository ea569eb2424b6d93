// All intervals of a run that are over, as parts that are put aside and read back one interval at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "reports/measures/one_interval.h"
#include "reports/measures/packed.h"
#include "reports/measures/put_aside.h"

namespace switchyard::reports {

// What a part of an interval is of.
enum class BookKind : std::uint8_t { total, queue, channel, tenant, worker };

class IntervalBooks {
 public:
  // Collects parts, to be put aside together by close().
  void add(std::uint32_t interval, BookKind kind, std::size_t index, const IntervalMeasures& part) {
    put_value(begin(interval, kind, index), part);
  }
  void add(std::uint32_t interval, BookKind kind, std::size_t index, const WorkerInterval& part) {
    put_value(begin(interval, kind, index), part);
  }
  void close();

  // How many of each there are, and the groups of each worker, as indexes.
  struct Sizes {
    std::size_t queues = 0;
    std::size_t channels = 0;
    std::size_t tenants = 0;
    std::size_t groups = 0;
    std::vector<std::vector<std::uint32_t>> groups_of;  // by WorkerId
  };
  // Before the first read().
  void set_sizes(Sizes sizes) { sizes_ = std::move(sizes); }

  // Replaces `interval_is`, whose room is used again. O(places and workers).
  void read(std::uint32_t interval, OneInterval& interval_is) const;
  OneInterval read(std::uint32_t interval) const {
    OneInterval one;
    read(interval, one);
    return one;
  }

 private:
  struct Part {
    std::uint32_t interval = 0;
    std::string bytes;
  };
  std::string& begin(std::uint32_t interval, BookKind kind, std::size_t index);
  std::vector<Part>::iterator insert(std::ptrdiff_t at, std::uint32_t interval);

  PutAside closed_;
  std::vector<Part> parts_;  // the first `used_` are collected, in the order of intervals
  std::size_t used_ = 0;
  Sizes sizes_;
};

}  // namespace switchyard::reports
