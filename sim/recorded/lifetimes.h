// How long something lasts, learned from what ended and from what was only seen to last at least so long.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/time.h"

namespace switchyard::sim {

// One sighting: it ended after that length, or (not whole) something else ended it or the log first.
struct Seen {
  Duration length{};
  bool whole = false;
};

// The product-limit estimate of the survival curve (Kaplan and Meier, "Nonparametric estimation from
// incomplete observations", JASA 53, 1958): what was cut short counts as long as it lasted.
class Lifetimes {
 public:
  explicit Lifetimes(std::vector<Seen> seen = {});

  // How many were whole.
  std::size_t whole() const { return whole_; }
  // Of all that were seen, cut short or not.
  Duration longest() const { return longest_; }

  // The length at probability 0 < u < 1; with `at_least` of those that last longer than that. Nothing: it
  // lasts longer than any that was seen to end. O(log lengths).
  std::optional<Duration> at(double u, std::optional<Duration> at_least = std::nullopt) const;

 private:
  struct Step {
    Duration length;
    double survival;  // P(longer than that)
  };
  double survival_at(Duration length) const;

  std::vector<Step> steps_;
  std::size_t whole_ = 0;
  Duration longest_{};
};

}  // namespace switchyard::sim
