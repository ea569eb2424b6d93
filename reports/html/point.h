// A figure of an interval, or that there is none, in eight bytes: long runs have many thousand of them.
#pragma once

#include <cmath>
#include <limits>
#include <optional>

namespace switchyard::reports {

// Figures are finite, so that one which is no number can stand for none.
class Point {
 public:
  Point() = default;
  Point(double figure) : figure_(figure) {}
  Point(std::optional<double> figure) : figure_(figure.value_or(none)) {}
  Point(std::nullopt_t) {}

  bool has_value() const { return !std::isnan(figure_); }
  operator std::optional<double>() const { return has_value() ? std::optional(figure_) : std::nullopt; }
  friend bool operator==(const Point& one, const Point& other) {
    return one.has_value() ? one.figure_ == other.figure_ : !other.has_value();
  }
  double value_or(double other) const { return has_value() ? figure_ : other; }

 private:
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();

  double figure_ = none;
};

}  // namespace switchyard::reports
