// A program with a wrong invariant, which ends as switchyard does when one of its own is broken.
#include "cli/run/flight_recorder.h"
#include "cli/signals.h"
#include "cli/version.h"
#include "engine/base/check.h"

namespace switchyard::cli {

std::string_view version() {
  return "1.2.3";
}

}  // namespace switchyard::cli

// With an argument, that folder and the run.log in it are what an unfinished run has written.
int main(int argument_count, char** arguments) {
  using namespace switchyard;
  if (argument_count > 1) cli::set_scratch(arguments[1], {"run.log"}, {});
  Workspace workspace;
  workspace.workers.resize(1);
  workspace.workers[0].name = "ann";
  cli::FlightRecorder recorder(workspace);
  recorder.note(Time{}, WorkerAccepts{ReservationId{7}});
  recorder.note(Time{1'000'000}, WorkerAttributesChange{WorkerId{0}, {}});
  SY_CHECK(argument_count < 0);
  return 0;
}
