// The program's version, which the build knows.
#pragma once

#include <string_view>

namespace switchyard::cli {

// "0.1.0"
std::string_view version();

}  // namespace switchyard::cli
