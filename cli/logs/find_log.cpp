// Looks for a log where a run would have put it.
#include "cli/logs/find_log.h"

#include <cmath>
#include <filesystem>

#include "engine/codec/document/document.h"

namespace switchyard::cli {

namespace fs = std::filesystem;

namespace {

ExitCode code_of(const codec::LogProblem& problem) {
  return problem.is_environment() ? ExitCode::environment : ExitCode::invalid_input;
}

// What the run's report says, when it stands beside its log.
std::optional<codec::Document> summary_beside(const std::string& log) {
  const fs::path summary = fs::path(log).parent_path() / "summary.json";
  std::error_code ignored;
  if (log == "-" || !fs::is_regular_file(summary, ignored)) return std::nullopt;
  auto document = codec::read_document(summary.string());
  return document ? std::optional(*std::move(document)) : std::nullopt;
}

}  // namespace

std::string log_of(const std::string& run) {
  std::error_code ignored;
  return fs::is_directory(run, ignored) ? (fs::path(run) / "run.log").string() : run;
}

std::optional<Duration> service_level_beside(const std::string& log) {
  const auto document = summary_beside(log);
  const codec::Node* total = document ? document->root.member("total") : nullptr;
  const codec::Node* levels = total != nullptr ? total->member("service_levels") : nullptr;
  if (levels == nullptr || levels->children.empty()) return std::nullopt;
  const codec::Node* within = levels->children.front().member("within_seconds");
  const bool usable =
      within != nullptr && within->is_number() && within->decimal >= 0 && within->decimal <= 1e9;
  return usable ? std::optional(microseconds(std::llround(within->decimal * 1e6))) : std::nullopt;
}

std::optional<std::uint64_t> replications_beside(const std::string& log, const std::string& hash) {
  const auto document = summary_beside(log);
  const codec::Node* first = document ? document->root.member("logHash") : nullptr;
  const codec::Node* count = document ? document->root.member("replications") : nullptr;
  if (first == nullptr || first->text != hash || count == nullptr || count->integer < 1) return std::nullopt;
  return static_cast<std::uint64_t>(count->integer);
}

Outcome<codec::LogReader> open_log(const std::string& run) {
  const std::string path = log_of(run);
  auto log = codec::LogReader::open(path);
  if (log) return *std::move(log);
  const bool no_log_in_it = path != run && log.error().kind == codec::LogProblem::Kind::cannot_open;
  return fail(code_of(log.error()), log.error().text,
              no_log_in_it ? "`switchyard run SCENARIO --out " + run + "` writes one" : "");
}

Failure failure_of(const codec::ReplayProblem& problem) {
  using Kind = codec::ReplayProblem::Kind;
  if (problem.kind == Kind::diverged) {
    return {ExitCode::diverged, problem.text, "the log was written by another version of the rules"};
  }
  return {problem.kind == Kind::log ? code_of(problem.log) : ExitCode::invalid_input, problem.text, {}};
}

}  // namespace switchyard::cli
