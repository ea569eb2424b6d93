// Erlang's delay formula: waits when everybody waits until answered.
#pragma once

#include "reports/formulas/group.h"

namespace switchyard::reports {

// M/M/c. Source: Erlang 1917. With load >= agents the queue grows without end: stable is false, everybody
// waits, waits are infinite, the service level is 0 (the queue is 0 only when nobody comes).
struct ErlangC {
  bool stable = false;
  double wait_probability = 1.0;  // P(W > 0)
  double mean_wait = 0.0;         // ASA over all contacts, seconds
  double service_level = 0.0;     // P(W <= threshold)
  double queue_length = 0.0;      // mean number waiting
  double occupancy = 1.0;         // busy share of agents
  double wait_decay = 0.0;        // per second: P(W > t) = wait_probability * e^(-wait_decay t)
};

// threshold >= 0 seconds. O(agents).
Answer<ErlangC> erlang_c(const Group& group, double threshold);

// The wait that this share of contacts does not exceed, 0 < share < 1; infinite when unstable.
Answer<double> wait_percentile(const ErlangC& queue, double share);

}  // namespace switchyard::reports
