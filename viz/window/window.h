// A window on the user's display.
#pragma once

#include <optional>
#include <string>

#include "viz/window/scene.h"

namespace switchyard::viz {

// Shows the scene until it or the user closes the window. Gives a message when there is no display, or one
// without OpenGL 3.2.
std::optional<std::string> show_window(const Scene& scene, const std::string& title, Size size);

}  // namespace switchyard::viz
