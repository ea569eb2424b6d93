// The order is the promise: journal, apply, observers, effects, answers.
#include "adapters/host/runner.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "engine/base/check.h"
#include "engine/codec/bytes/encode.h"
#include "engine/codec/calendar/calendar.h"
#include "engine/state/open_effects.h"

namespace switchyard::adapters::host {
namespace {

constexpr Duration retry_pause = seconds(1);
constexpr Duration tidy_pause = minutes(1);
constexpr Duration calendars_told_ahead = days(30);  // the least that the engine knows of the time to come

bool changes_rules(const Command& command) {
  return std::holds_alternative<WorkspaceChanges>(command);
}

const std::string* key_of(const Command& command) {
  const auto* arrives = std::get_if<TaskArrives>(&command);
  return arrives == nullptr || arrives->key.empty() ? nullptr : &arrives->key;
}

}  // namespace

Runner::Runner(std::unique_ptr<journal::Journal> journal, Recovered state, const HostOptions& options)
    : journal_(std::move(journal)),
      engine_(std::move(state.engine)),
      turns_(std::move(state.turns)),
      options_(options),
      snapshot_sequence_(state.snapshot_sequence) {
  for (const std::string& note : state.notes) options_.log(Level::warning, name() + ": " + note);
}

void Runner::begin(Time stamp) {
  for (const OpenEffect& effect : open_effects(engine_->state())) {
    for (Observer* observer : options_.observers)
      observer->effect_ordered(view(stamp), {effect.id, effect.effect});
  }
  owe_calendars(stamp);
  flush(stamp);
}

// --- gathering

bool Runner::decide(Work& work, Time stamp, std::vector<Command>& commands) {
  if (!work.decide) return true;
  try {
    commands = work.decide(view(stamp));
    return true;
  } catch (const std::exception& problem) {  // an adapter's bug must not stop everybody else's calls
    options_.log(Level::error, name() + ": a decision failed: " + problem.what());
    options_.decision_threw();
    const WorkspaceView now = view(stamp);
    work.finish(&now, {Outcome::Kind::journal_failed, {}, {}, "internal error"});
    return false;
  }
}

bool Runner::answer_duplicate(Work& work, const std::vector<Command>& commands, Time stamp) {
  const std::string* key = key_of(commands.front());
  const auto first = key == nullptr ? std::nullopt : engine_->find_duplicate(*key, stamp);
  if (!first) return false;
  const WorkspaceView now = view(stamp);
  work.finish(&now, {Outcome::Kind::duplicate, {}, *first, {}});
  return true;
}

bool Runner::is_gathered_already(const std::vector<Command>& commands) const {
  const std::string* key = key_of(commands.front());
  return key != nullptr && keys_.contains(*key);
}

void Runner::gather(Work work, std::vector<Command> commands) {
  gathered_.push_back({std::move(work), commands.size()});
  for (Command& command : commands) {
    if (const std::string* key = key_of(command)) keys_.insert(*key);
    commands_.push_back(std::move(command));
  }
}

void Runner::take(Work work, Time stamp) {
  if (work.looks_at_state) flush(stamp);
  std::vector<Command> commands;
  if (!decide(work, stamp, commands)) return;
  if (commands.empty()) {
    const WorkspaceView now = view(stamp);
    return work.finish(&now, {Outcome::Kind::nothing_to_do, {}, {}, {}});
  }
  if (is_gathered_already(commands)) flush(stamp);
  if (answer_duplicate(work, commands, stamp)) return;
  // A change of the rules is compiled against those at work, so nothing may come between.
  const bool alone = std::any_of(commands.begin(), commands.end(), changes_rules);
  gather(std::move(work), std::move(commands));
  if (alone) flush(stamp);
}

// --- the turn

void Runner::flush(Time stamp) {
  if (gave_up_) return fail_batch(stamp, {journal::Failure::Kind::unknown, *gave_up_});
  const bool may_try = stamp >= retry_at_;
  const bool due = engine_->next_deadline() <= stamp;
  // Whoever is told that we are not ready sends nothing, so a journal that was full is tried without work.
  const bool probes = problem_ && may_try && gathered_.empty();
  if (gathered_.empty() && own_commands_ == 0 && !probes && (!due || !may_try)) return;
  if (due || probes) {
    commands_.insert(commands_.begin(), TimePasses{});
    ++own_commands_;
  }
  if (journal_batch(stamp)) apply_batch(stamp);
  if (own_commands_ > 0 && !problem_) flush(stamp);  // what the batch itself has made necessary
}

bool Runner::journal_batch(Time stamp) {
  bytes_.clear();
  records_.clear();
  std::vector<std::size_t> ends;
  for (const Command& command : commands_) {
    codec::append_bytes(bytes_, command);
    ends.push_back(bytes_.size());
  }
  std::size_t begin = 0;
  std::uint64_t sequence = engine_->sequence();
  for (const std::size_t end : ends) {
    records_.push_back({++sequence, stamp, bytes_.view().substr(begin, end - begin)});
    begin = end;
  }
  const auto kept = journal_->append(records_);
  if (kept) {
    if (problem_) options_.log(Level::info, name() + ": the journal works again");
    problem_.reset();
    return true;
  }
  fail_batch(stamp, kept.error());
  return false;
}

void Runner::fail_batch(Time stamp, const journal::Failure& failure) {
  if (!problem_ || problem_->text != failure.text)
    options_.log(Level::error, name() + ": nothing is kept: " + failure.text);
  problem_ = failure;
  retry_at_ = stamp + retry_pause;
  if (failure.kind != journal::Failure::Kind::full) gave_up_ = failure.text;
  std::vector<Gathered> refused = std::move(gathered_);
  forget_gathered();
  const WorkspaceView now = view(stamp);
  for (Gathered& gathered : refused) {
    gathered.work.finish(&now, {Outcome::Kind::journal_failed, {}, {}, failure.text});
  }
  calendars_until_.reset();
}

void Runner::forget_gathered() {
  gathered_.clear();
  commands_.clear();
  keys_.clear();
  own_commands_ = 0;
}

void Runner::apply(Time stamp, const Command& command, Output& output) {
  const auto before = std::chrono::steady_clock::now();
  engine_->apply(stamp, command, output);
  const auto took = std::chrono::steady_clock::now() - before;
  turns_.turn(stamp, command, output);
  const std::uint64_t sequence = engine_->sequence();
  const WorkspaceView now = view(stamp);
  for (Observer* observer : options_.observers) {
    observer->turn_applied(now, {sequence, stamp, command, output, took}, false);
    for (std::uint32_t i = 0; i < output.effects.size(); ++i)
      observer->effect_ordered(now, {{sequence, i}, output.effects[i]});
  }
}

void Runner::apply_batch(Time stamp) {
  std::vector<Gathered> gathered = std::move(gathered_);
  std::vector<Command> commands = std::move(commands_);
  const std::size_t own = own_commands_;
  forget_gathered();
  Output output;
  for (std::size_t i = 0; i < own; ++i) {
    output.clear();
    apply(stamp, commands[i], output);
  }
  std::size_t next = own;
  bool new_rules = false;
  Outcome outcome;  // one for all pieces, so that its memory is used again
  for (Gathered& piece : gathered) {
    outcome.turns.resize(piece.commands);
    for (AppliedTurn& turn : outcome.turns) {
      turn.sequence = engine_->sequence() + 1;
      turn.time = stamp;
      turn.output.clear();
      apply(stamp, commands[next], turn.output);
      new_rules = new_rules || changes_rules(commands[next++]);
    }
    const WorkspaceView now = view(stamp);
    piece.work.finish(&now, outcome);
  }
  // What a full journal did not keep is owed still.
  if (new_rules || !calendars_until_ || stamp + calendars_told_ahead > *calendars_until_)
    owe_calendars(stamp);
}

void Runner::owe_calendars(Time stamp) {
  const Workspace& rules = engine_->state().workspace();
  if (rules.calendars.empty()) return;
  calendars_until_ = std::min(stamp + codec::calendar_span, latest_time);
  commands_.insert(
      commands_.begin(),
      CalendarsExtend{codec::calendar_changes(rules, stamp, *calendars_until_), *calendars_until_});
  ++own_commands_;
}

Time Runner::next_moment() const {
  if (gave_up_) return never;
  return problem_ ? retry_at_ : engine_->next_deadline();
}

// --- snapshots and health

SnapshotJob Runner::snapshot_now(Time stamp) {
  snapshot_under_way_ = true;
  return {{engine_->sequence(), stamp, turns_.digest()}, engine_->snapshot()};
}

std::optional<SnapshotJob> Runner::snapshot_if_due(Time stamp) {
  if (snapshot_under_way_ || gave_up_ || turns_since_snapshot() < options_.snapshot_every)
    return std::nullopt;
  return snapshot_now(stamp);
}

void Runner::snapshot_saved(const journal::SnapshotMark& mark,
                            const tl::expected<void, journal::Failure>& saved) {
  snapshot_under_way_ = false;
  const auto marked = saved ? journal_->mark_snapshot(mark) : saved;
  if (!marked) options_.log(Level::warning, name() + ": no snapshot was kept: " + marked.error().text);
  snapshot_sequence_ = mark.sequence;  // also when it failed: the next try comes after as many turns
}

void Runner::tidy(Time stamp) {
  journal_->tidy();
  if (stamp < tidied_ + tidy_pause) return;
  tidied_ = stamp;
  if (const auto forgot = journal_->forget(stamp - options_.journal_kept); !forgot)
    options_.log(Level::warning, name() + ": old records stay: " + forgot.error().text);
}

WorkspaceHealth Runner::health() const {
  return {name(),
          engine_->sequence(),
          codec::to_hex(turns_.digest()),
          snapshot_sequence_,
          !problem_ && !gave_up_,
          problem_ ? problem_->text : std::string()};
}

}  // namespace switchyard::adapters::host
