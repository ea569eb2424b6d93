// The exit codes in words.
#include "cli/exit_code.h"

namespace switchyard::cli {

const std::vector<ExitMeaning>& exit_meanings() {
  static const std::vector<ExitMeaning> meanings = {
      {ExitCode::done, "done; all thresholds held"},
      {ExitCode::own_fault, "a fault of this program: please report it"},
      {ExitCode::usage, "wrong arguments, or numbers for which a formula has no meaning"},
      {ExitCode::invalid_input,
       "a workspace, scenario, configuration or log that cannot be used; a damaged snapshot beside a "
       "journal"},
      {ExitCode::environment, "a file or stream that cannot be read or written"},
      {ExitCode::diverged, "a replay gave other answers"},
      {ExitCode::differences,
       "a story or golden scenario came out otherwise than expected; `diff --exit-code` found differences"},
      {ExitCode::threshold_failed, "a threshold failed"},
      {ExitCode::interrupted, "interrupted by Ctrl-C"},
      {ExitCode::terminated, "interrupted by SIGTERM"}};
  return meanings;
}

}  // namespace switchyard::cli
