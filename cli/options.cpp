// The options that all commands have, and the names of their stand-ins in the environment.
#include "cli/options.h"

#include <algorithm>
#include <cctype>

namespace switchyard::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

CLI::App* add_command(CLI::App& parent, const CommandTexts& texts, Chosen& chosen, Task task) {
  CLI::App* command = parent.add_subcommand(
      texts.name, texts.details.empty() ? texts.summary : texts.summary + "\n\n" + texts.details);
  command->footer([examples = texts.examples] { return examples; });
  command->set_help_flag("-h,--help", "This text");
  if (!task) return command;
  const auto quiet =
      command->add_flag("-q,--quiet", chosen.console.quiet, "No notes and no progress; errors only");
  quiet->envname(environment_name("--quiet"));
  const auto verbose = command->add_flag("-v,--verbose", chosen.console.verbose, "More notes");
  verbose->envname(environment_name("--verbose"));
  const auto no_color =
      command->add_flag("--no-color", chosen.console.no_color, "No colour (also: NO_COLOR)");
  no_color->envname(environment_name("--no-color"));
  command->callback([&chosen, task = std::move(task)] { chosen.task = task; });
  return command;
}

std::string examples_of(const CLI::App& command) {
  return command.get_footer();
}

std::string summary_of(const CLI::App& command) {
  const std::string text = command.get_description();
  return text.substr(0, text.find('\n'));
}

std::string details_of(const CLI::App& command) {
  const std::string text = command.get_description();
  const std::size_t end = text.find("\n\n");
  return end == std::string::npos ? "" : text.substr(end + 2);
}

std::string environment_name(std::string_view option) {
  std::string name = "SWITCHYARD";
  for (const char c : option.substr(1)) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

CLI::Option* add_format(CLI::App& app, std::size_t& into, const std::vector<std::string>& words) {
  const auto parse = [words](const std::string& text) -> std::optional<std::size_t> {
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) return std::nullopt;
    return static_cast<std::size_t>(found - words.begin());
  };
  const std::string choices = joined(words);
  return add_value(app, "-o,--output", into, parse, "one of " + choices,
                   "What standard output is given: " + choices + " [" + words.front() + "]")
      ->envname(environment_name("--output"));
}

}  // namespace switchyard::cli
