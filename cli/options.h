// How commands declare their options: texts that are parsed by our own rules, with errors that say what was
// expected.
#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cli/console.h"

namespace switchyard::cli {

using Task = std::function<ExitCode(const Console&)>;

// What the arguments came to.
struct Chosen {
  ConsoleOptions console;
  Task task;  // of the command that was named
};

// A command's help begins with `examples`, two lines that can be typed.
struct CommandTexts {
  std::string name;
  std::string summary;  // one line
  std::string examples;
  std::string details = {};  // more of the description: whole lines
};

// Adds a command with the options that all commands have. `task` becomes the chosen one when it is named.
CLI::App* add_command(CLI::App& parent, const CommandTexts& texts, Chosen& chosen, Task task);
// Whether it is one of those options.
bool is_common(const CLI::Option& option);

// "SWITCHYARD_SEED" for "--seed": what stands in for an option that is not given.
std::string environment_name(std::string_view option);

// An option whose text `parse` turns into an optional value. `expected` completes "must be …".
template <class Value, class Parse>
CLI::Option* add_value(CLI::App& app, const std::string& names, Value& into, Parse parse,
                       const std::string& expected, const std::string& help) {
  const std::string name = names.substr(names.rfind(',') == std::string::npos ? 0 : names.rfind(',') + 1);
  return app
      .add_option_function<std::string>(
          names,
          [&into, parse, expected, name](const std::string& text) {
            auto value = parse(text);
            if (!value) throw CLI::ValidationError(name, "must be " + expected + " (found \"" + text + "\")");
            into = std::move(*value);
          },
          help)
      ->type_name("");
}

// The whole text as a number between `least` and `most`; nothing when it is anything else.
template <class Number>
std::optional<Number> parse_number(std::string_view text, Number least, Number most) {
  Number number{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  if constexpr (std::is_floating_point_v<Number>) {
    if (!std::isfinite(number)) return std::nullopt;
  }
  if (number < least || number > most) return std::nullopt;
  return number;
}

// -o: one of the words, kept as its index.
CLI::Option* add_format(CLI::App& app, std::size_t& into, const std::vector<std::string>& words);

}  // namespace switchyard::cli
