// How much memory a run of the command takes, and whether that grows with the number of calls.
#pragma once

#include <string>
#include <vector>

#include "bench/speed/figures.h"

namespace switchyard::bench {

// Runs `program` (switchyard) as users do, with all its default outputs into a folder, over 1,000,000 and
// over 20,000,000 calls of one day's rate, and tells the peak of each. Minutes.
void measure_memory(const std::string& program, std::vector<Figure>& figures);

}  // namespace switchyard::bench
