# The standard library's headers are most of what a compiler reads of a file here, so they are read once a target: a
# fifth of the time of a build without a compiler cache (a cache does better without: `./dev` says so to CMake). Only the
# build with sanitizers does it, which is the longest: the others show what a file forgets to include, and g++ 12 at -O3
# warns of its own std::string when that was precompiled.
set(switchyard_common_headers
  <algorithm> <array> <compare> <cstdint> <deque> <functional> <map> <memory> <optional> <set> <string> <string_view>
  <utility> <variant> <vector>)

function(switchyard_precompile name)
  if(SWITCHYARD_SANITIZE)
    target_precompile_headers(${name} PRIVATE ${switchyard_common_headers} ${ARGN})
  endif()
endfunction()
