// The workspace's own settings: orders, limits and lengths of time.
#include "engine/codec/workspace/draft.h"

namespace switchyard::codec {
namespace {

void set_durations(Workspace& workspace, Reader& root) {
  workspace.time_to_live =
      root.duration("time_to_live", seconds(1), days(14)).value_or(workspace.time_to_live);
  workspace.assigned_limit = root.duration("assigned_limit", seconds(1)).value_or(workspace.assigned_limit);
  workspace.ended_kept = root.duration("ended_kept").value_or(workspace.ended_kept);
  workspace.dedup_kept = root.duration("dedup_kept").value_or(workspace.dedup_kept);
  workspace.reject_pause = root.duration("reject_pause").value_or(workspace.reject_pause);
  workspace.hand_back_wait = root.duration("hand_back_wait").value_or(workspace.hand_back_wait);
  workspace.owner_wait = root.duration("owner_wait", milliseconds(100));
  workspace.threads_kept = root.duration("threads_kept").value_or(workspace.threads_kept);
}

void set_orders(Workspace& workspace, Reader& root) {
  if (auto order = read_worker_order(root)) workspace.worker_order = *order;
  if (auto order = root.word("work_order", {"priority_then_age", "longest_queue", "fixed_queues"})) {
    workspace.work_order = static_cast<WorkOrder>(*order);
  }
  if (auto order = root.word("prioritize_queue_order", {"FIFO", "LIFO"})) {
    workspace.prioritize_queue_order = static_cast<TaskOrder>(*order);
  }
}

}  // namespace

std::optional<WorkerOrder> read_worker_order(Reader& reader) {
  auto order =
      reader.word("worker_order", {"longest_idle", "least_recently_assigned", "fixed", "fewest_open_tasks",
                                   "shortest_active_queue", "shortest_idle", "random"});
  return order ? std::optional(static_cast<WorkerOrder>(*order)) : std::nullopt;
}

void read_settings(Draft& draft, Reader& root) {
  root.string("$schema");
  root.integer("version", 1, 1);
  draft.workspace.name = root.required_string("name").value_or("");
  draft.workspace.version = draft.previous != nullptr ? draft.previous->version + 1 : 1;
  if (draft.previous != nullptr && root.has("name") && draft.previous->name != draft.workspace.name) {
    expect(draft.document, *root.find("name"), draft.problems, "must stay " + draft.previous->name,
           "SIDs are derived from it");
  }
  draft.sid_key = sid_key(draft.workspace.name);
  set_durations(draft.workspace, root);
  set_orders(draft.workspace, root);
  auto limit = root.integer("assignment_limit", 1, 1'000'000);
  if (limit) draft.workspace.assignment_limit = static_cast<std::uint32_t>(*limit);
  auto hand_backs = root.integer("hand_backs", 0, 1'000'000);
  if (hand_backs) draft.workspace.hand_backs = static_cast<std::uint32_t>(*hand_backs);
}

}  // namespace switchyard::codec
