// How `switchyard serve` says what is wrong: lines of its log, so that whoever collects them reads all of it.
#pragma once

#include "adapters/operations/log.h"
#include "cli/console.h"
#include "cli/failure.h"
#include "cli/serve/config.h"

namespace switchyard::cli {

// What the program says of itself, beside what its parts log. Each fault of a document is a line of its own,
// with the place; a log for people shows them as every other command does, with the line of the text.
class Telling {
 public:
  Telling(const ServeConfig& config, const Console& console);

  ExitCode tell(const Failure& failure);
  ExitCode tell(const codec::Problems& problems);
  adapters::operations::Log& log() { return log_; }
  // What its configuration may change of it while the program runs.
  void take_over(const ServeConfig& config);

 private:
  bool json_;
  const Console& console_;
  adapters::operations::Log log_;
};

// One fault or warning of a document: event "configuration".
void log_problem(adapters::operations::Log& log, const codec::Problem& problem);

}  // namespace switchyard::cli
