// Where a run's log is, and what the run's other files say of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/failure.h"
#include "engine/base/time.h"
#include "engine/codec/replay/replay.h"

namespace switchyard::cli {

// What the help of a command says of such an argument.
inline constexpr const char* log_argument =
    "A run.log, the journal of a live host, or the folder of a run; - is standard input";

// The log in a run's folder; a name that is no folder's is that of the log itself.
std::string log_of(const std::string& run);

// The wait that the run's report counts as good service, from the summary.json beside the log; nothing
// when there is none.
std::optional<Duration> service_level_beside(const std::string& log);

// How many replications the run had whose first has this log hash; nothing when no summary.json beside the
// log says so.
std::optional<std::uint64_t> replications_beside(const std::string& log, const std::string& hash);

Outcome<codec::LogReader> open_log(const std::string& run);

// A log that is not one is exit code 3, one that cannot be read 4, one that this engine answers otherwise 5.
Failure failure_of(const codec::ReplayProblem& problem);

}  // namespace switchyard::cli
