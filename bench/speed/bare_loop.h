// The least that any simulation of these workloads must do: a heap, lines of calls, the same random numbers.
#pragma once

#include <cstdint>

#include "bench/speed/workloads.h"

namespace switchyard::bench {

struct BareResult {
  std::uint64_t calls = 0;
  std::uint64_t abandoned = 0;
  double total_wait = 0;  // seconds, of all calls
};

// Runs the workload without an engine: no reservations, no events, no log. Draws as the simulator does, so
// that the two differ by what an engine costs and by nothing else.
BareResult run_bare_loop(const Workload& workload, std::uint64_t seed);

}  // namespace switchyard::bench
