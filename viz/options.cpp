// CLI11's options, and texts that become moments and sizes.
#include "viz/options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <vector>

#include "engine/codec/text/duration.h"
#include "viz/view/request.h"

namespace switchyard::viz {
namespace {

constexpr int usage = 2;

constexpr const char* footer =
    "  switchyard-view run/run.log\n"
    "  switchyard-view scenarios/bank-1999/surge.json --at 1h30m --screenshot surge.png\n\n"
    "A live host asks for a token: put it into SWITCHYARD_TOKEN (and the\noperators' one, where it is "
    "another, into SWITCHYARD_OPERATOR_TOKEN). Press ? in the window for all keys.";

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Size> parse_size(std::string_view text) {
  constexpr int least = 640;
  constexpr int most = 8192;
  const auto cross = text.find('x');
  if (cross == text.npos) return std::nullopt;
  const auto width = number_in<int>(text.substr(0, cross));
  const auto height = number_in<int>(text.substr(cross + 1));
  if (!width || !height || *width < least || *height < least / 2 || *width > most || *height > most)
    return std::nullopt;
  return Size{*width, *height};
}

std::optional<std::uint64_t> parse_task(std::string_view text) {
  const auto task = number_in<std::uint64_t>(text);
  return task && *task != 0 ? task : std::nullopt;
}

std::optional<double> parse_speed(std::string_view text) {
  const auto speed = number_in<double>(text);
  const bool is_in_range = speed && *speed >= slowest && *speed <= fastest;  // which no NaN is
  return is_in_range ? speed : std::nullopt;
}

template <class Value, class Parse>
void add(CLI::App& app, const std::string& name, std::optional<Value>& into, Parse parse,
         const std::string& expected, const std::string& help) {
  app.add_option_function<std::string>(
         name,
         [&into, parse, expected, name](const std::string& text) {
           into = parse(text);
           if (!into) throw CLI::ValidationError(name, "must be " + expected + " (found \"" + text + "\")");
         },
         help)
      ->type_name("");
}

void set_up(CLI::App& app, Options& options) {
  app.footer(footer);
  app.set_version_flag("--version", std::string("switchyard-view ") + SWITCHYARD_VERSION);
  app.add_option("WHAT", options.what,
                 "A run.log or a run's folder, a scenario, or the address of a live host")
      ->required();
  app.add_option("OTHER", options.other, "A second log to compare with");
  app.add_option("--screenshot", options.screenshot, "Write a picture and end; needs no display")
      ->type_name("FILE.png");
  add(app, "--at", options.at, parse_moment,
      "a moment (2026-11-21T14:03:00Z), a clock (14:03) or a time after the begin (1h30m)",
      "The moment to show: 2026-11-21T14:03:00Z, 14:03, or 1h30m after the begin [the begin]");
  add(app, "--panel", options.panel, panel_of, "queues, agents, task, events or compare", "That panel alone");
  add(app, "--window", options.window, codec::parse_duration, "a duration", "How much time plots show [1h]");
  add(app, "--size", options.size, parse_size, "WIDTHxHEIGHT in pixels, from 640x320 to 8192x8192",
      "Of the window or picture [1600x900]");
  add(app, "--task", options.task, parse_task, "a task's number, from 1",
      "Choose this task and explain its life");
  add(app, "--play", options.speed, parse_speed, "a number from 0.1 to 10000",
      "Play from the start at so many seconds a second");
  app.add_option("--account", options.account, "The user of a live host; the password is in SWITCHYARD_TOKEN")
      ->type_name("NAME");
  app.add_option("--workspace", options.workspace, "Of a live host that has several")->type_name("NAME");
}

}  // namespace

Parsed parse_options(int argument_count, const char* const* arguments) {
  Parsed parsed;
  CLI::App app("Shows what the routing engine does: a finished log, a simulation, or a live host",
               "switchyard-view");
  set_up(app, parsed.options);
  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::Success& done) {
    parsed.exit_code = app.exit(done);
  } catch (const CLI::ParseError& error) {
    std::fprintf(stderr, "switchyard-view: %s\n  hint: switchyard-view --help\n", error.what());
    parsed.exit_code = usage;
  }
  return parsed;
}

}  // namespace switchyard::viz
