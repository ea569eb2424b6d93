// What it costs to open a log, and to go to a moment of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/speed/figures.h"

namespace switchyard::bench {

// Makes the log of so many calls (200 queues, 1,000 workers) with `program` in `folder`; its path. Minutes.
std::string make_log(const std::string& program, const std::string& folder, std::uint64_t calls);

// Opens the log and goes to 60 moments of it, there and back. False: it cannot be opened.
bool measure_opening(const std::string& log, std::vector<Figure>& figures);

}  // namespace switchyard::bench
