// Keeps the workspace at work beside the engine, because a changed one is compiled on top of it.
#include "engine/codec/replay/replay.h"

#include <optional>
#include <utility>
#include <variant>

#include "engine/codec/bytes/decode.h"

namespace switchyard::codec {
namespace {

using Kind = ReplayProblem::Kind;

bool was_changed(const Output& output) {
  for (const Event& event : output.events) {
    if (std::holds_alternative<WorkspaceChanged>(event)) return true;
  }
  return false;
}

class Replay {
 public:
  Replay(LogReader& log, const CompileWorkspace& compile, const ReplayObserver& observe,
         const BeforeTurn& before, Workspace workspace)
      : log_(log),
        compile_(compile),
        observe_(observe),
        before_(before),
        workspace_(workspace),
        engine_(std::move(workspace), log.header().start) {}

  tl::expected<ReplayResult, ReplayProblem> run() {
    while (true) {
      const auto record = log_.next();
      if (!record) return tl::unexpected(ReplayProblem{Kind::log, record.error().text, record.error()});
      if (!*record) return finish();
      if (auto good = take_turn(**record); !good) return tl::unexpected(good.error());
    }
  }

 private:
  tl::expected<void, ReplayProblem> take_turn(const LogRecord& record) {
    const auto command = decode(record);
    if (!command) return tl::unexpected(command.error());
    if (!std::holds_alternative<TimePasses>(*command) && engine_.next_deadline() <= record.time) {
      return tl::unexpected(
          problem(Kind::diverged, record, "comes after a deadline that the log does not know"));
    }
    if (before_) before_(engine_, record.sequence, *command);
    output_.clear();
    engine_.apply(record.time, *command, output_);
    hash_.turn(record.time, *command, output_);
    keep_workspace(*command);
    if (observe_) observe_({record.sequence, record.time, *command, output_, engine_, workspace_});
    return {};
  }

  tl::expected<Command, ReplayProblem> decode(const LogRecord& record) const {
    bool compile_failed = false;
    auto command = decode_command(record.payload, [&](std::string_view source) {
      auto compiled = compile_(source, &workspace_);
      compile_failed = !compiled;
      return compiled;
    });
    if (command) return *std::move(command);
    return tl::unexpected(problem(compile_failed ? Kind::workspace : Kind::command, record,
                                  "is no command: " + command.error().text + " (byte " +
                                      std::to_string(command.error().offset) + " of it)"));
  }

  void keep_workspace(const Command& command) {
    const auto* change = std::get_if<WorkspaceChanges>(&command);
    if (change != nullptr && was_changed(output_)) workspace_ = change->workspace.front();
  }

  tl::expected<ReplayResult, ReplayProblem> finish() const {
    const std::string hash = hash_.hex();
    const std::string recorded = to_hex(log_.end().hash);
    if (hash == recorded) return ReplayResult{log_.end().count, hash};
    return tl::unexpected(ReplayProblem{
        Kind::diverged, log_.path() + ": recorded hash " + recorded + ", replayed hash " + hash, {}});
  }

  ReplayProblem problem(Kind kind, const LogRecord& record, const std::string& what) const {
    return {kind,
            log_.path() + ": record " + std::to_string(record.sequence) + " at byte " +
                std::to_string(record.offset) + ' ' + what,
            {}};
  }

  LogReader& log_;
  const CompileWorkspace& compile_;
  const ReplayObserver& observe_;
  const BeforeTurn& before_;
  Workspace workspace_;
  Engine engine_;
  Output output_;
  LogHash hash_;
};

}  // namespace

tl::expected<ReplayResult, ReplayProblem> replay(LogReader& log, const CompileWorkspace& compile,
                                                 const ReplayObserver& observe, const BeforeTurn& before) {
  auto workspace = compile(log.header().workspace_source, nullptr);
  if (!workspace) {
    return tl::unexpected(ReplayProblem{
        Kind::workspace, log.path() + ": the workspace does not compile: " + workspace.error(), {}});
  }
  return Replay(log, compile, observe, before, *std::move(workspace)).run();
}

}  // namespace switchyard::codec
