// Does the host's duty on virtual time: deadlines before commands, and everything that comes out is kept.
#include "sim/story/stage.h"

#include <utility>

#include "engine/codec/text/messages.h"
#include "engine/rules/invariants.h"
#include "engine/state/snapshot.h"

namespace switchyard::sim::story {

void Stage::start() {
  engine_.emplace(*workspace_, day_);
}

void Stage::pass_time(Time time, std::string& lines) {
  while (engine_->next_deadline() <= time) {
    const Time due = engine_->next_deadline();
    std::string happened;
    apply(due, TimePasses{}, happened);
    if (!happened.empty()) lines += moment_text(due, day_) + " time_passes\n" + happened;
  }
  now_ = time;
}

void Stage::give(const Command& command, std::string& lines) {
  apply(now_, command, lines);
}

void Stage::apply(Time time, const Command& command, std::string& lines) {
  output_.clear();
  engine_->apply(time, command, output_);
  names_.read(output_, engine_->sequence());
  const codec::TextStyle since{time};
  for (const Event& event : output_.events) lines += codec::to_text(event, workspace(), since) + "\n";
  for (const Effect& effect : output_.effects)
    lines += "! " + codec::to_text(effect, workspace(), since) + "\n";
  const std::vector<std::string> broken = broken_invariants(state());
  broken_.insert(broken_.end(), broken.begin(), broken.end());
  if (restore_every_turn_) go_on_from_snapshot();
}

void Stage::go_on_from_snapshot() {
  Snapshot snapshot = engine_->snapshot();
  engine_.emplace(std::move(snapshot));
}

TaskId Stage::last_task() const {
  for (const Event& event : output_.events) {
    if (const auto* created = std::get_if<TaskCreated>(&event)) return created->task;
    if (const auto* refused = std::get_if<CommandRefused>(&event)) return refused->task;
  }
  return {};
}

const Workspace& Stage::workspace() const {
  static const Workspace nothing;
  if (engine_) return engine_->state().workspace();
  return workspace_ ? *workspace_ : nothing;
}

}  // namespace switchyard::sim::story
