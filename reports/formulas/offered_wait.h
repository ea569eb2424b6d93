// The law of the wait that the queue offers, and integrals against it; shared by the models with impatience.
#pragma once

#include <functional>
#include <vector>

#include "reports/formulas/patience.h"

namespace switchyard::reports {

// The weight e^(g(x) - peak), g(x) = rate H(x) - capacity x. H is concave, hence g is: one hump, found by
// bisection.
struct OfferedWait {
  double rate = 0.0;      // arrivals per second
  double capacity = 0.0;  // completions per second of the busy group, > rate * G(infinity)
  const PatienceLaw* law = nullptr;
  double tolerance = 1e-13;         // relative, of the integrals: rounding of g sets the floor
  double peak = 0.0;                // the largest g
  std::vector<double> breakpoints;  // from where to where the weight matters, with mode and kinks between
};

OfferedWait offered_wait(double rate, double capacity, const PatienceLaw& law);

// Integral of value(x) e^(g(x) - peak) over 0 .. until, for a value that grows slowly.
double integrate(const OfferedWait& wait, const std::function<double(double)>& value, double until);

}  // namespace switchyard::reports
