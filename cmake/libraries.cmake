# The Debian packages that we stand on; docs/decisions says why each.
find_package(PkgConfig REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(RapidJSON REQUIRED)
find_package(tl-expected REQUIRED)
find_package(date 3 REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto SSL)
find_package(Boost 1.74 REQUIRED)  # headers only: Boost.Math, Boost.Asio, Boost.Beast
find_package(SQLite3 3.40 REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
find_package(Threads REQUIRED)
find_package(mimalloc 2.0 QUIET)  # without it the live host works too, at more cost a request
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)

# What the viewer stands on besides. Debian's libimgui.a holds the backends for GLFW and OpenGL 3, too.
if(SWITCHYARD_VIEWER)
  set(OpenGL_GL_PREFERENCE GLVND)
  find_package(glfw3 3.3 REQUIRED)
  find_package(OpenGL REQUIRED COMPONENTS OpenGL EGL)
  find_package(PNG REQUIRED)
  pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui)
endif()
