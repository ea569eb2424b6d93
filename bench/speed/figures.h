// The figures that ./dev bench prints and writes: each with a stable name and what it is asked to be.
#pragma once

#include <string>
#include <vector>

namespace switchyard::bench {

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  std::string compared_with;
  double at_least = 0;  // 0: nothing is asked of it
  double at_most = 0;   // 0: nothing is asked of it
};

void print(const std::vector<Figure>& figures);

// False when the file cannot be written.
bool write_json(const std::vector<Figure>& figures, const std::string& path);

// Of this process, user and system.
double cpu_seconds();
double peak_megabytes();

double median(std::vector<double> values);

}  // namespace switchyard::bench
