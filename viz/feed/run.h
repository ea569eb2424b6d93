// What a feed shows, whichever it is: a finished log, a simulation or a live host.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "viz/feed/live.h"
#include "viz/feed/log.h"
#include "viz/feed/simulation.h"

namespace switchyard::viz {

using Run =
    std::variant<std::unique_ptr<OpenedLog>, std::unique_ptr<SimulationRun>, std::unique_ptr<LiveRun>>;

tl::expected<Run, FeedProblem> open_run(const std::string& what, const FeedOptions& options);

Recording& recording_of(Run& run);
Source source_of(const Run& run);
// How far it can be shown.
Time known_until(const Run& run);
bool is_complete(const Run& run);
std::optional<Time> expected_end(const Run& run);
// More had happened before what it can show.
bool is_from_middle(const Run& run);
// Goes on to where `time` is known, for at most so long; `notices` is told what who looks should know.
void work_on(Run& run, Time time, std::chrono::microseconds budget, std::vector<std::string>& notices);
// Until nothing more can be known without time going by.
void finish(Run& run);

}  // namespace switchyard::viz
