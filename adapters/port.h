// What an adapter is: somebody who gives work to the host, looks at the state on the host's thread, and takes
// effects.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/engine.h"

namespace switchyard::adapters {

// A workspace at work. Only on the host's thread, and only during the call that was given it.
struct WorkspaceView {
  std::string_view name;  // the document's; names the workspace for ever
  const Engine& engine;
  Time now;  // the stamp of the turn; for a question: that of the last turn or later
};

// One command that became part of the journal, and what it gave.
struct AppliedTurn {
  std::uint64_t sequence = 0;
  Time time;
  Output output;
};

// What became of a piece of work.
struct Outcome {
  enum class Kind : std::uint8_t {
    applied,            // durable, and applied
    nothing_to_do,      // decide() gave no command
    duplicate,          // the key is known; `duplicate` is its task. Nothing was journaled
    journal_failed,     // nothing of it was kept; `reason` says why. May be tried again
    unknown_workspace,  // there is none of that name
  };
  Kind kind = Kind::applied;
  std::vector<AppliedTurn> turns;  // one for each command of decide(), in order
  TaskId duplicate;
  std::string reason;
};

// A question, a command, or several that stand or fall together in the journal.
struct Work {
  std::string workspace;
  // What shall be journaled; none for a question. On the host's thread; must be quick. Commands may be
  // refused by the rules: that is in the events of their turn.
  std::function<std::vector<Command>(const WorkspaceView&)> decide;
  // Told once, on the host's thread, when all is durable and applied, or not at all. Must be quick: it hands
  // the answer on. The view is of the state after the work, null for unknown_workspace.
  std::function<void(const WorkspaceView*, const Outcome&)> finish;
  // decide() looks at state that work before it may change: everything before is applied first. False is
  // cheaper: such work shares one flush of the journal with its neighbours.
  bool looks_at_state = true;
};

// An effect that waits for its result.
struct OrderedEffect {
  EffectId id;
  const Effect& effect;
};

// Everything that happened in one turn.
struct TurnSeen {
  std::uint64_t sequence = 0;
  Time time;
  const Command& command;
  const Output& output;
  std::chrono::nanoseconds took{};  // that the engine needed; 0 of a replayed turn
};

// Looks on and carries out. All calls come on the host's thread and must be quick; nothing may be thrown.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  // Asked when a workspace is found at the start: the turn after which this observer must see every turn,
  // also those that the newest snapshot has in it. Nothing: it needs none of them.
  virtual std::optional<std::uint64_t> sees_again_after(std::string_view) { return std::nullopt; }
  // A workspace is there: made, or found at the start. What its journal holds follows as replayed turns, then
  // the open effects; then live turns.
  virtual void workspace_opened(const WorkspaceView&) {}
  virtual void workspace_removed(std::string_view) {}
  // A turn was applied. `replayed`: it was done before the start, its effects have been dispatched then.
  virtual void turn_applied(const WorkspaceView&, const TurnSeen&, bool replayed) = 0;
  // Carry it out, at least once; its result comes back as work with EffectSucceeds or EffectFails. After a
  // start each effect without a result comes again. Effects that nobody carries out stay open and do no harm.
  virtual void effect_ordered(const WorkspaceView&, const OrderedEffect&) {}
};

// The host, as adapters see it. Every function may be called on any thread.
class Port {
 public:
  Port() = default;
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;
  virtual ~Port() = default;

  // Queues the work. False when the queue is full or the host stops: then neither function is ever called,
  // and the sender is told to come again (503).
  [[nodiscard]] virtual bool submit(Work work) = 0;

  // Makes a workspace from its document and tells its name, or why not (all problems as text). False as
  // above.
  using Opened = std::function<void(const tl::expected<std::string, std::string>&)>;
  [[nodiscard]] virtual bool open_workspace(std::string document, Opened opened) = 0;

  // Ends a workspace; its journal is kept under another name. `removed` is told false when there is none.
  [[nodiscard]] virtual bool remove_workspace(std::string name, std::function<void(bool)> removed) = 0;

  // A look at all workspaces at once, in the order of their names.
  using Look = std::function<void(const std::vector<WorkspaceView>&)>;
  [[nodiscard]] virtual bool look_at_all(Look look) = 0;
};

}  // namespace switchyard::adapters
