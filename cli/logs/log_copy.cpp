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
  writer_.append(turn.time, turn.command);
  hash_.turn(turn.time, turn.command, turn.output);
}

Outcome<void> LogCopy::finish() {
  const auto finished = writer_.finish(hash_);
  return finished ? Outcome<void>{} : fail(ExitCode::environment, finished.error().text);
}

}  // namespace switchyard::cli
