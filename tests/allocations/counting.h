// Counts calls of operator new while it is told to.
#pragma once

#include <cstddef>

namespace switchyard::tests {

void start_counting_allocations();
// How many there were since it was started.
std::size_t stop_counting_allocations();

}  // namespace switchyard::tests
