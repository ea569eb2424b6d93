// Waits in buckets that widen with the wait, so that any number of them takes little room and any percentile
// is near.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/time.h"

namespace switchyard::reports {

// A log-linear histogram of durations: each power of two is cut into 512 equal buckets, and a bucket answers
// with its middle, so a percentile is at most 0.1 % away from the exact one (below 512 microseconds it is
// exact). A block of 2 KiB is taken when the first wait falls into its power of two; after that, adding
// allocates nothing.
class Histogram {
 public:
  // O(1). Not negative.
  void add(Duration value);
  // O(blocks).
  void merge(const Histogram& other);

  std::uint64_t count() const { return count_; }
  // The smallest bucket that at least `percent` (above 0, at most 100) of the values do not pass; zero when
  // empty.
  Duration percentile(double percent) const;

 private:
  static constexpr std::uint32_t buckets = 512;
  using Block = std::array<std::uint32_t, buckets>;

  Block& block(std::size_t octave);

  std::uint64_t zeros_ = 0;  // the commonest wait, kept apart
  std::uint64_t count_ = 0;
  std::vector<std::unique_ptr<Block>>
      octaves_;  // octave 0: 0 … 511 us; octave k: 512 · 2^(k-1) … 512 · 2^k - 1
};

}  // namespace switchyard::reports
