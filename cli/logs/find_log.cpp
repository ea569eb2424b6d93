// Looks for a log where a run would have put it.
#include "cli/logs/find_log.h"

#include <cmath>
#include <filesystem>

#include "cli/run/file_source.h"
#include "reports/html/run_summary.h"

namespace switchyard::cli {

namespace fs = std::filesystem;

namespace {

ExitCode code_of(const codec::LogProblem& problem) {
  return problem.is_environment() ? ExitCode::environment : ExitCode::invalid_input;
}

// What the run's report says, when it stands beside its log.
std::optional<reports::RunSummary> summary_beside(const std::string& log) {
  const fs::path summary = fs::path(log).parent_path() / "summary.json";
  std::error_code ignored;
  if (log == "-" || !fs::is_regular_file(summary, ignored)) return std::nullopt;
  const auto source = file_source(summary.string());
  if (!source) return std::nullopt;
  auto read = reports::read_summary(*source);
  return read ? std::optional(*std::move(read)) : std::nullopt;
}

}  // namespace

std::string log_of(const std::string& run) {
  std::error_code ignored;
  return fs::is_directory(run, ignored) ? (fs::path(run) / "run.log").string() : run;
}

std::optional<Duration> service_level_beside(const std::string& log) {
  const auto summary = summary_beside(log);
  if (!summary) return std::nullopt;
  const auto levels = summary->total().find("service_levels");
  if (levels == summary->total().end() || !levels->is_array() || levels->empty()) return std::nullopt;
  const double within = summary->within_seconds;
  const bool usable = within >= 0 && within <= 1e9;
  return usable ? std::optional(microseconds(std::llround(within * 1e6))) : std::nullopt;
}

std::optional<std::uint64_t> replications_beside(const std::string& log, const std::string& hash) {
  const auto summary = summary_beside(log);
  if (!summary) return std::nullopt;
  const auto first = summary->json.find("logHash");
  if (first == summary->json.end() || *first != hash) return std::nullopt;
  return summary->replications();
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
