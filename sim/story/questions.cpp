// Answers in the words of the commands and events.
#include "sim/story/questions.h"

#include <optional>

#include "engine/codec/text/messages.h"
#include "engine/codec/text/task_status.h"
#include "engine/state/pools.h"

namespace switchyard::sim::story {

namespace {

void append_field(std::string& out, std::string_view name, std::string_view value) {
  if (!out.empty()) out += ' ';
  out += name;
  out += '=';
  codec::append_word(out, value);
}

std::string worker_text(const State& state, std::size_t index) {
  const WorkerState& worker = state.workers[index];
  const Workspace& rules = state.workspace();
  std::string line;
  append_field(line, "worker", rules.workers[index].name);
  append_field(line, "activity", rules.activities[worker.activity.index()].name);
  for (std::size_t c = 0; c < worker.channels.size(); ++c) {
    const WorkerChannelState& channel = worker.channels[c];
    if (!state.matching.channel_used[c]) continue;
    append_field(line, rules.channels[c].name,
                 std::to_string(channel.in_use()) + "/" + std::to_string(channel.capacity));
    if (channel.cooldown_timer != 0) append_field(line, "cooldown", rules.channels[c].name);
  }
  return line + "\n";
}

}  // namespace

std::string workers_text(const State& state) {
  std::string lines;
  for (std::size_t w = 0; w < state.workers.size(); ++w) {
    if (!state.workers[w].removed) lines += worker_text(state, w);
  }
  return lines;
}

std::string queue_text(const State& state, TaskQueueId queue) {
  std::string line;
  append_field(line, "queue", state.workspace().queues[queue.index()].name);
  append_field(line, "waiting", std::to_string(state.queues[queue.index()].waiting));
  return line + "\n";
}

std::string task_text(const State& state, TaskId id) {
  std::string line;
  append_field(line, "task", std::to_string(id.value));
  const std::optional<Task> known = recall_task(state, id);
  if (!known) return line + " forgotten\n";
  const Task& task = *known;
  append_field(line, "status", codec::enum_text(task.status));
  if (!task.queue.is_none()) append_field(line, "queue", state.workspace().queues[task.queue.index()].name);
  append_field(line, "priority", std::to_string(task.priority));
  append_field(line, "assignments", std::to_string(task.assignments));
  return line + "\n";
}

}  // namespace switchyard::sim::story
