// `switchyard completion`: the script by which a shell completes this program's commands.
#include <memory>

#include "cli/commands/commands.h"
#include "cli/help/shell_scripts.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard completion bash > ~/.local/share/bash-completion/completions/switchyard\n"
    "  switchyard completion fish > ~/.config/fish/completions/switchyard.fish\n";
constexpr const char* details =
    "bash needs the package bash-completion, or a line in ~/.bashrc: source <(switchyard completion bash).\n"
    "zsh reads the script as _switchyard from a folder of its fpath. The scripts ask the program that is\n"
    "being typed, so they stay right when it is replaced.\n";

std::optional<Shell> parse_shell(std::string_view text) {
  if (text == "bash") return Shell::bash;
  if (text == "zsh") return Shell::zsh;
  if (text == "fish") return Shell::fish;
  return std::nullopt;
}

}  // namespace

void add_completion(CLI::App& program, Chosen& chosen) {
  const auto shell = std::make_shared<Shell>(Shell::bash);
  CLI::App* command = add_command(
      program,
      {"completion", "Print a shell's script for completing commands and options", examples, details}, chosen,
      [shell](const Console& console) { return console.print(completion_script(*shell)); });
  add_value(*command, "SHELL", *shell, parse_shell, "bash, zsh or fish", "Whose script")
      ->type_name("bash|zsh|fish")
      ->required();
}

}  // namespace switchyard::cli
