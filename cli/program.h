// The whole program as a function of its arguments.
#pragma once

namespace switchyard::cli {

// Returns the exit code. Prints to standard output and standard error.
int run_program(int argument_count, const char* const* arguments);

}  // namespace switchyard::cli
