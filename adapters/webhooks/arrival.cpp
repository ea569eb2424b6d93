// Work that comes in looks at no state: the host answers duplicates, so it can share a flush with others.
#include "adapters/webhooks/arrival.h"

#include <memory>
#include <utility>
#include <variant>

#include "engine/base/match.h"
#include "engine/codec/text/enums.h"

namespace switchyard::adapters::webhooks {
namespace {

Arrived refused(const CommandRefused& event) {
  if (event.reason == Refusal::duplicate) return {Result::duplicate, event.task, {}};
  return {Result::refused, event.task, std::string(codec::enum_text(event.reason))};
}

// The event that says what became of an arrival is among the first.
Arrived read_turn(const Output& output) {
  for (const Event& event : output.events) {
    if (const auto* created = std::get_if<TaskCreated>(&event)) return {Result::accepted, created->task, {}};
    if (const auto* joined = std::get_if<ThreadJoined>(&event)) return {Result::accepted, joined->task, {}};
    if (const auto* refusal = std::get_if<CommandRefused>(&event)) return refused(*refusal);
  }
  return {Result::accepted, {}, {}};
}

Arrived read_outcome(const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::Kind::applied:
      return read_turn(outcome.turns.front().output);
    case Outcome::Kind::duplicate:
      return {Result::duplicate, outcome.duplicate, {}};
    case Outcome::Kind::nothing_to_do:
    case Outcome::Kind::journal_failed:
    case Outcome::Kind::unknown_workspace:
      break;
  }
  return {Result::unavailable, {}, "it could not be stored; come again"};
}

}  // namespace

void hand_in(Port& port, Arrival arrival, std::function<void(const Arrived&)> done) {
  Work work;
  work.workspace = std::move(arrival.place.workspace);
  work.looks_at_state = false;
  work.decide = [command = std::move(arrival.command)](const WorkspaceView&) mutable {
    std::vector<Command> commands;
    commands.emplace_back(std::move(command));
    return commands;
  };
  work.finish = [done](const WorkspaceView*, const Outcome& outcome) { done(read_outcome(outcome)); };
  if (!port.submit(std::move(work)))
    done({Result::unavailable, {}, "too much work at the moment; come again"});
}

}  // namespace switchyard::adapters::webhooks
