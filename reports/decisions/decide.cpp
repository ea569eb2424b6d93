// Each deciding turn is taken again by a copy of the engine to which the new rules were given.
#include "reports/decisions/decide.h"

#include <algorithm>

#include "engine/base/match.h"
#include "engine/codec/text/names.h"
#include "reports/decisions/turn_copy.h"

namespace switchyard::reports {
namespace {

template <class Kind>
std::string name_of(const Workspace& rules, Id<Kind> id) {
  const std::string* name = codec::find_name(rules, id);
  return name == nullptr ? std::string() : *name;
}

using Decisions = std::map<TaskId, Decision>;

Decisions decisions_of(const Output& output, const Workspace& rules) {
  Decisions decisions;
  for (const Event& event : output.events) {
    match(
        event,  //
        [&](const TaskQueueEntered& e) { decisions[e.task].queue = name_of(rules, e.queue); },
        [&](const ReservationCreated& e) { decisions[e.task].workers.push_back(name_of(rules, e.worker)); },
        [&](const TaskCanceled& e) { decisions[e.task].end = "canceled"; },  //
        [](const auto&) {});
  }
  return decisions;
}

bool moves_work(const Output& output) {
  return std::any_of(output.events.begin(), output.events.end(), [](const Event& event) {
    return std::holds_alternative<ReservationCreated>(event) ||
           std::holds_alternative<TaskQueueEntered>(event) || std::holds_alternative<TaskCanceled>(event);
  });
}

}  // namespace

bool decides(const Command& command, const Output& output) {
  return std::holds_alternative<TaskArrives>(command) || moves_work(output);
}

void DecisionJudge::before(const Engine& engine, const Command& command) {
  before_ = copy_for_turn(engine.state(), command);
}

tl::expected<const Command*, std::string> DecisionJudge::change_on(const Workspace& current) {
  if (change_ && compiled_on_ == current.version) return &*change_;
  auto compiled = compile_(current);
  if (!compiled) return tl::unexpected(compiled.error());
  change_ = WorkspaceChanges{{*std::move(compiled)}, false};
  compiled_on_ = current.version;
  return &*change_;
}

tl::expected<void, std::string> DecisionJudge::after(Time time, std::uint64_t sequence,
                                                     const Command& command, const Output& recorded,
                                                     const Workspace& rules) {
  if (!before_ || std::holds_alternative<WorkspaceChanges>(command)) return {};
  const auto change = change_on(rules);
  if (!change) return tl::unexpected(change.error());
  const Time moment = before_->now;
  Engine engine(*std::move(before_));
  before_.reset();
  Output output;
  engine.apply(moment, **change, output);
  if (moves_work(output)) ++report_.unsettled;
  // What the change itself set in motion may be due before the turn.
  while (!std::holds_alternative<TimePasses>(command) && engine.next_deadline() <= time)
    engine.apply(engine.next_deadline(), TimePasses{}, output);
  output.clear();
  engine.apply(time, command, output);
  compare(time, sequence, recorded, output, rules, std::get<WorkspaceChanges>(**change).workspace.front());
  return {};
}

void DecisionJudge::compare(Time time, std::uint64_t sequence, const Output& recorded, const Output& now,
                            const Workspace& old_rules, const Workspace& rules) {
  Decisions before = decisions_of(recorded, old_rules);
  const Decisions after = decisions_of(now, rules);
  for (const auto& [task, decision] : after) before.try_emplace(task);
  for (const auto& [task, decision] : before) {
    const auto found = after.find(task);
    ++report_.decisions;
    const Decision other = found == after.end() ? Decision{} : found->second;
    if (decision == other) {
      ++report_.same;
    } else {
      count({sequence, time, task, decision, other});
    }
  }
}

void DecisionJudge::count(const OtherDecision& other) {
  if (other.recorded.queue != other.now.queue) {
    ++report_.other_queue;
    ++report_.moves[{other.recorded.queue, other.now.queue}];
  } else if (other.recorded.end != other.now.end) {
    ++report_.other_end;
  } else {
    ++report_.other_workers;
  }
  if (report_.examples.size() < most_examples_) report_.examples.push_back(other);
}

}  // namespace switchyard::reports
