# One library a room of the house; the links repeat the arrows of ARCHITECTURE.md.
function(switchyard_library name)
  cmake_parse_arguments(ARG "" "" "FOLDERS;LINKS;EXCEPT" ${ARGN})
  set(sources)
  foreach(folder IN LISTS ARG_FOLDERS)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS
         ${PROJECT_SOURCE_DIR}/${folder}/*.cpp ${PROJECT_SOURCE_DIR}/${folder}/*.h)
    list(APPEND sources ${found})
  endforeach()
  foreach(folder IN LISTS ARG_EXCEPT)
    list(FILTER sources EXCLUDE REGEX "^${PROJECT_SOURCE_DIR}/${folder}/")
  endforeach()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC switchyard_options ${ARG_LINKS})
  switchyard_precompile(${name})
endfunction()

switchyard_library(switchyard_engine FOLDERS engine EXCEPT engine/codec)
switchyard_library(switchyard_codec FOLDERS engine/codec
  LINKS switchyard_engine nlohmann_json::nlohmann_json tl::expected PkgConfig::XXHASH)
target_link_libraries(switchyard_codec PRIVATE date::date-tz)
switchyard_embed(TARGET switchyard_codec FILE engine/codec/schema/workspace.schema.json
                 NAMESPACE switchyard::codec FUNCTION workspace_schema_text)
switchyard_library(switchyard_reports FOLDERS reports LINKS switchyard_codec fmt::fmt OpenSSL::Crypto)
foreach(part
    "frame.html page_frame" "style.css page_style" "texts.js page_script_texts" "tips.js page_script_tips"
    "tables.js page_script_tables" "heat.js page_script_heat" "charts.js page_script_charts"
    "verdict.js page_script_verdict" "plots.js page_script_plots" "numbers.js page_script_numbers"
    "page.js page_script_page")
  separate_arguments(part)
  list(GET part 0 file)
  list(GET part 1 function)
  switchyard_embed(TARGET switchyard_reports FILE reports/html/page/${file}
                   NAMESPACE switchyard::reports FUNCTION ${function})
endforeach()
foreach(part "uPlot.iife.min.js uplot_script" "uPlot.min.css uplot_style" "LICENSE uplot_licence")
  separate_arguments(part)
  list(GET part 0 file)
  list(GET part 1 function)
  switchyard_embed(TARGET switchyard_reports FILE reports/html/vendor/uplot/${file}
                   NAMESPACE switchyard::reports FUNCTION ${function})
endforeach()
switchyard_library(switchyard_sim FOLDERS sim LINKS switchyard_reports fmt::fmt)
switchyard_embed(TARGET switchyard_sim FILE sim/scenario/scenario.schema.json
                 NAMESPACE switchyard::sim FUNCTION scenario_schema_text)

# Where the tests of the sanitizers' build spend their time, which is more than the compiler's: docs/decisions/0028.
if(SWITCHYARD_SANITIZE)
  foreach(library switchyard_engine switchyard_codec switchyard_reports switchyard_sim)
    target_compile_options(${library} PRIVATE -O1)
  endforeach()
endif()

switchyard_library(switchyard_adapters FOLDERS adapters
  LINKS switchyard_reports fmt::fmt nlohmann_json::nlohmann_json OpenSSL::SSL SQLite::SQLite3
        prometheus-cpp::core Boost::headers Threads::Threads)

# g++ 12 -O3 takes the parts of a moved Asio socket for uninitialised.
set_source_files_properties(${PROJECT_SOURCE_DIR}/adapters/http/exchange.cpp PROPERTIES COMPILE_OPTIONS
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-maybe-uninitialized>)

# The viewer's model and where it comes from: no window, no drawing.
switchyard_library(switchyard_view FOLDERS viz/view viz/feed LINKS switchyard_sim switchyard_adapters)

file(GLOB_RECURSE cli_sources CONFIGURE_DEPENDS
     ${PROJECT_SOURCE_DIR}/cli/*.cpp ${PROJECT_SOURCE_DIR}/cli/*.h)
if(cli_sources)
  add_executable(switchyard ${cli_sources})
  target_link_libraries(switchyard PRIVATE switchyard_sim switchyard_adapters CLI11::CLI11)
  if(TARGET mimalloc AND NOT SWITCHYARD_SANITIZE AND NOT SWITCHYARD_FUZZ)
    target_link_libraries(switchyard PRIVATE mimalloc)  # in the place of malloc: docs/decisions/0025
  endif()
  switchyard_precompile(switchyard <CLI/CLI.hpp>)
  switchyard_embed(TARGET switchyard FILE cli/serve/config.schema.json
                   NAMESPACE switchyard::cli FUNCTION config_schema_text)
  target_compile_definitions(switchyard PRIVATE SWITCHYARD_VERSION="${PROJECT_VERSION}")
  set_source_files_properties(${PROJECT_SOURCE_DIR}/cli/version.cpp PROPERTIES
    COMPILE_DEFINITIONS "SWITCHYARD_RELEASE_DATE=\"${SWITCHYARD_RELEASE_DATE}\";SWITCHYARD_COMMIT=\"${SWITCHYARD_COMMIT}\"")
endif()

# The viewer's window: the panels know no feed, and viz/main.cpp puts them together.
if(SWITCHYARD_VIEWER AND NOT SWITCHYARD_FUZZ)
  switchyard_library(switchyard_panels FOLDERS viz/panels viz/window LINKS switchyard_view PkgConfig::IMGUI)
  target_link_libraries(switchyard_panels PRIVATE glfw OpenGL::OpenGL OpenGL::EGL PNG::PNG)
  set_source_files_properties(${PROJECT_SOURCE_DIR}/viz/window/picture.cpp PROPERTIES
    COMPILE_DEFINITIONS GL_GLEXT_PROTOTYPES)
  add_executable(switchyard-view viz/main.cpp viz/check_failed.cpp viz/options.cpp viz/layout_file.cpp
                 viz/bookmark_file.cpp viz/program.cpp)
  target_link_libraries(switchyard-view PRIVATE switchyard_panels CLI11::CLI11 nlohmann_json::nlohmann_json)
  target_compile_definitions(switchyard-view PRIVATE SWITCHYARD_VERSION="${PROJECT_VERSION}")
endif()
