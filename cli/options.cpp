// The options that all commands have, and the names of their stand-ins in the environment.
#include "cli/options.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace switchyard::cli {
namespace {

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
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

bool is_common(const CLI::Option& option) {
  constexpr std::array<std::string_view, 4> common = {"help", "quiet", "verbose", "no-color"};
  const auto& names = option.get_lnames();
  return !names.empty() && std::find(common.begin(), common.end(), names.front()) != common.end();
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
  return add_value(app, "-o,--output", into, parse, "one of " + joined(words, ", "),
                   "What standard output is given [" + words.front() + "]")
      ->type_name(joined(words, "|"))
      ->envname(environment_name("--output"));
}

}  // namespace switchyard::cli
