// The one pass over a log that makes its columns and checkpoints, and compares its hash on the way.
#include "viz/feed/log.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>

#include "engine/codec/document/document.h"
#include "engine/codec/hash/log_hash.h"
#include "engine/codec/replay/compile_source.h"

namespace switchyard::viz {
namespace {

namespace fs = std::filesystem;
using Kind = codec::ReplayProblem::Kind;

FeedProblem problem_of(const codec::LogProblem& problem) {
  return {problem.is_environment() ? 4 : 3, problem.text};
}

FeedProblem problem_of(const codec::ReplayProblem& problem) {
  if (problem.kind == Kind::log) return problem_of(problem.log);
  return {problem.kind == Kind::diverged ? 5 : 3, problem.text};
}

Duration within_beside(const fs::path& log) {
  const fs::path summary = log.parent_path() / "summary.json";
  std::error_code ignored;
  if (!fs::is_regular_file(summary, ignored)) return Names{}.within;
  const auto document = codec::read_document(summary.string());
  const codec::Node* total = document ? document->root.member("total") : nullptr;
  const codec::Node* levels = total != nullptr ? total->member("service_levels") : nullptr;
  if (levels == nullptr || levels->children.empty()) return Names{}.within;
  const codec::Node* within = levels->children.front().member("within_seconds");
  const bool usable =
      within != nullptr && within->is_number() && within->decimal >= 0 && within->decimal <= 1e9;
  return usable ? microseconds(std::llround(within->decimal * 1e6)) : Names{}.within;
}

tl::expected<Cursor, FeedProblem> first_cursor(codec::LogReader log, const FeedOptions& options) {
  auto workspace = codec::compile_source(log.header().workspace_source, nullptr);
  if (!workspace) {
    return tl::unexpected(
        FeedProblem{3, log.path() + ": the workspace does not compile: " + workspace.error()});
  }
  const Time start = log.header().start;
  Names names = names_of(*workspace);
  names.within = within_beside(log.path());
  Board board = begin_board(names, start);
  Present present{std::move(board), std::move(names), RecentEvents(options.rows)};
  return Cursor(std::move(log), Engine(*std::move(workspace), start), std::move(present), ~std::uint64_t{0});
}

// How long the whole log is, judged by the part that was read.
std::uint64_t turns_expected(const Cursor& cursor, std::uint64_t bytes) {
  const double read = static_cast<double>(std::get<codec::LogPlace>(cursor.place()).offset);
  const double share = read > 0 ? static_cast<double>(bytes) / read : 1;
  return static_cast<std::uint64_t>(static_cast<double>(cursor.sequence()) * std::max(share, 1.0));
}

// Only checkpoints keep the newest events, so nobody collects them far before the next one. Hardly a turn is
// without an event; where many are, a checkpoint shows fewer rows.
void collect_events_late(Cursor& cursor, const Recording& recording) {
  const std::uint64_t turns = 4 * cursor.present().recent.most();
  const std::uint64_t next = recording.next_checkpoint();
  if (next > cursor.sequence() + turns) cursor.keep_events_from(next - turns);
}

// Takes all turns that there are.
codec::LogHash read_through(Cursor& cursor, Recording& recording, std::uint64_t bytes) {
  codec::LogHash hash;
  Changes changes;
  while (const auto turn = cursor.take(&changes)) {
    hash.turn(turn->time, *turn->command, cursor.output());
    if (recording.see(cursor.present(), changes, cursor.engine(), cursor.place())) {
      recording.expect(turns_expected(cursor, bytes));
      collect_events_late(cursor, recording);
    }
    changes.clear();
  }
  recording.end_at(cursor.sequence());
  return hash;
}

// The database of a live host; who reads it lives elsewhere (tests/architecture/arrows.txt).
bool is_journal(const std::string& what) {
  constexpr std::string_view magic{"SQLite format 3\0", 16};
  std::ifstream in(what, std::ios::binary);
  std::string begin(magic.size(), '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return in && begin == magic;
}

std::string journal_text(const std::string& what) {
  return what + ": is the journal of a live host; make a log of it:\n  switchyard replay '" + what +
         "' --log run.log && switchyard-view run.log";
}

std::optional<std::string> notice_of(const Cursor& cursor, const codec::LogHash& hash) {
  if (cursor.problem()) return cursor.problem()->text + "; what stands before it is shown";
  if (hash.digest() == cursor.log()->end().hash) return std::nullopt;
  return cursor.log()->path() +
         ": this program answers otherwise than the one that wrote the log: what is shown is not what "
         "happened";
}

}  // namespace

std::string log_path(const std::string& what) {
  std::error_code ignored;
  return fs::is_directory(what, ignored) ? (fs::path(what) / "run.log").string() : what;
}

tl::expected<OpenedLog, FeedProblem> open_log(const std::string& what, const FeedOptions& options) {
  if (is_journal(what)) return tl::unexpected(FeedProblem{3, journal_text(what)});
  auto log = codec::LogReader::open(log_path(what));
  if (!log) return tl::unexpected(problem_of(log.error()));
  codec::LogHeader header = log->header();
  auto cursor = first_cursor(*std::move(log), options);
  if (!cursor) return tl::unexpected(cursor.error());
  header.workspace_source.clear();
  Recording recording(log_path(what), options.checkpoints, cursor->present(), cursor->engine(),
                      cursor->place());
  std::error_code ignored;
  const std::uintmax_t bytes = fs::file_size(log_path(what), ignored);
  const codec::LogHash hash = read_through(*cursor, recording, ignored ? 0 : bytes);
  if (cursor->sequence() == 0 && cursor->problem()) return tl::unexpected(problem_of(*cursor->problem()));
  std::optional<std::string> notice = notice_of(*cursor, hash);
  return OpenedLog{std::move(recording), std::move(header), cursor->board().now, std::move(notice),
                   cursor->at_end_record() ? hash.hex() : std::string()};
}

}  // namespace switchyard::viz
