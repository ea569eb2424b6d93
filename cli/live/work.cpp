// The API has reservations only below a task or a worker, and what waits only in statistics.
#include "cli/live/work.h"

#include <map>

#include "cli/live/lookup.h"

namespace switchyard::cli {
namespace {

constexpr const char* open_ones = "/Reservations?PageSize=1000&ReservationStatus=pending,accepted,wrapping";

bool is_sid(const std::string& text, std::string_view kind) {
  constexpr std::size_t sid_length = 34;
  return text.size() == sid_length && text.starts_with(kind);
}

Outcome<std::vector<Json>> of_worker(ApiClient& api, const std::string& workspace,
                                     const std::string& wanted) {
  const auto worker = find_row(api, workspace + "/Workers", wanted);
  if (!worker) return tl::unexpected(worker.error());
  return api.list(workspace + "/Workers/" + cell(*worker, "sid") + "/Reservations?PageSize=1000");
}

}  // namespace

Outcome<std::vector<Json>> open_reservations(ApiClient& api, const std::string& workspace) {
  const auto tasks = api.list(workspace + "/Tasks?PageSize=1000&AssignmentStatus=reserved,assigned,wrapping");
  if (!tasks) return tl::unexpected(tasks.error());
  std::vector<Json> all;
  for (const Json& task : *tasks) {
    const std::string path = workspace + "/Tasks/" + cell(task, "sid");
    const auto some = api.list(path + open_ones);
    if (some) all.insert(all.end(), some->begin(), some->end());
    if (!some && some.error().code != ExitCode::invalid_input) return tl::unexpected(some.error());
    if (!some && api.get(path)) return tl::unexpected(some.error());  // else it has gone meanwhile
  }
  return all;
}

Outcome<std::vector<Json>> reservations_of(ApiClient& api, const std::string& workspace,
                                           const std::string& wanted) {
  if (is_sid(wanted, "WT")) return api.list(workspace + "/Tasks/" + wanted + open_ones);
  if (!is_sid(wanted, "WR")) return of_worker(api, workspace, wanted);
  auto open = open_reservations(api, workspace);
  if (!open) return open;
  for (const Json& row : *open) {
    if (cell(row, "sid") == wanted) return std::vector<Json>{row};
  }
  return fail(ExitCode::invalid_input, "there is no open reservation " + wanted);
}

Outcome<void> add_waiting(ApiClient& api, const std::string& workspace, std::vector<Json>& queues) {
  const auto all = api.list(workspace + "/TaskQueues/Statistics?PageSize=1000&Minutes=1");
  if (!all) return tl::unexpected(all.error());
  std::map<std::string, const Json*> present;
  for (const Json& one : *all) present[cell(one, "task_queue_sid")] = &one.at("realtime");
  for (Json& queue : queues) {
    const auto found = present.find(cell(queue, "sid"));
    if (found == present.end()) continue;
    queue["waiting"] = found->second->at("tasks_by_status").at("pending");
    queue["oldest_waiting_age"] = found->second->at("longest_task_waiting_age");
  }
  return {};
}

}  // namespace switchyard::cli
