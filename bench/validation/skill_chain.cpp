// The chain's states are three bits: first specialist, second specialist, generalist busy.
#include "bench/validation/skill_chain.h"

#include <array>
#include <cstdint>

namespace switchyard::bench {

namespace {

constexpr std::uint32_t states = 8;
constexpr std::uint32_t generalist = 4;

using Distribution = std::array<double, states>;

// Where a call of this kind goes; the same state when it is refused.
std::uint32_t after_call(std::uint32_t state, std::uint32_t specialist) {
  if ((state & specialist) == 0) return state | specialist;
  return state | generalist;
}

// One step of the chain made uniform in time with `rate` steps a handle time.
Distribution step(const Distribution& p, double first, double second, double rate) {
  Distribution next{};
  for (std::uint32_t s = 0; s < states; ++s) {
    double stays = 1;
    const auto move = [&](std::uint32_t to, double speed) {
      next[to] += p[s] * speed / rate;
      stays -= speed / rate;
    };
    move(after_call(s, 1), first);
    move(after_call(s, 2), second);
    for (std::uint32_t bit = 1; bit < states; bit *= 2) {
      if ((s & bit) != 0) move(s & ~bit, 1);
    }
    next[s] += p[s] * stays;
  }
  return next;
}

}  // namespace

SkillLoss skill_loss(double first, double second) {
  Distribution p{};
  p[0] = 1;
  const double rate = first + second + 4;
  constexpr int steps = 20'000;  // the chain forgets its start in a few dozen
  for (int i = 0; i < steps; ++i) p = step(p, first, second, rate);
  return {p[1 | generalist] + p[7], p[2 | generalist] + p[7]};
}

}  // namespace switchyard::bench
