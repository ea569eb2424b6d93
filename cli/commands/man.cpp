// `switchyard man`, which help does not show: the manual page, for the build to install.
#include "cli/commands/commands.h"
#include "cli/help/man_page.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard man > switchyard.1\n"
    "  switchyard man | man -l -\n";

}  // namespace

void add_man(CLI::App& program, Chosen& chosen) {
  CLI::App* command =
      add_command(program, {"man", "Print the manual page (roff)", examples}, chosen,
                  [&program](const Console& console) { return console.print(man_page(program)); });
  command->group("");
}

}  // namespace switchyard::cli
