// The slow, obvious twin of the formulas: state probabilities of a birth-death process, summed one by one.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace switchyard::reports {

// Probabilities of the states 0 .. last. Births from the last state are lost.
inline std::vector<long double> stationary(std::size_t last,
                                           const std::function<long double(std::size_t)>& birth,
                                           const std::function<long double(std::size_t)>& death) {
  std::vector<long double> weights{1.0L};
  long double sum = 1.0L;
  for (std::size_t n = 1; n <= last; ++n) {
    weights.push_back(weights.back() * birth(n - 1) / death(n));
    sum += weights.back();
  }
  for (long double& weight : weights) weight /= sum;
  return weights;
}

}  // namespace switchyard::reports
