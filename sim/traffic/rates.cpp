// Lays daily rates, day factors and surges out on the time line of one run.
#include "sim/traffic/rates.h"

#include <algorithm>

#include "engine/base/check.h"

namespace switchyard::sim {
namespace {

constexpr double microseconds_an_hour = 3.6e9;

void append(std::vector<RatePiece>& pieces, TimeWindow window, Time from, Time until,
            double per_microsecond) {
  from = std::max(from, window.from);
  until = std::min(until, window.until);
  if (from >= until || per_microsecond <= 0) return;
  double before = 0;
  if (!pieces.empty()) {
    const RatePiece& last = pieces.back();
    SY_CHECK(last.until <= from);
    before = last.expected_before +
             static_cast<double>((last.until - last.from).microseconds) * last.per_microsecond;
  }
  pieces.push_back({from, until, per_microsecond, before});
}

}  // namespace

double busyness_of_day(const DailyRates& rates, const std::string& stream, Time midnight, const Key& key) {
  if (rates.busyness_cv <= 0) return 1;
  const auto law = make_gamma(1.0, rates.busyness_cv * rates.busyness_cv);
  SY_CHECK(law.has_value());
  const std::string& name = rates.busyness_name.empty() ? stream : rates.busyness_name;
  const std::int64_t day = midnight.microseconds / days(1).microseconds;
  return quantile(*law, uniform(key, Purpose::day_factor,
                                entity_of(hash_of_name(name), static_cast<std::uint64_t>(day))));
}

std::vector<RatePiece> rate_pieces(const DailyRates& rates, const std::string& stream, TimeWindow window,
                                   const Key& key) {
  std::vector<RatePiece> pieces;
  if (rates.steps.empty()) return pieces;
  for (Time day = midnight_of(window.from - rates.shift); day + rates.shift < window.until;
       day = day + days(1)) {
    const double factor = rates.scale * busyness_of_day(rates, stream, day, key) / microseconds_an_hour;
    const Time origin = day + rates.shift;
    for (const RateStep& step : rates.steps) {
      append(pieces, window, origin + step.from, origin + step.until, step.per_hour * factor);
    }
  }
  return pieces;
}

std::vector<RatePiece> surge_pieces(const std::vector<RatePiece>& ordinary, const Surge& surge,
                                    TimeWindow window) {
  const TimeWindow when{std::max(window.from, surge.from), std::min(window.until, surge.from + surge.length)};
  std::vector<RatePiece> pieces;
  if (surge.per_hour) {
    append(pieces, when, when.from, when.until, *surge.per_hour / microseconds_an_hour);
    return pieces;
  }
  for (const RatePiece& piece : ordinary) {
    append(pieces, when, piece.from, piece.until, piece.per_microsecond * surge.extra);
  }
  return pieces;
}

}  // namespace switchyard::sim
