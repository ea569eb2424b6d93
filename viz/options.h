// The command line of switchyard-view.
#pragma once

#include <optional>
#include <string>

#include "engine/base/time.h"
#include "viz/panels/layout.h"
#include "viz/panels/text.h"
#include "viz/window/scene.h"

namespace switchyard::viz {

struct Options {
  std::string what;
  std::string other;       // empty: nothing to compare with
  std::string screenshot;  // empty: a window
  std::optional<MomentText> at;
  std::optional<PanelId> panel;
  std::optional<Duration> window;  // that plots show
  std::optional<Size> size;
  std::optional<std::uint64_t> task;
  std::string account;  // of a live host
  std::string workspace;
  std::optional<double> speed;  // none: paused
};

// What the arguments say; or, when the program has nothing else to do, its exit code. Prints help and what is
// wrong.
struct Parsed {
  Options options;
  std::optional<int> exit_code;
};
Parsed parse_options(int argument_count, const char* const* arguments);

}  // namespace switchyard::viz
