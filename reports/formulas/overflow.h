// What spills over from a full group, and how much of it the next group loses.
#pragma once

#include <cstdint>

#include "reports/formulas/answer.h"

namespace switchyard::reports {

// A stream of contacts by the mean and variance of the number busy on an endless group. Poisson: equal.
struct Traffic {
  double mean = 0.0;      // erlang
  double variance = 0.0;  // erlang^2
};

// variance / mean; 1 for no traffic.
double peakedness(const Traffic& traffic);

// The overflow of a Poisson load from this many agents: M = aB, V = M (1 - M + a/(c + 1 - a + M)).
// Source: Riordan, in Wilkinson 1956. load >= 0. O(agents).
Answer<Traffic> overflow(double load, std::int64_t agents);

// Wilkinson's equivalent random group: the Poisson load and (real) number of agents whose overflow is this
// traffic, peakedness >= 1; solved from Rapp's start to 1e-12.
struct EquivalentGroup {
  double load = 0.0;
  double agents = 0.0;
};
Answer<EquivalentGroup> equivalent_group(const Traffic& traffic);

// Erlang of this traffic (peakedness >= 1, mean > 0) that a group of `agents` loses, by Wilkinson's method.
Answer<double> wilkinson_loss(const Traffic& traffic, std::int64_t agents);

// Share of this traffic that a group loses, by Hayward: B at load mean/z and agents/z. mean and variance > 0.
Answer<double> hayward_blocking(const Traffic& traffic, std::int64_t agents);

}  // namespace switchyard::reports
