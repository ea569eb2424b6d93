// One pass over the sorted sightings: at each length that ended something the curve falls by its share of
// those still there.
#include "sim/recorded/lifetimes.h"

#include <algorithm>

namespace switchyard::sim {

Lifetimes::Lifetimes(std::vector<Seen> seen) {
  // What was cut short at a length was still there when others ended at it.
  std::sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) {
    return a.length != b.length ? a.length < b.length : a.whole > b.whole;
  });
  if (!seen.empty()) longest_ = seen.back().length;
  double survival = 1;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (!seen[i].whole) continue;
    ++whole_;
    const auto there = static_cast<double>(seen.size() - i);
    survival *= (there - 1) / there;
    if (!steps_.empty() && steps_.back().length == seen[i].length) steps_.pop_back();
    steps_.push_back({seen[i].length, survival});
  }
}

double Lifetimes::survival_at(Duration length) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), length,
                                      [](Duration wanted, const Step& step) { return wanted < step.length; });
  return after == steps_.begin() ? 1 : (after - 1)->survival;
}

std::optional<Duration> Lifetimes::at(double u, std::optional<Duration> at_least) const {
  const double left = (at_least ? survival_at(*at_least) : 1) * (1 - u);
  const auto found = std::partition_point(steps_.begin(), steps_.end(),
                                          [&](const Step& step) { return step.survival > left; });
  if (found == steps_.end()) return std::nullopt;
  if (at_least && found->length <= *at_least) return std::nullopt;
  return found->length;
}

}  // namespace switchyard::sim
