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

// SIGHUP asks a server to read its configuration again.
void catch_reload_signal();
// Whether it came since the last call.
bool take_reload();

// Whether somebody asked to stop. Cheap: loops look at it.
bool stop_asked();

// ExitCode::interrupted or terminated, by the signal that asked.
ExitCode stop_code();

// What remove_scratch() removes: files, their folder, then the folders `above` it that are empty, the
// innermost one last in the list. Nothing: an empty folder. Not for calls from several threads.
void set_scratch(const std::string& folder, const std::vector<std::string>& files,
                 const std::vector<std::string>& above);

// Before the program stops without destructors: at a second signal, at a broken invariant. Safe in a handler.
void remove_scratch();

}  // namespace switchyard::cli
