// Rates: text to events per hour and back.
#include "engine/codec/text/rate.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>

namespace switchyard::codec {
namespace {

struct Unit {
  std::string_view name;
  double per_hour;  // of one a unit
};
constexpr std::array<Unit, 4> units{{{"h", 1.0}, {"min", 60.0}, {"s", 3'600.0}, {"d", 1.0 / 24}}};
constexpr double highest_per_hour = 3'600e6;

// Digits that no double holds are infinitely many, or as good as none.
std::optional<double> parse_count(std::string_view text) {
  double count = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, count, std::chars_format::fixed);
  if (stop != end || text.starts_with('-') || error == std::errc::invalid_argument) return std::nullopt;
  if (error == std::errc{}) return std::isfinite(count) ? std::optional(count) : std::nullopt;
  const bool is_high = text.substr(0, text.find('.')).find_first_not_of('0') != std::string_view::npos;
  return is_high ? std::numeric_limits<double>::infinity() : 0;
}

// Also of what is too high.
std::optional<Rate> parse_any_height(std::string_view text) {
  std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto count = parse_count(text.substr(0, slash));
  if (!count) return std::nullopt;
  for (const Unit& unit : units) {
    if (unit.name != text.substr(slash + 1)) continue;
    return Rate{unit.name == "d" ? *count / 24 : *count * unit.per_hour};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Rate> parse_rate(std::string_view text) {
  const auto rate = parse_any_height(text);
  return rate && rate->per_hour <= highest_per_hour ? rate : std::nullopt;
}

bool is_too_high(std::string_view text) {
  const auto rate = parse_any_height(text);
  return rate && rate->per_hour > highest_per_hour;
}

std::string to_text(Rate rate) {
  std::array<char, 400> digits{};  // the longest double in fixed notation has 328 characters
  auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), rate.per_hour, std::chars_format::fixed);
  return std::string(digits.data(), end) + "/h";
}

}  // namespace switchyard::codec
