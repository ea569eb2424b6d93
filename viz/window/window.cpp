// GLFW and OpenGL 3 beneath ImGui; with picture.cpp the only place that knows a graphics library.
#include "viz/window/window.h"

#include <GL/gl.h>
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui/imgui.h>

#include <algorithm>
#include <memory>

namespace switchyard::viz {
namespace {

struct DestroyWindow {
  void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};
using Window = std::unique_ptr<GLFWwindow, DestroyWindow>;

struct Library {
  bool works = glfwInit() == GLFW_TRUE;
  ~Library() { glfwTerminate(); }
};

struct Context {
  explicit Context(GLFWwindow* window) {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(window, true);
    ImGui_ImplOpenGL3_Init("#version 130");
  }
  ~Context() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
  }
};

std::string said_by_glfw() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text == nullptr ? "no reason was given" : text;
}

Window open(const std::string& title, Size size) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  Window window(glfwCreateWindow(size.width, size.height, title.c_str(), nullptr, nullptr));
  if (!window) return window;
  glfwMakeContextCurrent(window.get());
  glfwSwapInterval(1);
  return window;
}

void present(GLFWwindow* window) {
  ImGui::Render();
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window, &width, &height);
  glViewport(0, 0, width, height);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window);
}

Pace draw(GLFWwindow* window, const Scene& scene) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  const Pace pace = scene.frame();
  present(window);
  return pace;
}

// Waits as long as the pace allows; true when something was typed or moved.
bool wait(Pace pace) {
  constexpr double longest_rest = 0.25;
  constexpr double frame = 1.0 / 60;
  const double limit = pace == Pace::rest ? longest_rest : frame / 8;
  const double begin = glfwGetTime();
  glfwWaitEventsTimeout(limit);
  return glfwGetTime() - begin < limit * 0.9;
}

// Frames until the window is closed. ImGui needs some of them to answer a key or a click in full.
void run(GLFWwindow* window, const Scene& scene) {
  constexpr int frames_to_settle = 3;
  int to_settle = frames_to_settle;
  while (glfwWindowShouldClose(window) == GLFW_FALSE) {
    const Pace pace = draw(window, scene);
    if (pace == Pace::close) return;
    const bool touched = wait(to_settle > 0 ? Pace::animate : pace);
    to_settle = touched ? frames_to_settle : std::max(0, to_settle - 1);
  }
}

}  // namespace

std::optional<std::string> show_window(const Scene& scene, const std::string& title, Size size) {
  const Library library;
  if (!library.works) return said_by_glfw();
  const Window window = open(title, size);
  if (!window) return said_by_glfw();
  const Context context(window.get());
  scene.set_up();
  run(window.get(), scene);
  return std::nullopt;
}

}  // namespace switchyard::viz
