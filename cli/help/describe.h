// What a CLI11 command consists of, for those who tell of it.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace switchyard::cli {

// "switchyard erlang c"
std::string full_name(const CLI::App& command);
// "switchyard run [OPTIONS] SCENARIO"
std::string usage_of(const CLI::App& command);

// The texts that add_command was given.
std::string examples_of(const CLI::App& command);
std::string summary_of(const CLI::App& command);
std::string details_of(const CLI::App& command);

// Without those that help does not show.
std::vector<const CLI::App*> commands_of(const CLI::App& command);
std::vector<std::string> command_names(const CLI::App& command);
std::vector<const CLI::Option*> options_of(const CLI::App& command);
std::vector<const CLI::Option*> positionals_of(const CLI::App& command);

bool takes_value(const CLI::Option& option);
bool may_repeat(const CLI::Option& option);

// What the value of an option, or a positional, may be. The name of its type says it: "text|json" are words,
// FILE and DIR what they say; all others are free text.
struct ValueHint {
  enum class Kind : std::uint8_t { text, words, files, folders };
  Kind kind = Kind::text;
  std::vector<std::string> words;
};
ValueHint hint_of(const CLI::Option& option);

// What stands behind an option's name in texts: "N", "text|json"; empty for a flag, and for a positional
// whose name says it already.
std::string value_name(const CLI::Option& option);

}  // namespace switchyard::cli
