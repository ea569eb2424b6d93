// The three workloads that speed is measured with: mean service 180 s exponential, workers accept at once.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/scenario/scenario.h"

namespace switchyard::bench {

inline constexpr double mean_service = 180;  // seconds

// What a workload is, for the engine and for the bare loop alike.
struct Workload {
  const char* name = "";
  std::uint32_t queues = 1;
  std::uint32_t workers = 100;
  std::uint32_t skills_a_worker = 0;  // 0: every worker serves every queue
  double erlangs = 90;
  double mean_patience = 0;         // seconds; 0: for ever
  std::uint64_t calls = 1'000'000;  // expected
};

// W1: 100 workers, 90 erlang, FIFO. W2: the same with 105 erlang and patience of mean 180 s.
// W3: 20 queues of equal load, 200 workers with 3 random skills each, 180 erlang, longest idle worker, oldest
// call.
std::vector<Workload> workloads(std::uint64_t calls);

// The skills of a worker, in ascending order: the same for the engine and the bare loop.
std::vector<std::uint32_t> skills_of(const Workload& workload, std::uint32_t worker);

sim::Scenario scenario_of(const Workload& workload, std::uint64_t seed);

}  // namespace switchyard::bench
