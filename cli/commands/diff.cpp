// `switchyard diff`: what came out otherwise in a second run, by task and in the totals.
#include <fmt/format.h>

#include <future>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/logs/find_log.h"
#include "cli/logs/replay_journal.h"
#include "engine/codec/hash/log_hash.h"
#include "engine/codec/replay/compile_source.h"
#include "engine/codec/text/duration.h"
#include "reports/difference/render.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard diff before after\n"
    "  switchyard diff --exit-code -o csv before/run.log after/run.log > differences.csv\n";
constexpr const char* details =
    "A task is found again in the other log by the sender's key; else by the moment at which it came with\n"
    "tenant, channel, thread, route and attributes; else by its place in its thread; else by the moment, "
    "with\n"
    "tenant, thread and channel; a callback by the task that it is for. Two runs of one seed have the same\n"
    "customers at the same moments, whatever the rules do. Numbers of tasks are not compared.\n";

struct DiffRequest {
  std::string before;
  std::string after;
  bool exit_code = false;
  std::optional<Duration> within;
  std::size_t show = 20;
  std::size_t format = 0;  // text, json, jsonl, csv
};

Outcome<reports::RunOutcomes> read_journal(const std::string& file, Duration within) {
  auto header = header_of(file);
  if (!header) return tl::unexpected(header.error());
  const auto workspace = codec::compile_source(header->workspace_source, nullptr);
  if (!workspace) return fail(ExitCode::invalid_input, file + ": " + workspace.error());
  reports::OutcomeRecorder recorder(header->start, within, *workspace);
  codec::LogHash hash;
  const auto replayed = replay_whole(file, [&](const codec::ReplayedTurn& turn) {
    recorder.observe(turn);
    hash.turn(turn.time, turn.command, turn.output);
  });
  if (!replayed) return tl::unexpected(replayed.error());
  reports::RunOutcomes outcomes = recorder.finish();
  outcomes.file = file;
  outcomes.header = *std::move(header);
  outcomes.header.workspace_source.clear();
  outcomes.hash = hash.hex();
  return outcomes;
}

Outcome<reports::RunOutcomes> read_run(const std::string& run, Duration within) {
  if (is_journal(run)) return read_journal(run, within);
  auto log = open_log(run);
  if (!log) return tl::unexpected(std::move(log.error()));
  auto outcomes = reports::read_outcomes(*log, within);
  if (!outcomes) return tl::unexpected(failure_of(outcomes.error()));
  outcomes->replications = replications_beside(log_of(run), outcomes->hash);
  return *std::move(outcomes);
}

Duration service_level_of(const DiffRequest& request) {
  if (request.within) return *request.within;
  return service_level_beside(log_of(request.before)).value_or(seconds(20));
}

// A table of tasks has no head to say it in.
void note_replications(const Console& console, const reports::RunOutcomes& run) {
  if (run.replications.value_or(1) > 1)
    console.note(fmt::format("{}: the first of {} replications", run.file, *run.replications));
}

ExitCode print(const DiffRequest& request, const Console& console, const reports::ComparedRuns& runs) {
  ExitCode code = ExitCode::done;
  const auto sink = [&](std::string_view text) { return (code = console.print(text)) == ExitCode::done; };
  switch (request.format) {
    case 1:
      reports::difference_json(runs, sink);
      return code;
    case 2:
      reports::difference_jsonl(runs, sink);
      return code;
    case 3:
      note_replications(console, runs.before);
      note_replications(console, runs.after);
      reports::difference_csv(runs, sink);
      return code;
    default:
      return console.print(reports::difference_text(runs, {console.color(), request.show}));
  }
}

ExitCode diff(const DiffRequest& request, const Console& console) {
  if (request.before == "-" && request.after == "-") {
    return console.tell(Failure{ExitCode::usage, "only one of two runs can be standard input", {}});
  }
  const Duration within = service_level_of(request);
  // Two engines that share nothing, so each may have its processor.
  auto reading = std::async(std::launch::async, [&] { return read_run(request.after, within); });
  const auto before = read_run(request.before, within);
  const auto after = reading.get();
  if (!before) console.tell(before.error());
  if (!after) console.tell(after.error());
  if (!before) return before.error().code;
  if (!after) return after.error().code;
  const reports::RunDifference difference = reports::compare_runs(*before, *after, within);
  const ExitCode printed = print(request, console, {*before, *after, difference});
  if (printed != ExitCode::done) return printed;
  return request.exit_code && difference.any() ? ExitCode::differences : ExitCode::done;
}

}  // namespace

void add_diff(CLI::App& program, Chosen& chosen) {
  const auto request = std::make_shared<DiffRequest>();
  CLI::App* command = add_command(
      program,
      {"diff", "What came out otherwise in a second run, by task and in the totals", examples, details},
      chosen, [request](const Console& console) { return diff(*request, console); });
  command->add_option("BEFORE", request->before, log_argument)->type_name("FILE")->required();
  command->add_option("AFTER", request->after, log_argument)->type_name("FILE")->required();
  command->add_flag("--exit-code", request->exit_code, "Exit code 6 when something differs")
      ->envname(environment_name("--exit-code"));
  const auto wait = [](std::string_view text) { return codec::parse_duration(text); };
  add_value(*command, "--threshold", request->within, wait, "a duration, such as 20s",
            "Wait that counts as good service [as in BEFORE's summary.json, else 20s]")
      ->type_name("TIME")
      ->envname(environment_name("--threshold"));
  const auto count = [](std::string_view text) { return parse_number<std::size_t>(text, 1, 1'000'000'000); };
  add_value(*command, "--show", request->show, count, "a whole number from 1 to 1000000000",
            "How many tasks the text shows, and a quarter as many queues [20]")
      ->type_name("N")
      ->envname(environment_name("--show"));
  add_format(*command, request->format, {"text", "json", "jsonl", "csv"});
}

}  // namespace switchyard::cli
