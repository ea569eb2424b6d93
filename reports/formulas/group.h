// Who calls how often and how long one contact takes: the inputs that nearly every formula shares.
#pragma once

#include <cstdint>

#include "reports/formulas/answer.h"

namespace switchyard::reports {

struct Demand {
  double arrival_rate = 0.0;  // contacts per second, >= 0
  double handle_time = 1.0;   // mean, seconds, > 0
};

// One queue served by equal agents.
struct Group {
  Demand demand;
  std::int64_t agents = 0;
};

Problem problem_of(const Demand& demand);
Problem problem_of(const Group& group);

// Erlang.
inline double offered_load(const Demand& demand) {
  return demand.arrival_rate * demand.handle_time;
}
inline double offered_load(const Group& group) {
  return offered_load(group.demand);
}

// Contacts per second that the busy group completes.
double service_capacity(const Group& group);

}  // namespace switchyard::reports
