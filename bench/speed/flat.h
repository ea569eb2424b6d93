// Does the cost of a call stay the same when the centre is large? Measured beside a small one in the same
// run.
#pragma once

#include <cstdint>
#include <vector>

#include "bench/speed/figures.h"

namespace switchyard::bench {

// CPU time a completed call, engine and simulator and log hash, as ratio to 100 workers and 10 queues:
// 10,000 and 100,000 workers with 1,000 queues; 100 different values a queue that the target's condition
// reads; 1,000,000 tasks waiting. And the CPU seconds of a snapshot of 1,000,000 open tasks, to bytes and
// back to an engine. `calls` are measured each time, the median of `rounds` is told.
void measure_flatness(std::uint64_t calls, int rounds, std::vector<Figure>& figures);

}  // namespace switchyard::bench
