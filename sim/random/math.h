// Logarithm, exponential and power with the same bits on every compiler and processor, because libm's differ.
#pragma once

#include <bit>
#include <cstdint>

namespace switchyard::sim {

// Everything here is made of + - * / and exact bit operations, in a written order of evaluation. Built with
// -ffp-contract=off (and never -ffast-math) the result is the same double everywhere.
//
// Source: the argument reductions and minimax coefficients are those published with Sun's fdlibm 5.3
// (e_log.c and e_exp.c, 1993); the code is our own. Errors, measured by tests/sim/random_math_test.cpp
// against long double: natural_log and exponential below 1 ulp.

// ln x. x < 0 or NaN gives NaN, 0 gives -infinity, +infinity gives +infinity. Inline: it is the whole cost of
// an exponential quantile.
inline double natural_log(double x);

// e^x. Above 709.78 gives +infinity, below -745.13 gives 0, NaN gives NaN.
double exponential(double x);

// x^y for x >= 0 as e^(y ln x): relative error about 2e-16 * (1 + |y ln x|). x < 0 gives NaN; 0^0 is 1.
double power(double x, double y);

// x * 2^exponent, rounded once. |exponent| <= 2000.
double scale_by_power_of_two(double x, int exponent);

// ln(1 + x) - x for |x| <= 0.5 without cancellation: relative error about 1e-15.
double log_one_plus_minus(double x);

namespace detail {

inline constexpr std::uint64_t mantissa_mask = (std::uint64_t{1} << 52) - 1;
inline constexpr std::uint64_t smallest_normal_bits = std::uint64_t{1} << 52;
inline constexpr std::uint64_t infinity_bits = std::uint64_t{0x7ff} << 52;
inline constexpr std::uint64_t one_bits = std::uint64_t{0x3ff} << 52;
inline constexpr std::uint64_t square_root_of_half_bits = 0x3fe6a09e00000000;  // cut to its high word

inline constexpr double ln2_high = 6.93147180369123816490e-01;  // low 32 bits zero: k * ln2_high is exact
inline constexpr double ln2_low = 1.90821492927058770002e-10;

// ln of zero, subnormal, negative, infinite and NaN arguments.
double natural_log_of_unusual(double x);

// ln of the positive normal number with these bits, plus extra_exponent * ln 2.
inline double natural_log_of_normal(std::uint64_t bits, int extra_exponent) {
  // x = 2^k * m with m in [sqrt(1/2), sqrt(2)); f = m - 1 is exact; ln m = 2 atanh(s), s = f / (2 + f).
  bits += one_bits - square_root_of_half_bits;
  const double k = static_cast<double>(static_cast<int>(bits >> 52) - 1023 + extra_exponent);
  const double m = std::bit_cast<double>((bits & mantissa_mask) + square_root_of_half_bits);
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double w = z * z;
  const double even =
      w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double odd =
      z * (6.666666666666735130e-01 +
           w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const double half_square = 0.5 * f * f;
  const double correction = s * (half_square + (even + odd)) + k * ln2_low;
  return k * ln2_high + ((correction - half_square) + f);
}

}  // namespace detail

inline double natural_log(double x) {
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  // One unsigned comparison leaves out zero, subnormal, negative, infinite and NaN.
  if (bits - detail::smallest_normal_bits >= detail::infinity_bits - detail::smallest_normal_bits) {
    return detail::natural_log_of_unusual(x);
  }
  return detail::natural_log_of_normal(bits, 0);
}

}  // namespace switchyard::sim
