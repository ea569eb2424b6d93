// The table of contents of the API.
#include "adapters/taskrouter/endpoint.h"
#include "adapters/taskrouter/events.h"
#include "adapters/taskrouter/reservations.h"
#include "adapters/taskrouter/statistics_endpoints.h"
#include "adapters/taskrouter/tasks.h"

namespace switchyard::adapters::taskrouter {

std::vector<Route> all_routes() {
  std::vector<Route> routes{{"GET", "/v1/Workspaces"}, {"POST", "/v1/Workspaces"}};
  const auto lists = {workspace_routes(),  activity_routes(),  task_channel_routes(),
                      task_queue_routes(), worker_routes(),    worker_channel_routes(),
                      workflow_routes(),   task_routes(),      reservation_routes(),
                      event_routes(),      statistics_routes()};
  for (const auto& list : lists) routes.insert(routes.end(), list.begin(), list.end());
  return routes;
}

}  // namespace switchyard::adapters::taskrouter
