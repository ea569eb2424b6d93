// Reads the arguments, names the nearest right word for a wrong one, and hands over to the command.
#include "cli/program.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "cli/commands/commands.h"
#include "cli/help/complete.h"
#include "cli/help/formatter.h"
#include "cli/version.h"
#include "engine/codec/text/nearest.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard run scenarios/bank-1999/scenario.json\n"
    "  switchyard erlang c --agents 12 --rate 120/h --handle 4m --threshold 20s\n";

// The command that was named last: "erlang c" in "switchyard erlang c --agents 3".
const CLI::App* deepest(const CLI::App* app) {
  while (!app->get_subcommands().empty()) app = app->get_subcommands().back();
  return app;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string help_hint(const CLI::App& command) {
  return full_name(command) + " --help";
}

// What is wrong with a word that no option and no command is.
Failure unexpected_word(const CLI::App& command, const std::string& word) {
  std::string name = full_name(command);
  std::string hint;
  std::string message;
  if (word.size() > 1 && word.front() == '-') {
    const std::string option = word.substr(0, word.find('='));
    hint = codec::suggestion(option, option_names(command));
    message = fmt::format("{} has no option {}", name, option);
  } else if (const auto commands = command_names(command); !commands.empty()) {
    hint = codec::suggestion(word, commands);
    message = fmt::format("{} has no command \"{}\"", name, word);
  } else {
    message = fmt::format("{}: \"{}\" is one word too many", name, word);
  }
  return {ExitCode::usage, std::move(message), hint.empty() ? help_hint(command) : hint};
}

// CLI11 tells of counts ("--seed: At Most 1 required but received 2").
std::string mismatch_text(const std::string& told) {
  const std::string option = told.substr(0, told.find(':'));
  const bool several = told.find("At Most") != std::string::npos;
  return option + (several ? " can be given once" : " needs a value");
}

Failure usage_failure(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App& command = *deepest(&program);
  const auto left = program.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !left.empty()) {
    return unexpected_word(command, left.front());
  }
  const bool mismatch = dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr;
  return {ExitCode::usage,
          full_name(command) + ": " + (mismatch ? mismatch_text(error.what()) : error.what()),
          help_hint(command)};
}

// Nothing when the arguments are good.
std::optional<ExitCode> parse(CLI::App& program, int count, const char* const* arguments) {
  const Console plain{ConsoleOptions{}};
  try {
    program.parse(count, arguments);
  } catch (const CLI::CallForHelp&) {
    return plain.print(program.help());
  } catch (const CLI::CallForVersion& call) {
    return plain.print(std::string(call.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    return plain.tell(usage_failure(program, error));
  }
  return std::nullopt;
}

void set_up(CLI::App& program, Chosen& chosen) {
  program.formatter(std::make_shared<HelpFormatter>());
  program.require_subcommand(0, 1);  // a later word may be called like a command: a file, a reason
  program.footer([] { return std::string(examples); });
  program.set_help_flag("-h,--help", "This text");
  program.set_version_flag("--version", fmt::format("switchyard {}", version()), "The program's version");
  for (const auto add : {add_run, add_check, add_test, add_replay, add_diff, add_explain, add_erlang,
                         add_workspace, add_report, add_serve, add_ctl, add_schema, add_completion, add_man})
    add(program, chosen);
}

// What a shell asks while a command is typed is not parsed: it may be anything.
bool is_completion_request(int count, const char* const* arguments) {
  return count > 1 && std::string_view(arguments[1]) == completion_request;
}

}  // namespace

int run_program(int argument_count, const char* const* arguments) {
  CLI::App program("Runs contact-centre scenarios through the routing engine, checks them, and replays them",
                   "switchyard");
  Chosen chosen;
  set_up(program, chosen);
  if (is_completion_request(argument_count, arguments)) {
    const std::vector<std::string> words(arguments + 2, arguments + argument_count);
    return static_cast<int>(Console(chosen.console).print(to_text(complete(program, words))));
  }
  if (const auto ended = parse(program, argument_count, arguments)) return static_cast<int>(*ended);
  const Console console(chosen.console);
  if (chosen.task) return static_cast<int>(chosen.task(console));
  const CLI::App& command = *deepest(&program);
  return static_cast<int>(
      console.tell(Failure{ExitCode::usage, full_name(command) + " needs a command", help_hint(command)}));
}

}  // namespace switchyard::cli
