// Does the host's duty on virtual time: deadlines before commands, and everything that comes out is kept.
#include "sim/story/stage.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/codec/calendar/calendar.h"
#include "engine/codec/text/messages.h"
#include "engine/rules/invariants.h"
#include "engine/state/snapshot.h"

namespace switchyard::sim::story {

namespace {

// The lines without those about the calendars' span, which say nothing that the host does not know.
std::string without_span(const std::string& lines) {
  constexpr std::string_view span = "calendars_extended ";
  std::string rest;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t next = lines.find('\n', at) + 1;
    if (lines.compare(at, span.size(), span) != 0) rest.append(lines, at, next - at);
    at = next;
  }
  return rest;
}

}  // namespace

void Stage::start(std::string& lines) {
  engine_.emplace(*workspace_, day_);
  tell_calendars(lines);
}

void Stage::tell_calendars(std::string& lines) {
  const Time now = state().now;
  if (workspace().calendars.empty() || now >= latest_time) return;
  const Time until = std::min(now + codec::calendar_span, latest_time);
  std::string happened;
  apply(now, CalendarsExtend{codec::calendar_changes(workspace(), now, until), until}, happened);
  happened = without_span(happened);
  if (!happened.empty()) lines += moment_text(now, day_) + " calendars_extend\n" + happened;
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
