// How far all replications of a run are, told while they run on several threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "cli/console.h"
#include "reports/progress/progress.h"

namespace switchyard::cli {

class ProgressMeter {
 public:
  ProgressMeter(const Console& console, std::uint32_t replications, std::string what);

  // `fraction` of one replication is done, 0 … 1. For any thread.
  void update(std::uint32_t replication, double fraction);
  void finish();

 private:
  const Console& console_;
  std::string what_;
  reports::Progress progress_;
  std::mutex mutex_;
  std::vector<double> fractions_;
  double sum_ = 0;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace switchyard::cli
