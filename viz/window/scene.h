// What a window or a picture shows: a scene, set up once and then drawn frame after frame.
#pragma once

#include <functional>

namespace switchyard::viz {

enum class Pace {
  animate,  // something moves: draw the next frame at once
  rest,     // nothing moves: wait for a key, the mouse, or a quarter of a second
  close,    // the user is done
};

struct Scene {
  std::function<void()> set_up;  // with ImGui's context and before its first frame: fonts and colours
  std::function<Pace()> frame;   // tells ImGui what is on the screen
};

struct Size {
  int width = 1920;
  int height = 1080;
};

}  // namespace switchyard::viz
