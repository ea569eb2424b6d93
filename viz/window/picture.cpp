// EGL without a surface, and libpng: pictures for files and tests.
#include "viz/window/picture.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui/imgui.h>
#include <png.h>

#include <algorithm>
#include <cstddef>

namespace switchyard::viz {
namespace {

// The display itself stays: EGL gives the same one again, and to end it unloads the driver with memory still
// held by it.
class Headless {
 public:
  Headless() {
    const auto open =
        reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
    if (open == nullptr) return;
    display_ = open(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
    if (eglInitialize(display_, nullptr, nullptr) == EGL_FALSE || eglBindAPI(EGL_OPENGL_API) == EGL_FALSE)
      return;
    const EGLint wanted[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 2, EGL_NONE};
    context_ = eglCreateContext(display_, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, wanted);
    works_ = context_ != EGL_NO_CONTEXT &&
             eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_TRUE;
  }
  ~Headless() {
    if (context_ != EGL_NO_CONTEXT) {
      eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
      eglDestroyContext(display_, context_);
    }
  }
  Headless(const Headless&) = delete;
  Headless& operator=(const Headless&) = delete;

  bool works() const { return works_; }

 private:
  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLContext context_ = EGL_NO_CONTEXT;
  bool works_ = false;
};

// Memory that is drawn into in the place of a window.
class Target {
 public:
  explicit Target(Size size) {
    glGenFramebuffers(1, &frame_);
    glGenRenderbuffers(1, &colour_);
    glBindRenderbuffer(GL_RENDERBUFFER, colour_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, size.width, size.height);
    glBindFramebuffer(GL_FRAMEBUFFER, frame_);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
    glViewport(0, 0, size.width, size.height);
  }
  ~Target() {
    glDeleteFramebuffers(1, &frame_);
    glDeleteRenderbuffers(1, &colour_);
  }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

 private:
  GLuint frame_ = 0;
  GLuint colour_ = 0;
};

struct Context {
  explicit Context(Size size) {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().DisplaySize = {static_cast<float>(size.width), static_cast<float>(size.height)};
    ImGui_ImplOpenGL3_Init("#version 130");
  }
  ~Context() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
  }
};

void draw(const Scene& scene) {
  ImGui::GetIO().DeltaTime = 1.0F / 60;
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  scene.frame();
  ImGui::Render();
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

Picture read(Size size) {
  const auto row = static_cast<std::size_t>(size.width) * 3;
  std::vector<std::uint8_t> from_below(row * static_cast<std::size_t>(size.height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, size.width, size.height, GL_RGB, GL_UNSIGNED_BYTE, from_below.data());
  Picture picture{size, {}};
  picture.rgb.reserve(from_below.size());
  for (auto end = from_below.end(); end != from_below.begin(); end -= static_cast<std::ptrdiff_t>(row))
    picture.rgb.insert(picture.rgb.end(), end - static_cast<std::ptrdiff_t>(row), end);
  return picture;
}

}  // namespace

tl::expected<Picture, std::string> draw_picture(const Scene& scene, Size size, int frames) {
  const Headless headless;
  if (!headless.works()) return tl::unexpected(std::string("EGL gives no context without a surface"));
  const Target target(size);
  const Context context(size);
  scene.set_up();
  for (int i = 0; i < std::max(frames, 1); ++i) draw(scene);
  return read(size);
}

bool write_png(const std::string& file, const Picture& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.size.width);
  image.height = static_cast<png_uint_32>(picture.size.height);
  image.format = PNG_FORMAT_RGB;
  return png_image_write_to_file(&image, file.c_str(), 0, picture.rgb.data(), 0, nullptr) != 0;
}

}  // namespace switchyard::viz
