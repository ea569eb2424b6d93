// A finished log, or what is there of one that is not: read through once, then open at any moment.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "viz/feed/feed.h"
#include "viz/feed/recording.h"

namespace switchyard::viz {

struct OpenedLog {
  Recording recording;
  codec::LogHeader header;  // without the workspace's document
  Time end;                 // of the last turn
  // What is wrong with it, where not everything could be read: it is cut off (or still being written),
  // damaged further on, or this engine answers otherwise than the one that wrote it.
  std::optional<std::string> notice;
  std::string hash{};  // of all turns, where it is whole
};

// A run.log, or the folder of a run. The service level is measured by the threshold in the summary.json
// beside it, else by 20 s. What gives no turn at all is an error. O(commands).
tl::expected<OpenedLog, FeedProblem> open_log(const std::string& what, const FeedOptions& options);

// The log in a run's folder; a name that is no folder's is that of the log itself.
std::string log_path(const std::string& what);

}  // namespace switchyard::viz
