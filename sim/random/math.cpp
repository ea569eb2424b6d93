// The parts of our logarithm, exponential and power that are not worth inlining.
#include "sim/random/math.h"

#include <limits>

namespace switchyard::sim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double two_to_54 = 18014398509481984.0;
constexpr double log2_of_e = 1.44269504088896338700;
constexpr double largest_exponent_argument = 709.782712893383973096;
constexpr double smallest_exponent_argument = -745.133219101941108420;

// 2^exponent for exponents of normal numbers, -1022..1023.
double power_of_two(int exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

int nearest_integer(double x) {
  return static_cast<int>(x < 0.0 ? x - 0.5 : x + 0.5);
}

// e^(high - low) for a reduced argument, |high - low| <= 0.35, as 1 + r + r c / (2 - c), Remez on r^2.
double exponential_of_reduced(double high, double low) {
  const double r = high - low;
  const double z = r * r;
  const double polynomial =
      z * (1.66666666666666019037e-01 +
           z * (-2.77777777770155933842e-03 +
                z * (6.61375632143793436117e-05 +
                     z * (-1.65339022054652515390e-06 + z * 4.13813679705723846039e-08))));
  const double c = r - polynomial;
  return 1.0 + ((r * c / (2.0 - c) - low) + high);
}

}  // namespace

namespace detail {

double natural_log_of_unusual(double x) {
  if (x == 0.0) return -infinity;
  if (!(x > 0.0)) return not_a_number;
  if (x == infinity) return infinity;
  return natural_log_of_normal(std::bit_cast<std::uint64_t>(x * two_to_54), -54);
}

}  // namespace detail

double scale_by_power_of_two(double x, int exponent) {
  if (exponent >= -1022 && exponent <= 1023) return x * power_of_two(exponent);
  // In two steps, because 2^exponent itself is not a normal number; the first step is exact.
  const int half = exponent / 2;
  return x * power_of_two(half) * power_of_two(exponent - half);
}

double exponential(double x) {
  if (x != x) return not_a_number;
  if (x > largest_exponent_argument) return infinity;
  if (x < smallest_exponent_argument) return 0.0;
  const int k = nearest_integer(x * log2_of_e);
  const double multiple = static_cast<double>(k);
  const double high = x - multiple * detail::ln2_high;
  const double low = multiple * detail::ln2_low;
  return scale_by_power_of_two(exponential_of_reduced(high, low), k);
}

double power(double x, double y) {
  if (y == 0.0) return 1.0;
  if (x == 0.0) return y > 0.0 ? 0.0 : infinity;
  if (x == 1.0) return 1.0;
  return exponential(y * natural_log(x));
}

double log_one_plus_minus(double x) {
  // With s = x / (2 + x): ln(1 + x) = 2 (s + s^3/3 + s^5/5 + ...) and x - 2s = x s, hence the difference.
  const double s = x / (2.0 + x);
  const double z = s * s;
  double sum = 0.0;
  for (int odd = 41; odd >= 3; odd -= 2) sum = sum * z + 1.0 / static_cast<double>(odd);
  return 2.0 * s * z * sum - x * s;
}

}  // namespace switchyard::sim
