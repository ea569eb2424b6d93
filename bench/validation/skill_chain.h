// Two kinds of calls, a specialist for each and one worker who takes both: the smallest multi-skill centre.
#pragma once

namespace switchyard::bench {

struct SkillLoss {
  double first = 0;  // share of the first kind that is refused
  double second = 0;
};

// No call can wait; the specialist is asked before the generalist. Exact from the eight states of the Markov
// chain. Loads in erlang, one common exponential handle time.
SkillLoss skill_loss(double first_load, double second_load);

}  // namespace switchyard::bench
