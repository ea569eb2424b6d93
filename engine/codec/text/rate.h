// Rates as people write them: "120/h", "2/min", "0.5/s", "900/d".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace switchyard::codec {

// How often something happens on average.
struct Rate {
  double per_hour = 0;  // not negative, finite

  double per_second() const { return per_hour / 3600; }
  friend bool operator==(Rate, Rate) = default;
};

// A number, a slash, and one of s, min, h, d. Nothing when it is anything else, negative or beyond a million
// a second.
std::optional<Rate> parse_rate(std::string_view text);
// Whether it is written as a rate, and only higher than a million a second.
bool is_too_high(std::string_view text);

// "120/h": the shortest decimal that gives the same rate back.
std::string to_text(Rate rate);

}  // namespace switchyard::codec
