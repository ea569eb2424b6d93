// A request, and what its endpoint sees of the workspace that it is about.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/outgoing.h"
#include "adapters/port.h"
#include "adapters/taskrouter/account.h"
#include "adapters/taskrouter/configuration.h"
#include "adapters/taskrouter/parameters.h"
#include "engine/state/state.h"

namespace switchyard::adapters::taskrouter {

class WorkRecords;

// A request that was let in and found its endpoint.
struct Call {
  http::Request request;
  Caller caller;
  Parameters parameters;          // of the form, or of the query of a GET
  std::vector<std::string> path;  // what stands in the places of the route; the first is the workspace's SID
  std::string base_url;           // "https://host", without a slash at the end
  Time received;
  http::JudgeUrl judge_url = {};  // of URLs that we shall be asked to post to; none: all are good
};

// Only on the host's thread, and only during the call that was given it.
class Scope {
 public:
  Scope(const Call& call, const WorkspaceView& view, const Configuration& configuration,
        const WorkRecords& records)
      : call_(call), view_(view), configuration_(configuration), records_(records) {}

  const Call& call() const { return call_; }
  const Configuration& configuration() const { return configuration_; }
  const WorkRecords& records() const { return records_; }
  const State& state() const { return view_.engine.state(); }
  const Workspace& rules() const { return state().workspace(); }
  Time now() const { return view_.now; }

  // Whether the caller sees rows of the tenant.
  bool sees(TenantId tenant) const;
  // The caller's own tenant; nothing for an account, which sees all.
  std::optional<TenantId> own_tenant() const;

  // The URL of the workspace, with "/" and the parts behind it.
  std::string url(std::initializer_list<std::string_view> parts = {}) const;

  // What a SID stands for, if the caller may see it; task channels by their unique name as well.
  std::optional<ActivityId> find_activity(std::string_view sid) const;
  std::optional<TaskChannelId> find_channel(std::string_view sid_or_name) const;
  std::optional<WorkerId> find_worker(std::string_view sid) const;
  std::optional<TaskQueueId> find_queue(std::string_view sid) const;
  std::optional<WorkflowId> find_workflow(std::string_view sid) const;

  // SIDs; null of none, as answers have them.
  Json activity_sid(ActivityId id) const { return sid_or_null(SidKind::activity, id.value); }
  Json channel_sid(TaskChannelId id) const { return sid_or_null(SidKind::task_channel, id.value); }
  Json worker_sid(WorkerId id) const { return sid_or_null(SidKind::worker, id.value); }
  Json queue_sid(TaskQueueId id) const { return sid_or_null(SidKind::task_queue, id.value); }
  Json workflow_sid(WorkflowId id) const { return sid_or_null(SidKind::workflow, id.value); }

 private:
  Json sid_or_null(SidKind kind, std::uint32_t id) const;

  const Call& call_;
  const WorkspaceView& view_;
  const Configuration& configuration_;
  const WorkRecords& records_;
};

// What stands in the request's path is not there for the caller.
ApiError not_found(const Scope& scope);

}  // namespace switchyard::adapters::taskrouter
