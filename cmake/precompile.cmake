# The standard library's headers are most of what a compiler reads of a file here, so they are read once a target: a
# fifth of the time of a build without a compiler cache. A cache does better without (`./dev` says so to CMake), which
# also shows what a file forgets to include; so does the other compiler of the gate.
set(switchyard_common_headers
  <algorithm> <array> <compare> <cstdint> <deque> <functional> <map> <memory> <optional> <set> <string> <string_view>
  <utility> <variant> <vector>)

function(switchyard_precompile name)
  target_precompile_headers(${name} PRIVATE ${switchyard_common_headers} ${ARGN})
endfunction()
