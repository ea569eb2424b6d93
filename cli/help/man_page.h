// The manual page, section 1, from the same commands as help.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace switchyard::cli {

// roff with the macros of man(7), ASCII only: all commands with their options and examples, exit codes,
// environment and files.
std::string man_page(const CLI::App& program);

}  // namespace switchyard::cli
