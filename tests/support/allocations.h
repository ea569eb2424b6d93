// Counts what this test program asks the heap for.
#pragma once

#include <cstddef>

namespace switchyard::test {

// How often memory was allocated since the program began.
std::size_t allocations();

}  // namespace switchyard::test
