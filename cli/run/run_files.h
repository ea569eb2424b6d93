// The files of one run that grow turn by turn: tasks.csv, run.log and events.jsonl.
#pragma once

#include <optional>
#include <string>

#include "cli/failure.h"
#include "cli/run/file_writer.h"
#include "cli/run/output_folder.h"
#include "engine/codec/hash/log_hash.h"
#include "engine/codec/log/writer.h"
#include "engine/output.h"
#include "reports/measures/ended_task.h"
#include "reports/measures/names.h"
#include "sim/scenario/scenario.h"

namespace switchyard::cli {

class RunFiles {
 public:
  static Outcome<RunFiles> create(const OutputFolder& folder, const sim::Scenario& scenario,
                                  std::uint64_t seed, bool events);

  // As sim::Observer wants it. What cannot be written is told by finish().
  void observe(Time time, const Command& command, const Output& output);
  void task_ended(const reports::EndedTask& task);

  Outcome<void> finish(const codec::LogHash& hash);

 private:
  RunFiles(codec::LogWriter log, FileWriter tasks, const sim::Scenario& scenario, std::string shown_log);

  codec::LogWriter log_;
  FileWriter tasks_;
  std::optional<FileWriter> events_;
  const Workspace* workspace_;
  reports::Names names_;
  std::string row_;
  std::string shown_log_;
};

}  // namespace switchyard::cli
