// The command has the text and the event says which task it joined, so both are looked at together.
#include "adapters/agents/conversations.h"

#include <utility>
#include <variant>

#include "engine/base/match.h"

namespace switchyard::adapters::agents {
namespace {

TaskId ended_by(const Event& event) {
  return match(
      event,                                              //
      [](const TaskCompleted& e) { return e.task; },      //
      [](const TaskCanceled& e) { return e.task; },       //
      [](const TaskDeleted& e) { return e.task; },        //
      [](const TaskSystemDeleted& e) { return e.task; },  //
      [](const auto&) { return TaskId{}; });
}

std::size_t bytes_of(const Said& said) {
  return said.attributes.view().bytes().size();
}

}  // namespace

TaskId Conversations::note(const WorkspaceView& view, const TurnSeen& turn) {
  TaskId joined;
  for (const Event& event : turn.output.events) {
    if (const auto* join = std::get_if<ThreadJoined>(&event)) joined = join->task;
    const TaskId ended = ended_by(event);
    const auto tasks = ended.is_none() ? workspaces_.end() : workspaces_.find(view.name);
    if (tasks != workspaces_.end()) tasks->second.erase(ended);
  }
  const auto* message = std::get_if<TaskArrives>(&turn.command);
  if (joined.is_none() || message == nullptr) return {};
  Kept& kept = workspaces_[std::string(view.name)][joined];
  kept.said.push_back({turn.sequence, turn.time, message->attributes});
  kept.bytes += bytes_of(kept.said.back());
  while (kept.said.size() > 1 && (kept.said.size() > most_ || kept.bytes > most_bytes_)) {
    kept.bytes -= bytes_of(kept.said.front());
    kept.said.pop_front();
  }
  return joined;
}

const std::deque<Said>& Conversations::of(std::string_view workspace, TaskId task) const {
  static const std::deque<Said> nothing;
  const auto tasks = workspaces_.find(workspace);
  if (tasks == workspaces_.end()) return nothing;
  const auto said = tasks->second.find(task);
  return said == tasks->second.end() ? nothing : said->second.said;
}

void Conversations::forget(std::string_view workspace) {
  if (const auto found = workspaces_.find(workspace); found != workspaces_.end()) workspaces_.erase(found);
}

}  // namespace switchyard::adapters::agents
