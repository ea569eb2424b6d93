// What the viewer remembers from one run to the next, in a small file of the user's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "viz/panels/screen.h"

namespace switchyard::viz {

// $XDG_CONFIG_HOME/switchyard/view.json, or ~/.config/switchyard/view.json; empty when there is no home.
std::string layout_path();

// The texts of such a file. A text that is none leaves everything as it is: a layout is no reason to refuse
// to start.
std::string layout_text(const ScreenState& state);
void read_layout(std::string_view text, ScreenState& state);

// A file of the user's: empty where there is none; written whole and then renamed, or not at all.
std::string text_of_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);

void load_layout(const std::string& path, ScreenState& state);
// Does nothing where the folder cannot be written.
void save_layout(const std::string& path, const ScreenState& state);

}  // namespace switchyard::viz
