# How every target is compiled: one language level, one set of warnings, and floating point that is the same everywhere.
option(SWITCHYARD_TESTS "Build the tests" ON)
option(SWITCHYARD_BENCH "Build the benchmarks" ON)
option(SWITCHYARD_VIEWER "Build switchyard-view (Dear ImGui, GLFW, OpenGL)" ON)
option(SWITCHYARD_SANITIZE "Address and undefined-behaviour sanitizers" OFF)
option(SWITCHYARD_COVERAGE "Count which sides of which conditions the tests reach (clang)" OFF)
option(SWITCHYARD_FUZZ "Build the fuzz targets (clang) in the place of the tests" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

add_library(switchyard_options INTERFACE)
target_include_directories(switchyard_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(switchyard_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  -ffp-contract=off)  # a fused multiply-add has other bits than a multiply and an add
# g++ 12 sees overlapping copies in its own std::string where there are none (GCC bug 105651).
target_compile_options(switchyard_options INTERFACE
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict>)
if(SWITCHYARD_SANITIZE)
  # RapidJSON 1.1's stack adds to a null pointer when it is empty, which only clang looks at.
  target_compile_options(switchyard_options INTERFACE
    -fsanitize=address,undefined $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=pointer-overflow>
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(switchyard_options INTERFACE -fsanitize=address,undefined)
endif()
if(SWITCHYARD_FUZZ)
  # RapidJSON 1.1's stack adds to a null pointer when it is empty; everything else is asked for.
  target_compile_options(switchyard_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined
                         -fno-sanitize=pointer-overflow -fno-sanitize-recover=all
                         -fno-omit-frame-pointer -gline-tables-only)
  target_link_options(switchyard_options INTERFACE -fsanitize=address,undefined)
endif()
if(SWITCHYARD_COVERAGE)
  target_compile_options(switchyard_options INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(switchyard_options INTERFACE -fprofile-instr-generate)
endif()
