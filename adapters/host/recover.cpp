// The state is a fold of the journal; a snapshot only begins the fold later.
#include "adapters/host/recover.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include "adapters/host/snapshots.h"
#include "engine/codec/bytes/decode.h"
#include "engine/state/state.h"

namespace switchyard::adapters::host {
namespace {

using Kind = RecoveryProblem::Kind;

tl::unexpected<RecoveryProblem> journal_problem(journal::Failure failure) {
  std::string text = failure.text;
  return tl::unexpected(RecoveryProblem{Kind::journal, std::move(text), std::move(failure)});
}

class Recovery {
 public:
  Recovery(journal::Journal& journal, const codec::CompileWorkspace& compile, const RecoveryOptions& options)
      : journal_(journal), compile_(compile), options_(options) {}

  tl::expected<Recovered, RecoveryProblem> run() {
    result_.unread = journal_.snapshots();
    if (!options_.use_snapshots || !start_from_snapshot()) {
      if (auto started = start_from_header(); !started) return tl::unexpected(started.error());
    }
    if (options_.began) options_.began(*result_.engine, result_.last);
    const auto read = journal_.read(result_.snapshot_sequence,
                                    [&](const journal::Record& record) { return take_turn(record); });
    if (problem_) return tl::unexpected(*problem_);
    if (!read) return journal_problem(read.error());
    return std::move(result_);
  }

 private:
  // The newest that leaves what is wanted, then the beginning, then the oldest of the others.
  bool start_from_snapshot() {
    const std::vector<journal::SnapshotMark> marks = journal_.snapshots();
    const std::uint64_t wished = wished_after(marks);
    const std::uint64_t wanted = std::min(wanted_after(), wished);
    const auto early = std::find_if(marks.begin(), marks.end(), [&](const journal::SnapshotMark& mark) {
      return mark.sequence <= wanted;
    });
    for (auto mark = early; mark != marks.end(); ++mark) {
      if (start_from(*mark)) return true;
    }
    if (early == marks.begin() || may_begin_at_the_beginning(wished)) return false;
    for (auto mark = std::make_reverse_iterator(early); mark != marks.rend(); ++mark) {
      if (!start_from(*mark)) continue;
      if (mark->sequence > wanted_after())
        result_.notes.push_back("turns after " + std::to_string(wanted_after()) + " cannot be seen again");
      return true;
    }
    return false;
  }

  std::uint64_t wanted_after() const {
    if (!options_.see_again_after) return std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t last = journal_.last_sequence();
    const std::uint64_t most = options_.most_seen_again;
    return std::max(*options_.see_again_after, last > most ? last - most : 0);
  }

  // Where to begin for the wish: at a snapshot, or at 0, from which not too much is replayed.
  std::uint64_t wished_after(const std::vector<journal::SnapshotMark>& marks) {
    constexpr std::uint64_t no_wish = std::numeric_limits<std::uint64_t>::max();
    if (!options_.see_again_since) return no_wish;
    const std::uint64_t last = journal_.last_sequence();
    const std::uint64_t most = options_.most_for_a_wish;
    const std::uint64_t floor = last > most ? last - most : 0;
    const bool is_whole = has_first_record();
    const std::uint64_t first = is_whole || marks.empty() ? 0 : marks.back().sequence;
    const std::uint64_t wished = last_before(*options_.see_again_since, first);
    std::uint64_t oldest = no_wish;
    for (const journal::SnapshotMark& mark : marks) {
      if (mark.sequence < floor) break;
      oldest = mark.sequence;
      if (oldest <= wished) return oldest;
    }
    return floor == 0 && is_whole ? 0 : oldest;
  }

  // The last record before that time, or `low`, by halving: times never go back, and what comes after `low`
  // is there.
  std::uint64_t last_before(Time since, std::uint64_t low) {
    std::uint64_t high = journal_.last_sequence();
    while (low < high) {
      const std::uint64_t middle = low + (high - low) / 2;
      time_after(middle) < since ? low = middle + 1 : high = middle;
    }
    return low;
  }

  // Of the first record after that one; one that cannot be read is found by whoever replays it.
  Time time_after(std::uint64_t sequence) {
    Time time = latest_time;
    const auto read = journal_.read(sequence, [&](const journal::Record& record) {
      time = record.time;
      return false;
    });
    return read ? time : latest_time;
  }

  bool may_begin_at_the_beginning(std::uint64_t wished) {
    return wished == 0 || (journal_.last_sequence() <= options_.most_seen_again && has_first_record());
  }

  // Old records are forgotten from the front.
  bool has_first_record() {
    bool found = false;
    const auto read = journal_.read(0, [&](const journal::Record&) {
      found = true;
      return false;
    });
    return read && found;
  }

  bool start_from(const journal::SnapshotMark& mark) {
    std::erase_if(result_.unread, [&](const auto& other) { return other.sequence == mark.sequence; });
    auto snapshot = read_snapshot(journal_, mark);
    if (!snapshot) {
      result_.notes.push_back(std::move(snapshot.error()));
      return false;
    }
    result_.last = snapshot->now;
    result_.engine = std::make_unique<Engine>(*std::move(snapshot));
    result_.turns = codec::TurnHash(mark.turns);
    result_.snapshot_sequence = mark.sequence;
    return true;
  }

  tl::expected<void, RecoveryProblem> start_from_header() {
    const codec::LogHeader& header = journal_.header();
    auto workspace = compile_(header.workspace_source, nullptr);
    if (!workspace) {
      return tl::unexpected(
          RecoveryProblem{Kind::workspace, "the workspace does not compile: " + workspace.error(), {}});
    }
    result_.engine = std::make_unique<Engine>(*std::move(workspace), header.start);
    result_.last = header.start;
    result_.snapshot_sequence = 0;
    return {};
  }

  bool take_turn(const journal::Record& record) {
    Engine& engine = *result_.engine;
    const auto command = codec::decode_command(record.payload, [&](std::string_view source) {
      return compile_(source, &engine.state().workspace());
    });
    if (!command) return stop(Kind::command, record, "is no command: " + command.error().text);
    if (record.time < result_.last) return stop(Kind::command, record, "has a time that goes back");
    if (!std::holds_alternative<TimePasses>(*command) && engine.next_deadline() <= record.time)
      return stop(Kind::diverged, record, "comes after a deadline that the journal does not know");
    if (options_.before) options_.before(engine, record.sequence, *command);
    output_.clear();
    engine.apply(record.time, *command, output_);
    result_.turns.turn(record.time, *command, output_);
    result_.last = record.time;
    ++result_.replayed;
    if (!agrees(record.sequence)) return stop(Kind::diverged, record, "gives other answers than it did");
    if (options_.observe) {
      options_.observe({record.sequence, record.time, *command, output_, engine, engine.state().workspace()});
    }
    return true;
  }

  bool agrees(std::uint64_t sequence) const {
    for (const journal::SnapshotMark& mark : journal_.snapshots()) {
      if (mark.sequence == sequence) return mark.turns == result_.turns.digest();
    }
    return true;
  }

  bool stop(Kind kind, const journal::Record& record, const std::string& what) {
    problem_ = RecoveryProblem{kind, "record " + std::to_string(record.sequence) + ' ' + what, {}};
    return false;
  }

  journal::Journal& journal_;
  const codec::CompileWorkspace& compile_;
  const RecoveryOptions& options_;
  Recovered result_;
  Output output_;
  std::optional<RecoveryProblem> problem_;
};

}  // namespace

tl::expected<Recovered, RecoveryProblem> recover(journal::Journal& journal,
                                                 const codec::CompileWorkspace& compile,
                                                 const RecoveryOptions& options) {
  return Recovery(journal, compile, options).run();
}

}  // namespace switchyard::adapters::host
