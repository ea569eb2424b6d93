// Ctrl-C and SIGTERM: the first one asks the command to finish its report, the second one stops the program.
#pragma once

#include <string>
#include <vector>

#include "cli/exit_code.h"

namespace switchyard::cli {

// A closed pipe and a file-size limit become errors of writing, not the end of the program.
void ignore_write_signals();

// For commands that look at stop_asked(). All others end at the first signal, as programs do.
void catch_stop_signals();

// Whether somebody asked to stop. Cheap: loops look at it.
bool stop_asked();

// ExitCode::interrupted or terminated, by the signal that asked.
ExitCode stop_code();

// What a second signal removes before the program stops: files, then their folder. Nothing: empty. Not for
// calls from several threads.
void set_scratch(const std::string& folder, const std::vector<std::string>& files);

}  // namespace switchyard::cli
