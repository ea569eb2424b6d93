// The command line of switchyard-view.
#pragma once

#include <optional>
#include <string>

#include "engine/base/time.h"
#include "viz/panels/layout.h"
#include "viz/window/scene.h"

namespace switchyard::viz {

// A moment as it was typed: of the calendar, of the first day, or so long after the begin.
struct MomentText {
  std::optional<Time> moment;      // "2026-11-21T14:03:00Z"
  std::optional<Duration> of_day;  // "14:03", "14:03:10"
  std::optional<Duration> after;   // "1h30m"
};
std::optional<MomentText> parse_moment(std::string_view text);
// Where that is in a recording from `begin` on.
Time moment_in(const MomentText& text, Time begin);

struct Options {
  std::string what;
  std::string other;       // empty: nothing to compare with
  std::string screenshot;  // empty: a window
  std::optional<MomentText> at;
  std::optional<PanelId> panel;
  std::optional<Duration> window;  // that plots show
  std::optional<Size> size;
  std::uint64_t task = 0;  // 0: none is chosen
  std::string account;     // of a live host
  std::string workspace;
  double speed = 0;  // 0: paused, as usual
};

// What the arguments say; or, when the program has nothing else to do, its exit code. Prints help and what is
// wrong.
struct Parsed {
  Options options;
  std::optional<int> exit_code;
};
Parsed parse_options(int argument_count, const char* const* arguments);

}  // namespace switchyard::viz
