// How far a long run is: a bar on a terminal, a line now and then elsewhere, nothing when quiet.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace switchyard::reports {

enum class ProgressStyle { quiet, lines, bar };

// Decides what to print; the caller owns the clock and the stream (standard error).
class Progress {
 public:
  explicit Progress(ProgressStyle style) : style_(style) {}

  // The text to print now, or nothing. `fraction` is 0 … 1 and never goes back, `elapsed` real time since the
  // start. Lines: each 10 % and each 30 s. A bar: each whole per cent, over itself (it begins with a carriage
  // return).
  std::optional<std::string> update(double fraction, Duration elapsed, std::string_view what);
  // Leaves the terminal's line clean: a line feed after a bar, else nothing.
  std::string finish() const;

 private:
  std::optional<std::string> line(double fraction, Duration elapsed, std::string_view what);
  std::optional<std::string> bar(double fraction, std::string_view what);

  ProgressStyle style_;
  int shown_percent_ = -1;
  Duration shown_at_{};
};

}  // namespace switchyard::reports
