// Tasks: fetched and deleted here; listed, created and updated in files of their own.
#include "adapters/taskrouter/tasks.h"

#include "adapters/taskrouter/task_view.h"

namespace switchyard::adapters::taskrouter {
namespace {

Decision fetch_task(const Scope& scope) {
  const std::optional<Task> task = find_shown_task(scope, scope.call().path[1]);
  if (!task) return not_found(scope);
  return task_response(200, scope, *task);
}

Decision delete_task(const Scope& scope) {
  const std::optional<Task> task = find_shown_task(scope, scope.call().path[1]);
  if (!task) return not_found(scope);
  if (auto mismatch = check_if_match(scope.call().request.headers, etag(scope, *task)))
    return *std::move(mismatch);
  Change change;
  change.tolerated =
      Refusal::task_ended;  // the engine forgets it by itself; the notes know that it is not shown
  change.commands.push_back(DeleteTask{task->id});
  change.reply = [](const Scope&, const Outcome&) { return no_content(); };
  return change;
}

}  // namespace

std::vector<Route> task_routes() {
  return {{"GET", "/v1/Workspaces/{}/Tasks", list_tasks},
          {"POST", "/v1/Workspaces/{}/Tasks", create_task, true},
          {"GET", "/v1/Workspaces/{}/Tasks/{}", fetch_task},
          {"POST", "/v1/Workspaces/{}/Tasks/{}", update_task},
          {"DELETE", "/v1/Workspaces/{}/Tasks/{}", delete_task}};
}

}  // namespace switchyard::adapters::taskrouter
