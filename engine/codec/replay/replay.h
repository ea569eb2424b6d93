// The same commands again, and the question whether they give the same answers.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/codec/log/reader.h"
#include "engine/engine.h"

namespace switchyard::codec {

// Compiles a workspace's document; `current` is the version at work, null for the first. Says what is wrong.
using CompileWorkspace =
    std::function<tl::expected<Workspace, std::string>(std::string_view source, const Workspace* current)>;

// One turn, as an observer sees it: after it was applied.
struct ReplayedTurn {
  std::uint64_t sequence = 0;
  Time time;
  const Command& command;
  const Output& output;
  const Engine& engine;
  const Workspace& workspace;  // the version at work after the turn
};
using ReplayObserver = std::function<void(const ReplayedTurn&)>;
// Called with the engine as it is before the turn of that sequence and command.
using BeforeTurn = std::function<void(const Engine& engine, std::uint64_t sequence, const Command& command)>;

struct ReplayResult {
  std::uint64_t turns = 0;
  std::string hash;  // the log's, and that of the replay
};

struct ReplayProblem {
  enum class Kind : std::uint8_t {
    log,        // the file: see `log`
    workspace,  // a document in it does not compile with this program
    command,    // a payload is not a command, though its checksum fits
    diverged,   // this engine answered otherwise
  };

  Kind kind = Kind::log;
  std::string text;     // one sentence with the file's name
  LogProblem log = {};  // of kind log
};

// Feeds all commands of the log to a new engine and compares the log hash. `observe` and `before` may be
// empty. A log whose commands miss a deadline of this engine has diverged there; otherwise that is known at
// the end only. O(commands); memory of the engine and one record.
tl::expected<ReplayResult, ReplayProblem> replay(LogReader& log, const CompileWorkspace& compile,
                                                 const ReplayObserver& observe = {},
                                                 const BeforeTurn& before = {});

}  // namespace switchyard::codec
