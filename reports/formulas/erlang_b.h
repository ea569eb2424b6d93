// Erlang's loss formula: how many contacts find every agent or trunk busy when nobody can wait.
#pragma once

#include <cstdint>

#include "reports/formulas/answer.h"

namespace switchyard::reports {

// M/G/c/c. Source: Erlang 1917; recursion in 1/B, which neither cancels nor overflows into a wrong value.
struct ErlangB {
  double blocking = 0.0;   // share of the offered contacts that is refused
  double carried = 0.0;    // erlang
  double lost = 0.0;       // erlang
  double occupancy = 0.0;  // carried per agent; 0 without agents
};

// load >= 0 erlang. O(agents).
Answer<ErlangB> erlang_b(double load, std::int64_t agents);

// Erlang that each agent carries under ordered hunting (the first free agent of a fixed order): a (B(k-1) -
// B(k)).
Answer<double> load_of_ordered_agent(double load, std::int64_t position);  // position from 1

// Erlang B for any real number of agents >= 0, as Hayward and Wilkinson need it:
// 1/B = integral of e^-t (1 + t/a)^c, started below 1 agent with an incomplete gamma function. O(agents).
Answer<double> continuous_erlang_b(double load, double agents);

// 1/B without checks, for the other formulas; infinite when B is below the smallest double. load >= 0.
double inverse_blocking(double load, std::int64_t agents);
// 1/B - 1, without cancellation: the states with a free agent, in units of the state with all busy.
double weight_of_free_states(double load, std::int64_t agents);

double continuous_inverse_blocking(double load, double agents);

}  // namespace switchyard::reports
