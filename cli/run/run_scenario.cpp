// The way of `switchyard run`, step by step; every step that fails leaves nothing behind.
#include "cli/run/run_scenario.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "cli/ci/ci_options.h"
#include "cli/ci/fault_results.h"
#include "cli/run/file_source.h"
#include "cli/run/output_folder.h"
#include "cli/run/replications.h"
#include "cli/run/run_facts.h"
#include "cli/run/run_files.h"
#include "cli/run/threshold_report.h"
#include "cli/signals.h"
#include "engine/codec/text/time_text.h"
#include "reports/csv/tables.h"
#include "reports/html/page.h"
#include "reports/summary/render_json.h"
#include "reports/summary/render_text.h"
#include "reports/thresholds/threshold.h"
#include "sim/scenario/read_scenario.h"

namespace switchyard::cli {
namespace {

constexpr const char* suite = "switchyard run";

// The folder and the files in it that are open while the run lasts.
struct Files {
  OutputFolder folder;
  RunFiles run;
};

Outcome<std::optional<Files>> open_files(const RunRequest& request, const sim::Scenario& scenario,
                                         std::uint64_t seed) {
  if (request.out.empty()) return std::nullopt;
  auto folder = OutputFolder::create(request.out);
  if (!folder) return tl::unexpected(std::move(folder.error()));
  auto run = RunFiles::create(*folder, scenario, seed, request.events);
  if (!run) return tl::unexpected(std::move(run.error()));
  return Files{std::move(*folder), std::move(*run)};
}

// Made of the two files, as `switchyard report` does it.
Outcome<std::string> page_of(const OutputFolder& folder) {
  const auto figures = file_source(folder.path_of("summary.json"));
  const auto intervals = file_source(folder.path_of("intervals.csv"));
  if (!figures || !intervals)
    return fail(ExitCode::environment, "the files that were written a moment ago cannot be read");
  auto page = reports::report_page(*figures, *intervals);
  if (page) return std::move(*page);
  return fail(ExitCode::own_fault, "a fault of this program, please report it: " + page.error().message);
}

Outcome<void> write_reports(OutputFolder& folder, const reports::Summary& summary, const std::string& run) {
  const auto figures = [&](const reports::TextSink& sink) { reports::render_json(summary, sink); };
  const auto intervals = [&](const reports::TextSink& sink) { reports::intervals_csv(summary, sink); };
  if (auto written = folder.write("summary.json", figures); !written) return written;
  if (auto written = folder.write("intervals.csv", intervals); !written) return written;
  const auto page = page_of(folder);
  if (!page) return tl::unexpected(page.error());
  const std::pair<const char*, std::string> reports[] = {
      {"workers.csv", reports::workers_csv(summary)}, {"report.html", *page}, {"run.json", run}};
  for (const auto& [name, content] : reports) {
    if (auto written = folder.write(name, content); !written) return written;
  }
  return folder.commit();
}

// Printed in blocks, so that no more than one is in memory. What cannot be printed is told once.
ExitCode print_pieces(const Console& console, const OutputFolder::Tell& tell) {
  constexpr std::size_t block_size = std::size_t{1} << 16;
  ExitCode printed = ExitCode::done;
  std::string block;
  const auto flush = [&] {
    if (printed == ExitCode::done) printed = console.print(block);
    block.clear();
  };
  tell([&](std::string_view piece) {
    block += piece;
    if (block.size() >= block_size) flush();
  });
  flush();
  return printed;
}

ExitCode print_summary(const RunRequest& request, const Console& console, const reports::Summary& summary) {
  const auto format = static_cast<RunFormat>(request.format);
  if (format == RunFormat::text) {
    reports::TextStyle style;
    style.color = console.color();
    return print_text(request.ci, console, reports::render_text(summary, style));
  }
  return print_pieces(console, [&](const reports::TextSink& sink) {
    if (format == RunFormat::json) return reports::render_json(summary, sink);
    if (format == RunFormat::jsonl) return reports::render_jsonl(summary, sink);
    reports::figures_csv(summary, sink);
  });
}

// The text shows these itself.
void note_fingerprint(const RunRequest& request, const Console& console, const reports::Summary& summary) {
  if (static_cast<RunFormat>(request.format) == RunFormat::text) return;
  console.note(fmt::format("seed {}, log hash {}\n{}", summary.facts.seed, summary.log_hashes.front(),
                           reports::command_text(summary.facts)));
}

void note_interruption(const Console& console, const ReplicationsResult& result) {
  const auto& until = result.summary.observed_until;
  console.note(until ? fmt::format("interrupted: the report ends at {}", codec::to_rfc3339(*until))
                     : fmt::format("interrupted: the report has {} of {} replications", result.counted,
                                   result.counted + result.summary.facts.unfinished));
}

ExitCode judge(const Console& console, const ReplicationsResult& result, bool held) {
  if (!result.summary.broken.empty()) {
    console.error("the report does not add up: a fault of this program",
                  "please report it with the scenario");
    return ExitCode::own_fault;
  }
  if (!result.whole) return stop_code();
  return held ? ExitCode::done : ExitCode::threshold_failed;
}

// Annotations are of runs that came to their end.
ExitCode tell_ci(const RunRequest& request, const Console& console, const codec::Problems& places,
                 const ReplicationsResult& result, const Stopwatch& stopwatch) {
  if (result.whole)
    annotate(request.ci, console, threshold_annotations(result.summary, places, request.scenario));
  return write_junit(
      request.ci, console, suite,
      threshold_cases(result.summary, request.scenario, !result.whole, stopwatch.wall_seconds()));
}

// Whoever reads the results of CI only must not take a run that was none for one without faults.
ExitCode give_up(const RunRequest& request, const Console& console, const Failure& failure) {
  annotate(request.ci, console, annotations_of(failure, request.scenario, suite));
  static_cast<void>(write_junit(request.ci, console, suite, {case_of(failure, request.scenario)}));
  return console.tell(failure);
}

ExitCode report(const RunRequest& request, const Console& console, const sim::ReadScenario& read,
                std::optional<Files>& files, ReplicationsResult& result, const Stopwatch& stopwatch) {
  const bool held = reports::evaluate(read.scenario.thresholds, result.summary);
  if (files) {
    const std::string run = run_json(result, stopwatch, result.summary.facts.command);
    if (auto written = write_reports(files->folder, result.summary, run); !written)
      return give_up(request, console, written.error());
    console.note("files are in " + request.out);
  }
  if (!result.whole) note_interruption(console, result);
  console.note(run_line(result, stopwatch));
  note_fingerprint(request, console, result.summary);
  const ExitCode printed = print_summary(request, console, result.summary);
  const ExitCode told = tell_ci(request, console, read.threshold_places, result, stopwatch);
  if (printed != ExitCode::done) return printed;
  return told != ExitCode::done ? told : judge(console, result, held);
}

void warn(const RunRequest& request, const Console& console, const codec::Problems& warnings) {
  console.tell(warnings);
  Failure told;
  told.problems = warnings;
  if (!warnings.empty()) annotate(request.ci, console, annotations_of(told, request.scenario, suite));
}

}  // namespace

ExitCode run_scenario(const RunRequest& request, const Console& console) {
  const Stopwatch stopwatch;
  const auto read = sim::read_scenario(request.scenario, all_settings(request));
  if (!read) return give_up(request, console, fail(read.error()).value());
  warn(request, console, read->warnings);
  const sim::Scenario& scenario = read->scenario;
  const std::uint64_t seed = request.seed.value_or(scenario.seed);
  catch_stop_signals();
  auto files = open_files(request, scenario, seed);
  if (!files) return give_up(request, console, files.error());

  ReplicationPlan plan;
  plan.scenario = &scenario;
  plan.seed = seed;
  plan.speed = request.speed;
  plan.files = *files ? &(*files)->run : nullptr;
  plan.facts = facts_of(request, scenario, seed);
  for (const reports::InputDigest& input : plan.facts.inputs)
    console.detail(input.name + " sha256 " + input.sha256);
  auto result = run_replications(console, plan, request.replications);
  if (!result) return give_up(request, console, result.error());
  return report(request, console, *read, *files, *result, stopwatch);
}

}  // namespace switchyard::cli
