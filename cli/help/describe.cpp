// Asks CLI11 for what it knows, and leaves out what is hidden.
#include "cli/help/describe.h"

#include <string_view>

namespace switchyard::cli {
namespace {

// Repeated ones have no limit, or a type of several values.
constexpr int once = 1;

}  // namespace

std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

std::string usage_of(const CLI::App& command) {
  std::string text = full_name(command);
  if (!commands_of(command).empty()) return text + " COMMAND";
  if (!options_of(command).empty()) text += " [OPTIONS]";
  for (const CLI::Option* positional : positionals_of(command)) {
    const std::string name = positional->get_name(true) + (may_repeat(*positional) ? "..." : "");
    text += positional->get_required() ? " " + name : " [" + name + "]";
  }
  return text;
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

std::vector<const CLI::App*> commands_of(const CLI::App& command) {
  return command.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); });
}

std::vector<std::string> command_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* one : commands_of(command)) names.push_back(one->get_name());
  return names;
}

std::vector<const CLI::Option*> options_of(const CLI::App& command) {
  return command.get_options(
      [](const CLI::Option* option) { return option->nonpositional() && !option->get_group().empty(); });
}

std::vector<const CLI::Option*> positionals_of(const CLI::App& command) {
  return command.get_options([](const CLI::Option* option) { return option->get_positional(); });
}

bool takes_value(const CLI::Option& option) {
  return option.get_items_expected_max() > 0;
}

bool may_repeat(const CLI::Option& option) {
  return option.get_items_expected_max() > once;
}

ValueHint hint_of(const CLI::Option& option) {
  using Kind = ValueHint::Kind;
  const std::string type = option.get_type_name();
  if (type == "FILE") return {Kind::files, {}};
  if (type == "DIR") return {Kind::folders, {}};
  if (type.find('|') == std::string::npos) return {};
  ValueHint hint{Kind::words, {}};
  for (std::string_view rest = type; !rest.empty();) {
    const std::size_t end = std::min(rest.find('|'), rest.size());
    hint.words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return hint;
}

std::string value_name(const CLI::Option& option) {
  if (!takes_value(option)) return "";
  const bool says_it_itself = option.get_positional() && hint_of(option).kind != ValueHint::Kind::words;
  return says_it_itself ? "" : option.get_type_name();
}

}  // namespace switchyard::cli
