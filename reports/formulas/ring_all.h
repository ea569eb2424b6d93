// How soon somebody lifts when agents are rung together or one after another.
#pragma once

#include <cstdint>
#include <vector>

#include "reports/formulas/answer.h"

namespace switchyard::reports {

// Answer times of the agents are independent exponentials.
struct RingOutcome {
  double answered = 0.0;            // P(somebody answers)
  double mean_time_answered = 0.0;  // seconds to the answer, given one; 0 when nobody is rung
};

// All rung at once until `deadline`: the first of the answers. mean_answer_times > 0 seconds, one an agent
// (may be empty); deadline >= 0 seconds.
Answer<RingOutcome> ring_all(const std::vector<double>& mean_answer_times, double deadline);

// Equal agents rung one after another, each for `deadline` seconds. O(1).
Answer<RingOutcome> ring_in_turn(std::int64_t agents, double mean_answer_time, double deadline);

// Of the answered ring-all contacts, the share that each agent takes: 1/m_i over the sum of all 1/m_j.
Answer<std::vector<double>> ring_all_winners(const std::vector<double>& mean_answer_times);

}  // namespace switchyard::reports
