// `switchyard run`: a scenario through the engine, and its report.
#include <limits>
#include <memory>

#include "cli/ci/ci_options.h"
#include "cli/commands/commands.h"
#include "cli/run/run_scenario.h"
#include "engine/codec/text/duration.h"
#include "sim/random/stream.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard run scenarios/bank-1999/scenario.json --reps 20\n"
    "  switchyard run scenario.json --seed 7 --set traffic.calls.rate=150/h --out results\n";

// "60x" or "0.5x".
std::optional<double> parse_speed(std::string_view text) {
  if (text.empty() || text.back() != 'x') return std::nullopt;
  return parse_number<double>(text.substr(0, text.size() - 1), 1e-3, 1e9);
}

std::optional<Duration> parse_length(std::string_view text) {
  const auto length = codec::parse_duration(text);
  return length && *length >= seconds(1) ? length : std::nullopt;
}

void add_chance(CLI::App& command, RunRequest& request) {
  const auto whole = [](std::string_view text) {
    return parse_number<std::uint64_t>(text, 0, std::numeric_limits<std::uint64_t>::max());
  };
  const auto count = [](std::string_view text) { return parse_number<std::uint32_t>(text, 1, 100'000); };
  add_value(command, "--seed", request.seed, whole, "a whole number from 0 to 18446744073709551615",
            "Of all chance, instead of the scenario's")
      ->type_name("N")
      ->envname(environment_name("--seed"));
  add_value(command, "--reps", request.replications, count, "a whole number from 1 to 100000",
            "Replications; with several, the report has intervals [1]")
      ->type_name("N")
      ->envname(environment_name("--reps"));
}

void add_changes(CLI::App& command, RunRequest& request) {
  add_value(command, "--until", request.until, parse_length, "a duration of at least 1s, such as 8h or 1h30m",
            "The scenario's length, from its start")
      ->type_name("8h")
      ->envname(environment_name("--until"));
  const auto add_setting = [&request](const std::vector<std::string>& texts) {
    request.settings.clear();
    for (const std::string& text : texts) {
      const auto setting = sim::parse_setting(text);
      if (!setting)
        throw CLI::ValidationError("--set", "must be path=value, such as seed=7 (found \"" + text + "\")");
      request.settings.push_back(*setting);
    }
  };
  command
      .add_option_function<std::vector<std::string>>("--set", add_setting,
                                                     "Another value at a path of the scenario")
      ->type_name("k=v")
      ->allow_extra_args(false);
}

void add_outputs(CLI::App& command, RunRequest& request) {
  add_value(command, "--speed", request.speed, parse_speed, "a number and an x, such as 60x",
            "Virtual time against real time: 60x is a minute a second")
      ->type_name("60x")
      ->envname(environment_name("--speed"));
  command
      .add_option("--out", request.out,
                  "Folder for report.html, summary.json, run.json, CSV tables and run.log")
      ->type_name("DIR")
      ->envname(environment_name("--out"));
  command.add_flag("--events", request.events, "Also events.jsonl, into the folder of --out")
      ->envname(environment_name("--events"));
  add_junit(command, request.ci, "A file of JUnit XML, with a case for each threshold");
  add_annotations(command, request.ci);
  add_format(command, request.format, {"text", "json", "jsonl", "csv"});
}

}  // namespace

void add_run(CLI::App& program, Chosen& chosen) {
  const auto request = std::make_shared<RunRequest>();
  const Task task = [request](const Console& console) {
    if (request->events && request->out.empty()) {
      return console.tell(Failure{ExitCode::usage, "--events needs --out", "name a folder: --out results"});
    }
    const auto streams =
        check_streams(request->ci, static_cast<RunFormat>(request->format) == RunFormat::text);
    return streams ? run_scenario(*request, console) : console.tell(streams.error());
  };
  CLI::App* command =
      add_command(program, {"run", "Run a scenario and report on it", examples}, chosen, task);
  command->add_option("SCENARIO", request->scenario, "The scenario's file; - is standard input")
      ->type_name("FILE")
      ->required();
  add_chance(*command, *request);
  add_changes(*command, *request);
  add_outputs(*command, *request);
}

}  // namespace switchyard::cli
