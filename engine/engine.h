// The only door of the engine: a machine that is fed commands and says what happened and what must be done.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "engine/command.h"
#include "engine/output.h"

namespace switchyard {

struct State;
struct Snapshot;

// One workspace at work. It has no clock, thread, file or chance: the same commands give the same outputs on
// every machine. Not thread-safe: one thread owns it.
class Engine {
 public:
  // Starts with every worker in the activity that the workspace declares. `start` is the time of the first
  // turn; no later turn may be earlier.
  Engine(Workspace workspace, Time start);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  // Takes one turn: changes the state, appends events and effects to `output` (it is not cleared here). It
  // cannot fail: what the rules do not allow gives CommandRefused and changes nothing. Host's duty, checked:
  // times never go back, and a command other than TimePasses comes only when next_deadline() is later than
  // `time` - at equality the deadline comes first. Afterwards next_deadline() is later than `time`, so that
  // a host may stamp several commands with one time. Cost does not grow with the number of workers, queues or
  // waiting tasks that the turn does not concern.
  void apply(Time time, const Command& command, Output& output);

  // When TimePasses is due, or `never`.
  Time next_deadline() const;

  // The first outcome of a key that a command at `now` would find remembered, so that a host can answer a
  // duplicate without a turn.
  std::optional<TaskId> find_duplicate(std::string_view key, Time now) const;

  // Everything, as a value; Engine(snapshot) goes on exactly as this one would. O(open tasks + workers).
  Snapshot snapshot() const;
  explicit Engine(Snapshot snapshot);

  // The number of the last turn, counted from 1.
  std::uint64_t sequence() const;

  // For looking, never for changing: tests, viewers, the questions of engine/rules.
  const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace switchyard
