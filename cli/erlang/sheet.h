// The answer of a formula as a sheet of named figures, for people and for machines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/formulas/answer.h"

namespace switchyard::cli {

enum class Unit : std::uint8_t { number, whole, share, seconds, erlang, yes_or_no };

struct Figure {
  std::string name;  // in JSON; what has a unit ends in it: mean_wait_seconds
  Unit unit = Unit::number;
  double value = 0;  // may be infinite
};

// Inputs and results in the order in which they were added, and the first thing that was wrong with them.
class Sheet {
 public:
  void input(const std::string& name, Unit unit, double value) { inputs_.push_back({name, unit, value}); }
  void result(const std::string& name, Unit unit, double value) { results_.push_back({name, unit, value}); }

  // The value, or after a problem an empty one, so that a computation can go on to its end.
  template <class Value>
  Value take(const reports::Answer<Value>& answer) {
    if (answer) return *answer;
    if (!problem_) problem_ = answer.error();
    return Value{};
  }
  void refuse(const std::string& problem) {
    if (!problem_) problem_ = problem;
  }
  const std::optional<std::string>& problem() const { return problem_; }

  std::string text() const;
  std::string json(const std::string& model) const;

 private:
  std::vector<Figure> inputs_;
  std::vector<Figure> results_;
  std::optional<std::string> problem_;
};

}  // namespace switchyard::cli
