// Carriers repeat themselves: only what still changes something becomes a command.
#include "adapters/webhooks/call_status.h"

#include <string>
#include <utility>
#include <vector>

#include "engine/state/state.h"

namespace switchyard::adapters::webhooks {
namespace {

// Who asked to be called back hangs up and keeps the place in the queue.
bool customer_is_there(const Task& task, Hurry hurry) {
  if (task.status == TaskStatus::assigned) return true;
  if (task.status == TaskStatus::elsewhere) return hurry == Hurry::none_left;
  return !task.callback && is_waiting(task.status);
}

std::vector<Command> leave(const WorkspaceView& view, const std::string& key, Hurry hurry) {
  const auto task = view.engine.find_duplicate(key, view.now);
  if (!task) return {};
  const TaskSlot slot = find_task(view.engine.state(), *task);
  if (slot == no_slot || !customer_is_there(view.engine.state().tasks[slot], hurry)) return {};
  return std::vector<Command>(1, CustomerLeaves{*task});
}

Arrived read_outcome(const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::Kind::applied:
      return {Result::accepted, {}, {}};
    case Outcome::Kind::duplicate:
    case Outcome::Kind::nothing_to_do:
      return {Result::ignored, {}, {}};
    case Outcome::Kind::journal_failed:
    case Outcome::Kind::unknown_workspace:
      break;
  }
  return {Result::unavailable, {}, "it could not be stored; come again"};
}

}  // namespace

void end_call(Port& port, Arrival call, Hurry hurry, std::function<void(const Arrived&)> done) {
  Work work;
  work.workspace = std::move(call.place.workspace);
  work.decide = [key = std::move(call.command.key), hurry](const WorkspaceView& view) {
    return leave(view, key, hurry);
  };
  work.finish = [done](const WorkspaceView*, const Outcome& outcome) { done(read_outcome(outcome)); };
  if (!port.submit(std::move(work)))
    done({Result::unavailable, {}, "too much work at the moment; come again"});
}

}  // namespace switchyard::adapters::webhooks
