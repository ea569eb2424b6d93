// Each connection takes a file descriptor, and shells give a program few of them.
#pragma once

#include <cstdint>

namespace switchyard::cli {

// Raises this process's limit of open files as far as it may, and tells the limit.
std::uint64_t raise_descriptor_limit();

}  // namespace switchyard::cli
