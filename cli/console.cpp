// Writing to standard output and standard error, and hearing of it when that fails.
#include "cli/console.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "engine/codec/text/utf8.h"

namespace switchyard::cli {
namespace {

void write_error(std::string_view text) {
  // Nobody can be told that standard error does not work.
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

bool no_color_wanted() {
  const char* value = std::getenv("NO_COLOR");
  return value != nullptr && *value != '\0';
}

}  // namespace

void keep_standard_streams_apart() {
  // Opened the wrong way round, so that reading from it or writing to it is an error. open() takes the lowest
  // free number, which is the closed stream's.
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) != -1) continue;
    static_cast<void>(open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

Console::Console(const ConsoleOptions& options)
    : quiet_(options.quiet),
      verbose_(options.verbose && !options.quiet),
      color_(!options.no_color && !no_color_wanted() && isatty(STDOUT_FILENO) != 0),
      errors_on_terminal_(isatty(STDERR_FILENO) != 0) {}

ExitCode Console::print(std::string_view data) const {
  errno = 0;
  const bool written = std::fwrite(data.data(), 1, data.size(), stdout) == data.size();
  if (std::fflush(stdout) == 0 && written) return ExitCode::done;
  if (errno != EPIPE) error(fmt::format("standard output cannot be written: {}", std::strerror(errno)));
  return ExitCode::environment;
}

void Console::note(std::string_view text) const {
  if (!quiet_) write_error(std::string(text) + "\n");
}

void Console::detail(std::string_view text) const {
  if (verbose_) note(text);
}

void Console::progress(std::string_view text) const {
  if (!quiet_) write_error(text);
}

void Console::say(std::string_view text) const {
  write_error(text);
}

void Console::error(std::string_view message, std::string_view hint) const {
  write_error(fmt::format("switchyard: error: {}\n", codec::printable(message)));
  if (!hint.empty()) write_error(fmt::format("  hint: {}\n", codec::printable(hint)));
}

ExitCode Console::tell(const Failure& failure) const {
  if (!failure.problems.empty()) return tell(failure.problems);
  error(failure.message, failure.hint);
  return failure.code;
}

ExitCode Console::tell(const codec::Problems& problems) const {
  if (!problems.empty() && (problems.has_errors() || !quiet_)) write_error(codec::to_text(problems));
  if (!problems.has_errors()) return ExitCode::done;
  return problems.only_environment() ? ExitCode::environment : ExitCode::invalid_input;
}

reports::ProgressStyle Console::progress_style() const {
  if (quiet_) return reports::ProgressStyle::quiet;
  return errors_on_terminal_ ? reports::ProgressStyle::bar : reports::ProgressStyle::lines;
}

}  // namespace switchyard::cli
