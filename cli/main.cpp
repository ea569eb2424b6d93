// The entry of the program `switchyard`.
#include <cstdio>
#include <exception>
#include <new>

#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/program.h"
#include "cli/signals.h"

int main(int argument_count, char** arguments) {
  using namespace switchyard::cli;
  try {
    keep_standard_streams_apart();
    ignore_write_signals();
    return run_program(argument_count, arguments);
  } catch (const std::bad_alloc&) {
    std::fputs("switchyard: error: there is not enough memory\n", stderr);
    return static_cast<int>(ExitCode::environment);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "switchyard: a fault of this program, please report it: %s\n", error.what());
    return static_cast<int>(ExitCode::own_fault);
  }
}
