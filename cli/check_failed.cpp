// What the program does when an invariant is broken: it tells where and in which turn, and stops.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "cli/exit_code.h"
#include "cli/run/flight_recorder.h"
#include "cli/signals.h"
#include "cli/version.h"
#include "engine/base/check.h"

namespace switchyard {

void check_failed(const char* condition, const char* file, int line) {
  std::string text =
      fmt::format("switchyard: a fault of this program: {} does not hold ({}:{}, version {})\n", condition,
                  file, line, cli::version());
  if (const cli::FlightRecorder* recorder = cli::FlightRecorder::current()) {
    text += "the last turns, the failed one last:\n" + recorder->text();
  }
  text += "please report this with the scenario, or the run's log\n";
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
  cli::remove_scratch();
  // Nothing else may run: neither destructors nor other threads.
  _exit(static_cast<int>(cli::ExitCode::own_fault));
}

}  // namespace switchyard
