// Sections one after the other, with the escaping that roff needs.
#include "cli/help/man_page.h"

#include <fmt/format.h>

#include <map>

#include "cli/exit_code.h"
#include "cli/help/describe.h"
#include "cli/help/roff.h"
#include "cli/options.h"
#include "cli/run/output_folder.h"
#include "cli/version.h"

namespace switchyard::cli {
namespace {

std::string option_head(const CLI::Option& option) {
  std::string names;
  if (option.get_positional()) names = bold(option.get_name(true));
  for (const std::string& name : option.get_snames()) names += (names.empty() ? "" : ", ") + bold("-" + name);
  for (const std::string& name : option.get_lnames())
    names += (names.empty() ? "" : ", ") + bold("--" + name);
  if (const std::string value = value_name(option); !value.empty()) names += " " + italic(value);
  if (may_repeat(option)) names += " ...";
  return names;
}

std::string option_item(const CLI::Option& option) {
  return ".TP\n" + option_head(option) + "\n" + filled(option.get_description());
}

// "switchyard run" is bold, the rest as usage has it.
std::string usage_line(const CLI::App& command) {
  const std::string name = full_name(command);
  return bold(name) + roff(usage_of(command).substr(name.size())) + "\n";
}

std::string paragraphs(const std::string& text) {
  return text.empty() ? "" : ".PP\n" + filled(text);
}

std::string command_section(const CLI::App& command) {
  std::string text = ".SS " + roff(full_name(command)) + "\n" + filled(summary_of(command) + ".");
  text += ".PP\n" + usage_line(command) + paragraphs(details_of(command));
  for (const CLI::Option* positional : positionals_of(command)) text += option_item(*positional);
  for (const CLI::Option* option : options_of(command)) {
    if (!is_common(*option)) text += option_item(*option);
  }
  text += ".PP\nExamples:\n.PP\n" + verbatim(examples_of(command));
  for (const CLI::App* one : commands_of(command)) text += command_section(*one);
  return text;
}

// Those of one command stand for all.
std::string common_options(const CLI::App& program) {
  std::string text = ".SH OPTIONS\nEvery command has these; its own are with it.\n";
  for (const CLI::Option* option : options_of(*commands_of(program).front())) {
    if (is_common(*option)) text += option_item(*option);
  }
  for (const CLI::Option* option : options_of(program)) {
    if (!is_common(*option)) text += option_item(*option);
  }
  return text;
}

void add_variables(const CLI::App& command, std::map<std::string, std::string>& variables) {
  for (const CLI::Option* option : options_of(command)) {
    if (!option->get_envname().empty())
      variables.emplace(option->get_envname(), "--" + option->get_lnames().front());
  }
  for (const CLI::App* one : commands_of(command)) add_variables(*one, variables);
}

std::string environment(const CLI::App& program) {
  std::map<std::string, std::string> variables;
  add_variables(program, variables);
  std::string text = ".SH ENVIRONMENT\n" +
                     filled(
                         "A variable stands in for an option that is not given. An option goes before the "
                         "variable, that before a file, that before the default.");
  for (const auto& [name, option] : variables) text += ".TP\n" + bold(name) + "\nFor " + bold(option) + ".\n";
  text += ".TP\n" + bold("NO_COLOR") + "\n" + filled("When it is set, nothing is coloured.");
  return text + ".TP\n" + bold("GITHUB_ACTIONS") + "\n" +
         filled("When it is true, check, test and run give annotations on standard error.");
}

std::string exit_status() {
  std::string text = ".SH EXIT STATUS\n";
  for (const ExitMeaning& one : exit_meanings())
    text +=
        ".TP\n" + bold(std::to_string(static_cast<int>(one.code))) + "\n" + filled(std::string(one.meaning));
  return text;
}

std::string files() {
  std::string names;
  for (const std::string& name : run_file_names()) names += (names.empty() ? "" : ", ") + name;
  return ".SH FILES\n" + filled("A run writes into the folder of --out: " + names +
                                ". The folder comes into "
                                "being whole or not at all.");
}

// A line a command that does something.
std::vector<std::string> usage_lines(const CLI::App& command) {
  std::vector<std::string> lines;
  for (const CLI::App* one : commands_of(command)) {
    if (commands_of(*one).empty()) lines.push_back(usage_line(*one));
    for (std::string& line : usage_lines(*one)) lines.push_back(std::move(line));
  }
  return lines;
}

std::string synopsis(const CLI::App& program) {
  std::string text;
  for (const std::string& line : usage_lines(program)) text += (text.empty() ? "" : ".br\n") + line;
  return ".SH SYNOPSIS\n.nh\n.ad l\n" + text + ".ad\n.hy\n";
}

}  // namespace

std::string man_page(const CLI::App& program) {
  const std::string& name = program.get_name();
  std::string text =
      fmt::format(".TH SWITCHYARD 1 \"{}\" \"{} {}\" \"User Commands\"\n", release_date(), name, version());
  text += ".SH NAME\n" + roff(name) + " \\- " + roff(summary_of(program)) + "\n";
  text += synopsis(program);
  text += ".SH DESCRIPTION\n" +
          filled(
              "Data goes to standard output, everything else to standard error. A file that is called - is "
              "standard input, or standard output.");
  text += common_options(program) + ".SH COMMANDS\n";
  for (const CLI::App* command : commands_of(program)) text += command_section(*command);
  text += exit_status() + environment(program) + files();
  return text + ".SH EXAMPLES\n" + verbatim(examples_of(program));
}

}  // namespace switchyard::cli
