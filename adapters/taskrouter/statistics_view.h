// Statistics as the API shows them: figures in, JSON out.
#pragma once

#include <string>
#include <vector>

#include "adapters/taskrouter/period.h"
#include "adapters/taskrouter/scope.h"
#include "adapters/taskrouter/statistics/cumulative.h"
#include "adapters/taskrouter/statistics/realtime.h"

namespace switchyard::adapters::taskrouter {

// What a request for statistics asks beside the thing that they are about.
struct StatisticsQuery {
  Period period;
  std::optional<TaskChannelId> channel;
  std::vector<Duration> thresholds;  // SplitByWaitTime
};
// What is wrong is kept by `parameters`.
StatisticsQuery read_statistics_query(const Scope& scope, Parameters& parameters);

// What the statistics are about.
enum class Subject : std::uint8_t { workspace, workflow, queue, workers };

// The members that every answer has, with the SID of the subject under `sid_key`, if it has one.
Json statistics_frame(const Scope& scope, std::string_view sid_key = {}, const std::string& sid = {});

void add_cumulative(Json& body, const Scope& scope, Subject subject, const StatisticsQuery& query,
                    const Cumulative& sum);
void add_tasks(Json& body, const Scope& scope, Subject subject, const TaskFigures& tasks);
void add_workers(Json& body, const Scope& scope, Subject subject, const WorkerFigures& workers);
void add_durations(Json& body, const Scope& scope, const std::vector<Waits>& durations);

}  // namespace switchyard::adapters::taskrouter
