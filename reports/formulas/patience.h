// Laws of patience as the formulas need them: a survival curve and its integral.
#pragma once

#include <functional>
#include <vector>

#include "reports/formulas/answer.h"

namespace switchyard::reports {

// Of x >= 0 seconds: G(x) = P(patience > x), never rising, and its integral H; and what has left by then. The
// two pairs follow from each other (gone = 1 - G, gone_wait = H - x G), but not in doubles when few have
// left.
struct PatienceLaw {
  std::function<double(double)> survival;           // G(x)
  std::function<double(double)> survival_integral;  // H(x) = integral of G from 0 to x
  std::function<double(double)> gone;               // P(patience <= x)
  std::function<double(double)> gone_wait;          // E[patience; patience <= x]
  std::vector<double> kinks;  // where G jumps, bends or changes its scale: integration stops there
  double mean = 0.0;          // H(infinity), infinite when some never leave
  double never_leaves = 0.0;  // G(infinity)
};

PatienceLaw endless_patience();                                   // nobody leaves
Answer<PatienceLaw> exponential_patience(double mean);            // mean > 0
Answer<PatienceLaw> deterministic_patience(double seconds);       // >= 0; also a queue's own time-out
Answer<PatienceLaw> lognormal_patience(double mean, double scv);  // both > 0

// A point of a survival curve, as from Kaplan-Meier.
struct PatiencePoint {
  double time = 0.0;
  double survival = 1.0;
};

// Straight between the points, from (0, 1) unless the first time is 0; times rising, survivals never rising.
// Beyond the last point: exponential with this mean, or everybody leaves there when tail_mean is 0.
Answer<PatienceLaw> survival_curve(std::vector<PatiencePoint> points, double tail_mean);

// Leaves at once with this probability (0 .. 1) when not answered at once, else as `law` says.
Answer<PatienceLaw> with_balking(PatienceLaw law, double probability);

// The queue lets nobody wait longer than this many seconds (>= 0): time-outs then count as leaving.
Answer<PatienceLaw> with_time_out(PatienceLaw law, double seconds);

}  // namespace switchyard::reports
