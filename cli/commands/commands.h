// The table of contents of the commands: each adds itself to the program.
#pragma once

#include "cli/options.h"

namespace switchyard::cli {

void add_run(CLI::App& program, Chosen& chosen);
void add_check(CLI::App& program, Chosen& chosen);
void add_test(CLI::App& program, Chosen& chosen);
void add_replay(CLI::App& program, Chosen& chosen);
void add_explain(CLI::App& program, Chosen& chosen);
void add_diff(CLI::App& program, Chosen& chosen);
void add_erlang(CLI::App& program, Chosen& chosen);
void add_workspace(CLI::App& program, Chosen& chosen);
void add_workspace_apply(CLI::App& group, Chosen& chosen);
void add_report(CLI::App& program, Chosen& chosen);
void add_serve(CLI::App& program, Chosen& chosen);
void add_ctl(CLI::App& program, Chosen& chosen);
void add_schema(CLI::App& program, Chosen& chosen);
void add_completion(CLI::App& program, Chosen& chosen);
void add_man(CLI::App& program, Chosen& chosen);

}  // namespace switchyard::cli
