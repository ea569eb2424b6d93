// Faults are told at once and all of them, so no line is left out for being one of many.
#include "cli/serve/telling.h"

#include <limits>
#include <string_view>

#include "cli/serve/settings.h"

namespace switchyard::cli {
namespace {

namespace operations = adapters::operations;

operations::LogOptions of_each_line(operations::LogOptions options) {
  options.repeats = std::numeric_limits<std::uint32_t>::max();
  return options;
}

}  // namespace

Telling::Telling(const ServeConfig& config, const Console& console)
    : json_(config.log_json),
      console_(console),
      log_(operations::Log::to_stderr(of_each_line(log_options(config)))) {}

void Telling::take_over(const ServeConfig& config) {
  log_.set_least(log_level(config));
}

ExitCode Telling::tell(const Failure& failure) {
  if (!failure.problems.empty()) return tell(failure.problems);
  if (!json_) return console_.tell(failure);
  log_.error("failed",
             {{"text", std::string_view(failure.message)}, {"hint", std::string_view(failure.hint)}});
  return failure.code;
}

ExitCode Telling::tell(const codec::Problems& problems) {
  if (!json_) return console_.tell(problems);
  for (const codec::Problem& problem : problems.list()) log_problem(log_, problem);
  if (problems.left_out() > 0)
    log_.error("configuration", {{"left_out", std::uint64_t{problems.left_out()}}});
  if (!problems.has_errors()) return ExitCode::done;
  return problems.only_environment() ? ExitCode::environment : ExitCode::invalid_input;
}

void log_problem(operations::Log& log, const codec::Problem& problem) {
  const bool is_error = problem.severity == codec::Severity::error;
  log.say(is_error ? operations::LogLevel::error : operations::LogLevel::warn, "configuration",
          {{"file", std::string_view(problem.file)},
           {"line", std::uint64_t{problem.line}},
           {"column", std::uint64_t{problem.column}},
           {"place", std::string_view(problem.pointer)},
           {"text", std::string_view(problem.message)},
           {"hint", std::string_view(problem.hint)}});
}

}  // namespace switchyard::cli
