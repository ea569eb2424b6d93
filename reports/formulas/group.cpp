// Checks the shared inputs once, so that each formula may trust them.
#include "reports/formulas/group.h"

namespace switchyard::reports {

Problem problem_of(const Demand& demand) {
  return first_problem(unless_not_negative("the arrival rate", demand.arrival_rate),
                       unless_positive("the handle time", demand.handle_time),
                       unless_not_negative("the offered load", offered_load(demand)));
}

Problem problem_of(const Group& group) {
  return first_problem(problem_of(group.demand), unless_count("the number of agents", group.agents));
}

double service_capacity(const Group& group) {
  return static_cast<double>(group.agents) / group.demand.handle_time;
}

}  // namespace switchyard::reports
