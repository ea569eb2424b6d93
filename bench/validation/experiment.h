// A case with an exact answer: what is simulated, what is measured of it, and what the formula says.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "reports/measures/measures.h"
#include "sim/scenario/scenario.h"

namespace switchyard::bench {

// The lengths of the times that workers were idle, ended by an offer, in seconds.
struct IdleTimes {
  std::uint64_t count = 0;
  double sum = 0;
  double sum_of_squares = 0;
  double mean() const { return sum / static_cast<double>(count); }
  double variance() const { return sum_of_squares / static_cast<double>(count) - mean() * mean(); }
  double variation() const;  // standard deviation / mean
};

struct Observation {
  const reports::Measures& measures;
  const IdleTimes& idle;
};

struct Figure {
  std::string name;
  double expected = 0;
  std::function<double(const Observation&)> measure;  // in one replication
};

struct Case {
  std::string name;
  std::string formula;  // its name, and where it comes from
  sim::Scenario scenario;
  std::vector<Figure> figures;
};

// A figure's mean over the replications with its 99.9 % interval (Student's t).
struct Outcome {
  std::string name;
  double expected = 0;
  double mean = 0;
  double half_width = 0;
  bool holds() const;
};

// Runs the case through simulator, engine and reports. The first tenth of the time is warm-up and does not
// count.
std::vector<Outcome> run_case(const Case& one, std::uint32_t replications);

}  // namespace switchyard::bench
