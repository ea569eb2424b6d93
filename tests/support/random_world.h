// Random workspaces and random commands from a seed: what property tests throw at the engine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/command.h"
#include "engine/engine.h"

namespace switchyard::test {

// A small generator of its own (xorshift64*, Vigna 2016), so that a seed means the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E37'79B9'7F4A'7C15U + 1) {}
  std::uint64_t next();
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(next() % n); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

inline constexpr std::uint32_t skills = 3;

// The attributes of a random task or worker; no owner when it is empty.
Attributes attributes_with(std::uint32_t skill, std::uint32_t level, const std::string& owner);

// A workspace with several tenants, channels, orders, rings, limits and expressions, all drawn from the dice.
Workspace random_workspace(Dice& dice);

// The same rules, changed a little, as the next version.
Workspace next_version(const Workspace& before, Dice& dice);

// A command that mostly makes sense in the engine's present state, and sometimes does not.
Command random_command(const Engine& engine, Dice& dice);

struct TimedCommand {
  Time time;
  Command command;
};

// The next turn: a deadline that is due, or a random command some time later.
TimedCommand next_turn(const Engine& engine, Dice& dice);

}  // namespace switchyard::test
