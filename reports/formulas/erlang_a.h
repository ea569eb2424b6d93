// Waits and abandonment when each waiting customer has an exponential patience: the planner's everyday
// formula.
#pragma once

#include "reports/formulas/group.h"
#include "reports/formulas/impatient_queue.h"

namespace switchyard::reports {

// M/M/c+M, exact from the state probabilities. Sources: Palm 1957; Mandelbaum and Zeltyn 2007. With
// x = c mu / theta, y = lambda / theta, the states above c sum to Kummer's series A = 1 + y/(x+1) + ..., and
// the offered wait V has P(V > t) and E[e^(-theta V); V <= t] as ratios of incomplete gamma functions of y
// e^(-theta t). mean_patience > 0 seconds; arrival rate * mean_patience at most 1e12 (beyond: Erlang C is
// meant). threshold >= 0 seconds. Always stable. O(agents + sqrt(arrival rate * mean patience)).
Answer<ImpatientQueue> erlang_a(const Group& group, double mean_patience, double threshold);

}  // namespace switchyard::reports
