// The gamma function, the incomplete gamma function and its inverse, for gamma laws with the same bits
// everywhere.
#pragma once

namespace switchyard::sim {

// ln of the gamma function for x > 0 by Stirling's series after a shift to x >= 12: error below 1e-14
// (absolute near the zeros at 1 and 2, relative for large x). Abramowitz and Stegun 6.1.41.
double log_gamma(double x);

// What depends on the shape only; keep it with a law and every value costs less. shape > 0.
struct IncompleteGamma {
  double shape = 1.0;
  double log_gamma_next = 0.0;  // ln Gamma(shape + 1), or Stirling's correction for shapes from 12 up
};

IncompleteGamma incomplete_gamma(double shape);

// The two tails of a gamma law with this shape and scale 1 at x, and x^shape e^-x / Gamma(shape + 1).
// Each tail has its own relative error of about 1e-12, as far as doubles reach.
// Series below shape + 1, Legendre's continued fraction above: O(sqrt(shape)) steps at the centre.
// Sources: Abramowitz and Stegun 6.5.29, 6.5.31; the factor in front as Loader's saddle-point form.
struct GammaTails {
  double below = 0.0;
  double above = 1.0;
  double factor = 0.0;
};
GammaTails gamma_tails(const IncompleteGamma& gamma, double x);

// P(shape, x), the regularized lower incomplete gamma function, and its complement Q. x <= 0 gives P = 0.
double regularized_gamma_p(double shape, double x);
double regularized_gamma_q(double shape, double x);

// x with P(shape, x) = u, 0 < u < 1, to about 1e-13 relative: Newton on the logarithm of the smaller tail,
// held inside a bracket. Values below the smallest double become 0. Shapes 0.001 .. 1e6.
double gamma_quantile(const IncompleteGamma& gamma, double u);

}  // namespace switchyard::sim
