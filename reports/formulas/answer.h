// What a formula returns: a value, or a sentence that names the input that has no meaning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace switchyard::reports {

template <class Value>
using Answer = tl::expected<Value, std::string>;

// Nothing, or what is wrong with an input: "the handle time must be a finite number above 0, found -3".
using Problem = std::optional<std::string>;

// Rates, times and loads beyond these have no meaning for a contact centre, and their products overflow.
inline constexpr double smallest_number = 1e-12;
inline constexpr double largest_number = 1e12;

Problem unless_positive(const std::string& name, double x);      // smallest_number .. largest_number
Problem unless_not_negative(const std::string& name, double x);  // 0 .. largest_number
Problem unless_between(const std::string& name, double x, double low, double high);  // ends excluded
Problem unless_probability(const std::string& name, double x);                       // 0 .. 1, ends included
Problem unless_count(const std::string& name, std::int64_t n);                       // 0 .. largest_count

// The recursions take a step for each agent or place; above this an input is surely a slip of the keyboard.
inline constexpr std::int64_t largest_count = 10'000'000;

// The first problem of a list of checks.
template <class... Rest>
Problem first_problem(const Problem& first, const Rest&... rest) {
  if constexpr (sizeof...(rest) == 0) {
    return first;
  } else {
    return first ? first : first_problem(rest...);
  }
}

}  // namespace switchyard::reports
