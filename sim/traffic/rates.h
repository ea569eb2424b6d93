// From daily rates to one run's cumulative rate: pieces of constant rate, laid end to end.
#pragma once

#include <vector>

#include "sim/random/stream.h"
#include "sim/scenario/traffic.h"

namespace switchyard::sim {

// A constant rate over [from, until), and how many arrivals are expected before `from`.
struct RatePiece {
  Time from;
  Time until;
  double per_microsecond = 0;
  double expected_before = 0;
};

struct TimeWindow {
  Time from;
  Time until;  // exclusive
};

// The gamma factor, mean 1, of the day that begins at `midnight`; 1 when the rates have no busy-ness.
double busyness_of_day(const DailyRates& rates, const std::string& stream, Time midnight, const Key& key);

// The rates inside the window, in order, without pieces of rate zero. O(days * steps).
std::vector<RatePiece> rate_pieces(const DailyRates& rates, const std::string& stream, TimeWindow window,
                                   const Key& key);

// What a surge adds inside the window, given the ordinary pieces.
std::vector<RatePiece> surge_pieces(const std::vector<RatePiece>& ordinary, const Surge& surge,
                                    TimeWindow window);

}  // namespace switchyard::sim
