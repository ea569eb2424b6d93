// What a shell must be told so that it asks the program what may follow.
#pragma once

#include <cstdint>
#include <string_view>

namespace switchyard::cli {

enum class Shell : std::uint8_t { bash, zsh, fish };

// A script to be sourced, or to be put where the shell looks for completions.
std::string_view completion_script(Shell shell);

}  // namespace switchyard::cli
