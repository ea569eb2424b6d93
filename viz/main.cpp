// The entry of the program `switchyard-view`.
#include <cstdio>
#include <exception>

#include "viz/options.h"
#include "viz/program.h"

int main(int argument_count, char** arguments) {
  using namespace switchyard::viz;
  try {
    const Parsed parsed = parse_options(argument_count, arguments);
    return parsed.exit_code ? *parsed.exit_code : run_viewer(parsed.options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "switchyard-view: a fault of this program, please report it: %s\n", error.what());
    return 1;
  }
}
