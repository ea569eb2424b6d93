// Writing what a run gives turn by turn.
#include "cli/run/run_files.h"

#include <fmt/format.h>

#include <utility>

#include "cli/version.h"
#include "engine/codec/calendar/zones.h"
#include "engine/codec/json/lines.h"
#include "reports/csv/tables.h"

namespace switchyard::cli {
namespace {

codec::LogHeader header_of(const sim::Scenario& scenario, std::uint64_t seed) {
  codec::LogHeader header;
  header.engine_version = std::string(version());
  if (!scenario.workspace.calendars.empty()) header.tzdata_version = codec::tzdata_version();
  header.name = scenario.name;
  header.start = scenario.start;
  header.seed = seed;
  header.workspace_source = scenario.workspace.source;
  return header;
}

}  // namespace

RunFiles::RunFiles(codec::LogWriter log, FileWriter tasks, const sim::Scenario& scenario,
                   std::string shown_log)
    : log_(std::move(log)),
      tasks_(std::move(tasks)),
      workspace_(&scenario.workspace),
      names_(reports::names_of(scenario.workspace)),
      shown_log_(std::move(shown_log)) {
  reports::tasks_csv_head(row_);
  tasks_.append(row_);
}

Outcome<RunFiles> RunFiles::create(const OutputFolder& folder, const sim::Scenario& scenario,
                                   std::uint64_t seed, bool events) {
  auto log = codec::LogWriter::create(folder.path_of("run.log"), header_of(scenario, seed));
  if (!log) return fail(ExitCode::environment, log.error().text);
  auto tasks = FileWriter::create(folder.path_of("tasks.csv"), folder.final_path_of("tasks.csv"));
  if (!tasks) return tl::unexpected(std::move(tasks.error()));
  RunFiles files(std::move(*log), std::move(*tasks), scenario, folder.final_path_of("run.log"));
  if (!events) return files;
  auto lines = FileWriter::create(folder.path_of("events.jsonl"), folder.final_path_of("events.jsonl"));
  if (!lines) return tl::unexpected(std::move(lines.error()));
  files.events_ = std::move(*lines);
  return files;
}

void RunFiles::observe(Time time, const Command& command, const Output& output) {
  log_.append(time, command);
  if (!events_) return;
  codec::append_json_line(events_->buffer(), time, command, *workspace_);
  for (const Event& event : output.events)
    codec::append_json_line(events_->buffer(), time, event, *workspace_);
  for (const Effect& effect : output.effects)
    codec::append_json_line(events_->buffer(), time, effect, *workspace_);
  events_->flush_when_full();
}

void RunFiles::task_ended(const reports::EndedTask& task) {
  reports::tasks_csv_row(row_, task, names_);
  tasks_.append(row_);
}

Outcome<void> RunFiles::finish(const codec::LogHash& hash) {
  if (const auto finished = log_.finish(hash); !finished) {
    return fail(ExitCode::environment, fmt::format("{}: {}", shown_log_, finished.error().text));
  }
  if (auto closed = tasks_.close(); !closed) return closed;
  return events_ ? events_->close() : Outcome<void>{};
}

}  // namespace switchyard::cli
