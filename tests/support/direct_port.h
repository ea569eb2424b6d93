// A host without journal and thread, for tests of adapters: work is done at once, time is what the test says.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/port.h"
#include "engine/codec/calendar/calendar.h"
#include "engine/codec/document/document.h"
#include "engine/codec/document/problem.h"
#include "engine/codec/workspace/compile.h"

namespace switchyard::adapters {

class DirectPort final : public Port {
 public:
  explicit DirectPort(Time start) : now_(start) {}

  void observe(Observer& observer) { observers_.push_back(&observer); }
  // Refuses all work from now on, as a full queue does.
  void refuse_work(bool refuse) { refuses_ = refuse; }
  // From now on no work becomes durable.
  void fail_journal(bool fail) { fails_ = fail; }

  Time now() const { return now_; }
  // Deadlines up to that moment fire, each at its time.
  void advance(Duration by) {
    now_ = now_ + by;
    for (auto& [name, engine] : engines_) fire_deadlines(name, *engine);
  }

  const Engine* engine(const std::string& name) const {
    const auto found = engines_.find(name);
    return found == engines_.end() ? nullptr : found->second.get();
  }

  bool submit(Work work) override {
    if (refuses_) return false;
    const auto found = engines_.find(work.workspace);
    if (found == engines_.end()) {
      work.finish(nullptr, {Outcome::Kind::unknown_workspace, {}, {}, "no workspace of that name"});
      return true;
    }
    Engine& engine = *found->second;
    fire_deadlines(found->first, engine);
    const std::vector<Command> commands =
        work.decide ? work.decide(view(found->first, engine)) : std::vector<Command>{};
    const Outcome outcome = carry_out(found->first, engine, commands);
    const WorkspaceView after = view(found->first, engine);
    work.finish(&after, outcome);
    return true;
  }

  bool open_workspace(std::string document, Opened opened) override {
    if (refuses_) return false;
    auto parsed = codec::parse_document(std::move(document), "workspace");
    auto compiled = parsed ? codec::compile_workspace(*parsed)
                           : tl::expected<codec::Compiled, codec::Problems>(tl::unexpect, parsed.error());
    if (!compiled) {
      opened(tl::unexpected(codec::to_text(compiled.error())));
      return true;
    }
    const std::string name = compiled->workspace.name;
    if (engines_.contains(name)) {
      opened(tl::unexpected(std::string("there is a workspace of that name")));
      return true;
    }
    const Time until = now_ + codec::calendar_span;
    CalendarsExtend calendars{codec::calendar_changes(compiled->workspace, now_, until), until};
    auto engine = std::make_unique<Engine>(std::move(compiled->workspace), now_);
    Engine& opened_engine = *engines_.emplace(name, std::move(engine)).first->second;
    for (Observer* observer : observers_) observer->workspace_opened(view(name, opened_engine));
    take_turn(name, opened_engine, now_, std::move(calendars));
    opened(name);
    return true;
  }

  bool remove_workspace(std::string name, std::function<void(bool)> removed) override {
    if (refuses_) return false;
    const bool found = engines_.erase(name) > 0;
    if (found) {
      for (Observer* observer : observers_) observer->workspace_removed(name);
    }
    removed(found);
    return true;
  }

  bool look_at_all(Look look) override {
    if (refuses_) return false;
    std::vector<WorkspaceView> views;
    for (const auto& [name, engine] : engines_) views.push_back(view(name, *engine));
    look(views);
    return true;
  }

 private:
  WorkspaceView view(const std::string& name, const Engine& engine) const { return {name, engine, now_}; }

  void fire_deadlines(const std::string& name, Engine& engine) {
    while (engine.next_deadline() <= now_) take_turn(name, engine, engine.next_deadline(), TimePasses{});
  }

  Outcome carry_out(const std::string& name, Engine& engine, const std::vector<Command>& commands) {
    if (commands.empty()) return {Outcome::Kind::nothing_to_do, {}, {}, {}};
    if (fails_) return {Outcome::Kind::journal_failed, {}, {}, "disk full"};
    if (const auto* arrives = std::get_if<TaskArrives>(&commands.front()); arrives && !arrives->key.empty()) {
      if (const auto first = engine.find_duplicate(arrives->key, now_))
        return {Outcome::Kind::duplicate, {}, *first, {}};
    }
    Outcome outcome;
    for (const Command& command : commands) outcome.turns.push_back(take_turn(name, engine, now_, command));
    return outcome;
  }

  AppliedTurn take_turn(const std::string& name, Engine& engine, Time time, const Command& command) {
    AppliedTurn turn{engine.sequence() + 1, time, {}};
    engine.apply(time, command, turn.output);
    const WorkspaceView after = view(name, engine);
    for (Observer* observer : observers_) {
      observer->turn_applied(after, {turn.sequence, time, command, turn.output}, false);
      for (std::uint32_t i = 0; i < turn.output.effects.size(); ++i)
        observer->effect_ordered(after, {{turn.sequence, i}, turn.output.effects[i]});
    }
    return turn;
  }

  Time now_;
  bool refuses_ = false;
  bool fails_ = false;
  std::map<std::string, std::unique_ptr<Engine>> engines_;
  std::vector<Observer*> observers_;
};

}  // namespace switchyard::adapters
