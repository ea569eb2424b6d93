// The program's version, which the build knows.
#pragma once

#include <string_view>

namespace switchyard::cli {

// "0.1.0"
std::string_view version();

// Of the source that was configured, as `git describe` names it; empty when that was not from git.
std::string_view commit();

// The day of that version, "2026-11-21": manual pages carry one.
std::string_view release_date();

}  // namespace switchyard::cli
