// A scene as a picture, without a display.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "viz/window/scene.h"

namespace switchyard::viz {

struct Picture {
  Size size;
  std::vector<std::uint8_t> rgb;  // row by row from the top, three bytes a pixel
};

// Draws the scene `frames` times, as ImGui needs two to know how large things are, and takes the last. The
// error is a message: no EGL, or none without a surface.
tl::expected<Picture, std::string> draw_picture(const Scene& scene, Size size, int frames = 3);

// False when the file cannot be written.
bool write_png(const std::string& file, const Picture& picture);

}  // namespace switchyard::viz
