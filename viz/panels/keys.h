// Everything that a key does: one table for the keyboard and for the overlay that explains it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "viz/panels/marks.h"
#include "viz/panels/screen.h"

namespace switchyard::viz {

struct KeyHelp {
  std::string_view keys;
  std::string_view what;
  std::string_view group;  // a heading; the rows of a group stand together
};
std::span<const KeyHelp> key_help();

// Does what the keys of this frame say, unless somebody is typing. `close` becomes true when the program
// shall end.
void read_keys(const View& view, ScreenState& state, Requests& requests, bool& close);

// The overlay with what the words on the screen mean; any key closes it.
struct Words {
  std::string_view place;  // a panel's title
  std::vector<CollectedTips::Tip> tips;
};
void draw_words(const std::vector<Words>& words, ImVec2 screen);

// The overlay with all keys, signs and words; any key closes it.
void draw_help(const View& view, ImVec2 screen);

}  // namespace switchyard::viz
