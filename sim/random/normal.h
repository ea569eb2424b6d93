// The normal law's quantile, the door from a uniform to lognormal times.
#pragma once

namespace switchyard::sim {

// z with P(Z <= z) = p for a standard normal Z, 0 < p < 1; relative error about 1e-15. p <= 0 gives
// -infinity, p >= 1 gives +infinity. Source: M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37
// (1988).
double normal_quantile(double p);

}  // namespace switchyard::sim
