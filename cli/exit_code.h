// The exit codes of the program, one for each way in which it can end.
#pragma once

#include <string_view>
#include <vector>

namespace switchyard::cli {

enum class ExitCode : int {
  done = 0,           // and every threshold held
  own_fault = 1,      // a bug of ours
  usage = 2,          // wrong arguments
  invalid_input = 3,  // a workspace, scenario, story or log that cannot be used
  environment = 4,    // a file or stream that cannot be read or written
  diverged = 5,       // a replay gave other answers
  differences = 6,    // a story or golden scenario came out otherwise than expected
  threshold_failed = 99,
  interrupted = 130,  // SIGINT
  terminated = 143,   // SIGTERM
};

struct ExitMeaning {
  ExitCode code;
  std::string_view meaning;  // for users
};
// All of them, in the order of their numbers.
const std::vector<ExitMeaning>& exit_meanings();

}  // namespace switchyard::cli
