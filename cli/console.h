// The two streams of the program: primary data to standard output, everything else to standard error.
#pragma once

#include <string>
#include <string_view>

#include "cli/exit_code.h"
#include "cli/failure.h"
#include "engine/codec/document/problem.h"
#include "reports/progress/progress.h"

namespace switchyard::cli {

struct ConsoleOptions {
  bool quiet = false;     // no notes and no progress; errors are always told
  bool verbose = false;   // details too
  bool no_color = false;  // also when the environment has NO_COLOR
};

// A standard stream that the caller closed fails when it is used. Without this, the first file that is opened
// takes its number and gets what is meant for the stream. Called before any file is opened.
void keep_standard_streams_apart();

class Console {
 public:
  explicit Console(const ConsoleOptions& options);

  // Writes to standard output and flushes it. A reader that went away is ExitCode::environment without a
  // word; any other failure (a full disk) is told.
  ExitCode print(std::string_view data) const;

  void note(std::string_view text) const;      // unless quiet; a line feed is added
  void detail(std::string_view text) const;    // only when verbose
  void progress(std::string_view text) const;  // as it is
  void say(std::string_view text) const;       // likewise, also when quiet
  void error(std::string_view message, std::string_view hint = {}) const;
  ExitCode tell(const Failure& failure) const;  // its exit code
  // All problems, errors and (unless quiet) warnings. The exit code is `done` when there is no error.
  ExitCode tell(const codec::Problems& problems) const;

  bool color() const { return color_; }  // on standard output
  reports::ProgressStyle progress_style() const;

 private:
  bool quiet_;
  bool verbose_;
  bool color_;
  bool errors_on_terminal_;
};

}  // namespace switchyard::cli
