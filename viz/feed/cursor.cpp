// Replays as engine/codec/replay does, but stops anywhere and keeps no hash.
#include "viz/feed/cursor.h"

#include <utility>

#include "engine/codec/bytes/decode.h"
#include "engine/codec/replay/compile_source.h"
#include "engine/state/state.h"

namespace switchyard::viz {
namespace {

using Kind = codec::ReplayProblem::Kind;

TurnPlace place_of(const TurnSource& source) {
  if (const auto* log = std::get_if<codec::LogReader>(&source)) return log->place();
  if (const auto* commands = std::get_if<StoredCommands>(&source)) return commands->at;
  return std::get<StoredEvents>(source).at;
}

std::string path_of(const TurnSource& source) {
  const auto* log = std::get_if<codec::LogReader>(&source);
  return log == nullptr ? "the run" : log->path();
}

}  // namespace

Cursor::Cursor(TurnSource source, Engine engine, Present present, std::uint64_t last)
    : source_(std::move(source)),
      engine_(std::move(engine)),
      present_(std::move(present)),
      place_(place_of(source_)),
      last_(last) {}

Cursor::Cursor(StoredEvents source, Present present)
    : source_(source), present_(std::move(present)), place_(source.at), last_(~std::uint64_t{0}) {}

const Workspace& Cursor::workspace() const {
  return engine_ ? engine_->state().workspace() : std::get<StoredEvents>(source_).store->workspace;
}

std::optional<Time> Cursor::next_time() {
  if (!next_ && !problem_ && !at_end_) read_next();
  return next_ ? std::optional(next_->time) : std::nullopt;
}

void Cursor::read_next() {
  std::visit([this](auto& source) { read_next(source); }, source_);
}

void Cursor::read_next(codec::LogReader& log) {
  if (sequence() >= last_) return;
  const auto record = log.next();
  if (!record) {
    problem_ = codec::ReplayProblem{Kind::log, record.error().text, record.error()};
  } else if (!*record) {
    at_end_ = true;
  } else {
    next_ = Next{(*record)->sequence, (*record)->time, (*record)->payload};
  }
}

void Cursor::read_next(StoredCommands& commands) {
  const auto turn = commands.store->read(commands.at);
  if (turn) next_ = Next{turn->sequence, turn->time, turn->payload};
}

void Cursor::read_next(StoredEvents& events) {
  const EventTurn* turn = events.store->find(events.at);
  if (turn == nullptr) return;
  ++events.at;
  next_ = Next{turn->sequence, turn->time, {}, turn};
}

bool Cursor::fail(Kind kind, const std::string& what) {
  problem_ = codec::ReplayProblem{
      kind, path_of(source_) + ": turn " + std::to_string(next_->sequence) + ' ' + what, {}};
  next_.reset();
  return false;
}

// The command of the next turn, decoded and given to the engine.
bool Cursor::apply_next() {
  bool compile_failed = false;
  auto command = codec::decode_command(next_->payload, [&](std::string_view text) {
    auto compiled = codec::compile_source(text, &workspace());
    compile_failed = !compiled;
    return compiled;
  });
  if (!command) {
    return fail(compile_failed ? Kind::workspace : Kind::command, "is no command: " + command.error().text);
  }
  if (!std::holds_alternative<TimePasses>(*command) && engine_->next_deadline() <= next_->time) {
    return fail(Kind::diverged, "comes after a deadline that the log does not know");
  }
  command_ = *std::move(command);
  output_.clear();
  engine_->apply(next_->time, *command_, output_);
  return true;
}

std::optional<TakenTurn> Cursor::take(Changes* changes) {
  if (!next_time()) return std::nullopt;
  if (engine_ && !apply_next()) return std::nullopt;
  const Next turn = *std::exchange(next_, std::nullopt);
  if (turn.events != nullptr) {
    follow_names(turn.time, changes);
    take_known(present_, *turn.events, changes);
  }
  const std::vector<Event>& events = turn.events != nullptr ? turn.events->events : output_.events;
  fold_turn(present_, turn.sequence, turn.time, events, engine_ ? &workspace() : nullptr, changes);
  place_ = place_of(source_);
  return TakenTurn{turn.sequence, turn.time, events, engine_ ? &*command_ : nullptr};
}

// Names that a live host has told since the last turn that was taken.
void Cursor::follow_names(Time time, Changes* changes) {
  const EventStore& store = *std::get<StoredEvents>(source_).store;
  if (revision_ != store.revision) rename(present_, store.names, time, changes);
  revision_ = store.revision;
}

}  // namespace switchyard::viz
