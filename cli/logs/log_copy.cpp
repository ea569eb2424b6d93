// Commands go through the codec once more, so that the copy has nothing but what a log may have.
#include "cli/logs/log_copy.h"

#include <utility>

namespace switchyard::cli {

Outcome<LogCopy> LogCopy::create(const std::string& file, const codec::LogHeader& header) {
  auto writer = codec::LogWriter::create(file, header);
  if (!writer) return fail(ExitCode::environment, writer.error().text);
  return LogCopy(std::move(*writer));
}

void LogCopy::observe(const codec::ReplayedTurn& turn) {
  if (first_ == 0) first_ = turn.sequence;
  if (first_ != 1) return;
  writer_.append(turn.time, turn.command);
  hash_.turn(turn.time, turn.command, turn.output);
}

Outcome<void> LogCopy::finish() {
  if (first_ > 1) {
    return fail(ExitCode::invalid_input,
                "the journal's first records were forgotten, and a log needs all of them");
  }
  const auto finished = writer_.finish(hash_);
  return finished ? Outcome<void>{} : fail(ExitCode::environment, finished.error().text);
}

}  // namespace switchyard::cli
