// Judges a change of the rules on a recorded day, decision by decision.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "engine/engine.h"
#include "engine/state/snapshot.h"

namespace switchyard::reports {

// What one turn decided about one task: the queue it came to, and who was asked.
struct Decision {
  std::string queue;                 // the last that it entered in the turn; empty: none
  std::vector<std::string> workers;  // reservations, in order
  std::string end;                   // "canceled" when the turn ended the task; empty: it did not
  friend auto operator<=>(const Decision&, const Decision&) = default;
};

struct OtherDecision {
  std::uint64_t sequence = 0;  // of the turn
  Time time;
  TaskId task;
  Decision recorded;
  Decision now;  // with the new rules
};

struct DecisionReport {
  std::uint64_t decisions =
      0;  // tasks about which a recorded turn, or the same turn with the new rules, decided
  std::uint64_t same = 0;
  std::uint64_t other_queue = 0;
  std::uint64_t other_workers = 0;  // in the same queue
  std::uint64_t other_end = 0;
  std::uint64_t unsettled = 0;  // turns before which the new rules themselves would have moved work: the
                                // decision was judged after that
  std::map<std::pair<std::string, std::string>, std::uint64_t> moves;  // from queue to queue
  std::vector<OtherDecision> examples;                                 // the first `most_examples`
};

// Compiles the new rules on top of the version at work. Called once for each version in the log.
using CompileNewRules = std::function<tl::expected<Workspace, std::string>(const Workspace& current)>;

// Whether a turn chose a queue or a worker for a task, or ended one for want of any.
bool decides(const Command& command, const Output& output);

// Give it each turn that decides(): before() with the engine as it was, after() with what the turn gave. Each
// costs a copy of the state as far as the turn can touch it, O(open tasks + workers).
class DecisionJudge {
 public:
  explicit DecisionJudge(CompileNewRules compile, std::size_t most_examples = 20)
      : compile_(std::move(compile)), most_examples_(most_examples) {}

  // `engine` before the turn of `command`.
  void before(const Engine& engine, const Command& command);
  // The error is that of compile(): then nothing more is judged.
  tl::expected<void, std::string> after(Time time, std::uint64_t sequence, const Command& command,
                                        const Output& recorded, const Workspace& rules);

  const DecisionReport& report() const { return report_; }

 private:
  // The change to the new rules, for one version at work.
  tl::expected<const Command*, std::string> change_on(const Workspace& current);
  void compare(Time time, std::uint64_t sequence, const Output& recorded, const Output& now,
               const Workspace& old_rules, const Workspace& new_rules);
  void count(const OtherDecision& other);

  CompileNewRules compile_;
  std::size_t most_examples_;
  std::optional<Snapshot> before_;
  std::uint32_t compiled_on_ = 0;  // version
  std::optional<Command> change_;
  DecisionReport report_;
};

}  // namespace switchyard::reports
