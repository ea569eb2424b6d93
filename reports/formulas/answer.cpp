// The sentences for wrong inputs, said in one way for all formulas.
#include "reports/formulas/answer.h"

#include <fmt/format.h>

#include <cmath>

namespace switchyard::reports {
namespace {

Problem sentence(const std::string& name, const std::string& expected, double found) {
  return fmt::format("{} must be {}, found {}", name, expected, found);
}

std::string range(double smallest) {
  return fmt::format("from {} to {}", smallest, largest_number);
}

}  // namespace

Problem unless_positive(const std::string& name, double x) {
  if (x >= smallest_number && x <= largest_number) return std::nullopt;
  if (std::isfinite(x) && x > 0.0) return sentence(name, range(smallest_number), x);
  return sentence(name, "a finite number above 0", x);
}

Problem unless_not_negative(const std::string& name, double x) {
  if (x >= 0.0 && x <= largest_number) return std::nullopt;
  if (std::isfinite(x) && x > 0.0) return sentence(name, range(0.0), x);
  return sentence(name, "a finite number, 0 or above", x);
}

Problem unless_between(const std::string& name, double x, double low, double high) {
  if (x > low && x < high) return std::nullopt;
  return sentence(name, fmt::format("above {} and below {}", low, high), x);
}

Problem unless_probability(const std::string& name, double x) {
  if (x >= 0.0 && x <= 1.0) return std::nullopt;
  return sentence(name, "from 0 to 1", x);
}

Problem unless_count(const std::string& name, std::int64_t n) {
  if (n >= 0 && n <= largest_count) return std::nullopt;
  return fmt::format("{} must be from 0 to {}, found {}", name, largest_count, n);
}

}  // namespace switchyard::reports
