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

// Why there was nothing to do.
CallEnd look(const WorkspaceView& view, const std::string& key, Hurry hurry) {
  const auto task = view.engine.find_duplicate(key, view.now);
  if (!task) return CallEnd::waits;
  const TaskSlot slot = find_task(view.engine.state(), *task);
  if (slot == no_slot || hurry == Hurry::none_left) return CallEnd::settled;
  const bool speaks = view.engine.state().tasks[slot].status == TaskStatus::elsewhere;
  return speaks ? CallEnd::waits : CallEnd::settled;
}

CallEnd read_outcome(const WorkspaceView* view, const Outcome& outcome, const std::string& key, Hurry hurry) {
  if (outcome.kind == Outcome::Kind::applied) return CallEnd::told;
  const bool looked = view != nullptr && outcome.kind == Outcome::Kind::nothing_to_do;
  return looked ? look(*view, key, hurry) : CallEnd::unavailable;
}

}  // namespace

void end_call(Port& port, const EndedCall& call, Hurry hurry, std::function<void(CallEnd)> done) {
  Work work;
  work.workspace = call.workspace;
  work.decide = [key = call.key, hurry](const WorkspaceView& view) { return leave(view, key, hurry); };
  work.finish = [done, key = call.key, hurry](const WorkspaceView* view, const Outcome& outcome) {
    done(read_outcome(view, outcome, key, hurry));
  };
  if (!port.submit(std::move(work))) done(CallEnd::unavailable);
}

}  // namespace switchyard::adapters::webhooks
