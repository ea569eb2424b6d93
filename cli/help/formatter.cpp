// The parts of a help text that are not as CLI11 has them.
#include "cli/help/formatter.h"

#include <sstream>

#include "cli/help/describe.h"

namespace switchyard::cli {

std::string HelpFormatter::make_description(const CLI::App* command) const {
  return examples_of(*command) + CLI::Formatter::make_description(command);
}

std::string HelpFormatter::make_usage(const CLI::App* command, std::string) const {
  return "Usage: " + usage_of(*command) + "\n";
}

std::string HelpFormatter::make_footer(const CLI::App*) const {
  return "";
}

// In a list of commands each has one line.
std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
  std::stringstream out;
  CLI::detail::format_help(out, command->get_name(), summary_of(*command), get_column_width());
  return out.str();
}

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const {
  std::string text;
  if (const std::string value = value_name(*option); !value.empty()) text += " " + value;
  if (may_repeat(*option)) text += " ...";
  if (!option->get_envname().empty()) text += " (Env:" + option->get_envname() + ")";
  return text;
}

}  // namespace switchyard::cli
