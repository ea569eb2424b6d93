// Moments of the idle time, by stages or by a small linear system.
#include "bench/validation/idle_moments.h"

#include <cmath>
#include <utility>
#include <vector>

namespace switchyard::bench {

namespace {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

// weights[k - 1]: probability that k workers are idle when one has just become idle.
Vector idle_seen(double load, std::int64_t workers) {
  Vector busy{1.0};
  for (std::int64_t n = 1; n < workers; ++n) busy.push_back(busy.back() * load / static_cast<double>(n));
  double sum = 0;
  for (const double p : busy) sum += p;
  Vector weights(busy.size());
  for (std::size_t n = 0; n < busy.size(); ++n) weights[busy.size() - 1 - n] = busy[n] / sum;
  return weights;
}

IdleMoments moments(double first, double second) {
  return {first, std::sqrt(second - first * first) / first};
}

// Gaussian elimination; the matrices here are diagonally dominant, so no pivoting is needed.
Vector solve(Matrix a, Vector b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      const double factor = a[j][i] / a[i][i];
      for (std::size_t k = i; k < n; ++k) a[j][k] -= factor * a[i][k];
      b[j] -= factor * b[i];
    }
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

// -Q over the number of idle workers, the worker that we follow among them.
Matrix negated_generator(double arrival_rate, double service_rate, std::size_t workers) {
  Matrix q(workers, Vector(workers, 0.0));
  for (std::size_t i = 0; i < workers; ++i) {
    const double idle = static_cast<double>(i + 1);
    const double ends = static_cast<double>(workers - 1 - i) * service_rate;
    q[i][i] = arrival_rate + ends;
    if (i > 0) q[i][i - 1] = -arrival_rate * (1 - 1 / idle);
    if (i + 1 < workers) q[i][i + 1] = -ends;
  }
  return q;
}

double weighted(const Vector& weights, const Vector& values) {
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * values[i];
  return sum;
}

}  // namespace

IdleMoments idle_with_longest_idle_first(double arrival_rate, double service_rate, std::int64_t workers) {
  const Vector weights = idle_seen(arrival_rate / service_rate, workers);
  double first = 0;
  double second = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double stages = static_cast<double>(i + 1);
    first += weights[i] * stages / arrival_rate;
    second += weights[i] * stages * (stages + 1) / (arrival_rate * arrival_rate);
  }
  return moments(first, second);
}

IdleMoments idle_with_random_choice(double arrival_rate, double service_rate, std::int64_t workers) {
  const Vector weights = idle_seen(arrival_rate / service_rate, workers);
  const Matrix q = negated_generator(arrival_rate, service_rate, static_cast<std::size_t>(workers));
  const Vector first = solve(q, Vector(weights.size(), 1.0));
  Vector doubled = first;
  for (double& value : doubled) value *= 2;
  return moments(weighted(weights, first), weighted(weights, solve(q, doubled)));
}

}  // namespace switchyard::bench
