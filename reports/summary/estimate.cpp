// The delta method for a ratio, and the pairwise sum of moments.
#include "reports/summary/estimate.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace switchyard::reports {

void Moments::add(const Moments& other) {
  if (other.count == 0) return;
  const double all = count + other.count;
  const double step_n = other.mean_n - mean_n;
  const double step_d = other.mean_d - mean_d;
  const double weight = count * other.count / all;
  nn += other.nn + step_n * step_n * weight;
  nd += other.nd + step_n * step_d * weight;
  dd += other.dd + step_d * step_d * weight;
  mean_n += step_n * other.count / all;
  mean_d += step_d * other.count / all;
  count = all;
}

double t_quantile_975(double degrees) {
  return boost::math::quantile(boost::math::students_t(degrees), 0.975);
}

std::optional<Estimate> estimate(const Moments& moments) {
  if (moments.count == 0 || moments.mean_d == 0) return std::nullopt;
  const double ratio = moments.mean_n / moments.mean_d;
  Estimate result{ratio, std::nullopt};
  if (moments.count < 2) return result;
  const double residuals = moments.nn - 2 * ratio * moments.nd + ratio * ratio * moments.dd;
  const double variance =
      std::max(residuals, 0.0) / (moments.count * (moments.count - 1) * moments.mean_d * moments.mean_d);
  result.half_width = t_quantile_975(moments.count - 1) * std::sqrt(variance);
  return result;
}

}  // namespace switchyard::reports
