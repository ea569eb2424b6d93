// Times of day, and the way from a law's seconds to whole microseconds.
#include "sim/scenario/law.h"

#include <algorithm>

#include "engine/base/check.h"

namespace switchyard::sim {

Time midnight_of(Time time) {
  return time - time_of_day(time);
}

Duration time_of_day(Time time) {
  const std::int64_t day = days(1).microseconds;
  const std::int64_t rest = time.microseconds % day;
  return {rest < 0 ? rest + day : rest};
}

Duration duration_at(const Distribution& law, double u) {
  const double length = quantile(law, u) * 1e6;
  if (length >= static_cast<double>(longest_duration.microseconds)) return longest_duration;
  return length > 0 ? Duration{static_cast<std::int64_t>(length + 0.5)} : Duration{};
}

bool is_constant(const Distribution& law) {
  return std::holds_alternative<Constant>(law);
}

const Distribution& law_at(const DailyLaw& laws, Time time) {
  SY_CHECK(!laws.steps.empty());
  if (laws.steps.size() == 1) return laws.steps.front().law;
  const Duration moment = time_of_day(time);
  const auto after = std::upper_bound(laws.steps.begin(), laws.steps.end(), moment,
                                      [](Duration a, const DailyLaw::Step& step) { return a < step.from; });
  return after == laws.steps.begin() ? laws.steps.back().law : std::prev(after)->law;
}

}  // namespace switchyard::sim
