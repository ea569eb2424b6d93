// Waits before one agent when handle times follow any law.
#pragma once

#include <vector>

#include "reports/formulas/group.h"

namespace switchyard::reports {

// Arrivals and handle times of one class; scv = variance / mean^2 >= 0.
struct SingleServerClass {
  Demand demand;
  double scv = 1.0;
};

struct SingleServerQueue {
  bool stable = false;
  double mean_wait = 0.0;  // seconds; infinite when unstable
  double mean_time = 0.0;  // wait and handling
  double queue_length = 0.0;
  double occupancy = 0.0;
};

// M/G/1. Source: Pollaczek 1930, Khinchine 1932.
Answer<SingleServerQueue> mg1(const SingleServerClass& arrivals);

// M/G/1 with non-pre-emptive priorities, class 0 first: mean wait of each class, infinite from the class on
// that the agent no longer keeps up with (that class still delays those above it). Source: Cobham 1954.
Answer<std::vector<double>> mg1_priority_waits(const std::vector<SingleServerClass>& classes);

}  // namespace switchyard::reports
