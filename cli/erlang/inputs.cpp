// One option an input: its name, its unit and what it must be.
#include "cli/erlang/inputs.h"

#include "engine/codec/text/duration.h"
#include "engine/codec/text/rate.h"
#include "reports/formulas/answer.h"

namespace switchyard::cli {
namespace {

std::optional<std::int64_t> parse_count(std::string_view text) {
  return parse_number<std::int64_t>(text, 0, reports::largest_count);
}

std::optional<double> parse_seconds(std::string_view text) {
  const auto duration = codec::parse_duration(text);
  return duration ? std::optional(static_cast<double>(duration->microseconds) / 1e6) : std::nullopt;
}

std::optional<double> parse_per_second(std::string_view text) {
  const auto rate = codec::parse_rate(text);
  return rate ? std::optional(rate->per_second()) : std::nullopt;
}

// "0.8" or "80%".
std::optional<double> parse_share(std::string_view text) {
  if (text.empty() || text.back() != '%') return parse_number<double>(text, 0, 1);
  const auto percent = parse_number<double>(text.substr(0, text.size() - 1), 0, 100);
  return percent ? std::optional(*percent / 100) : std::nullopt;
}

std::optional<double> parse_positive(std::string_view text) {
  return parse_number<double>(text, 0, 1e12);
}

std::optional<std::string> parse_law(std::string_view text) {
  if (text == "exponential" || text == "deterministic" || text == "lognormal") return std::string(text);
  return std::nullopt;
}

constexpr const char* a_count = "a whole number from 0 to 10000000";
constexpr const char* a_duration = "a duration, such as 20s or 4m";
constexpr const char* a_rate = "a rate, such as 120/h or 2/min";
constexpr const char* a_share = "a share from 0 to 1, or a percentage such as 80%";
constexpr const char* a_number = "a number from 0 to 1e12";

// Several of a kind: each use of the option adds one.
template <class Parse>
void add_list(CLI::App& app, const std::string& name, std::vector<double>& into, Parse parse,
              const std::string& expected, const std::string& help, const std::string& type) {
  const auto read = [&into, parse, expected, name](const std::vector<std::string>& texts) {
    into.clear();
    for (const std::string& text : texts) {
      const auto value = parse(text);
      if (!value) throw CLI::ValidationError(name, "must be " + expected + " (found \"" + text + "\")");
      into.push_back(*value);
    }
  };
  app.add_option_function<std::vector<std::string>>(name, read, help)
      ->type_name(type)
      ->allow_extra_args(false);
}

}  // namespace

void add_agents(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--agents", inputs.agents, parse_count, a_count, "Agents (or trunks)")->type_name("N");
}
void add_next_agents(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--next-agents", inputs.next_agents, parse_count, a_count,
            "Agents of the group that takes the overflow")
      ->type_name("N");
}
void add_places(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--places", inputs.places, parse_count, a_count, "Places in all, those in service included")
      ->type_name("N");
}
void add_load(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--load", inputs.load, parse_positive, a_number,
            "Offered load in erlang, instead of rate and handle")
      ->type_name("ERLANG");
}
void add_rate(CLI::App& app, ErlangInputs& inputs) {
  add_list(app, "--rate", inputs.rates, parse_per_second, a_rate, "Arrivals: 120/h, 2/min", "RATE");
}
void add_rates(CLI::App& app, ErlangInputs& inputs) {
  add_list(app, "--rate", inputs.rates, parse_per_second, a_rate,
           "Arrivals of a class; the first is served first", "RATE");
}
void add_handle(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--handle", inputs.handle, parse_seconds, a_duration, "Mean handle time, wrap-up included")
      ->type_name("TIME");
}
void add_threshold(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--threshold", inputs.threshold, parse_seconds, a_duration,
            "Wait that counts as good service [20s]")
      ->type_name("TIME");
}
void add_patience(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--patience", inputs.patience, parse_seconds, a_duration, "Mean patience of a customer")
      ->type_name("TIME");
}
void add_law(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--law", inputs.law, parse_law, "exponential, deterministic or lognormal",
            "Of patience [exponential]")
      ->type_name("exponential|deterministic|lognormal");
}
void add_scv(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--scv", inputs.scv, parse_positive, a_number, "Squared coefficient of variation")
      ->type_name("X");
}
void add_balk(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--balk", inputs.balk, parse_share, a_share, "Who leaves at once when not answered at once")
      ->type_name("SHARE");
}
void add_time_out(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--time-out", inputs.time_out, parse_seconds, a_duration,
            "The longest wait that the queue allows")
      ->type_name("TIME");
}
void add_answer_times(CLI::App& app, ErlangInputs& inputs) {
  add_list(app, "--answer", inputs.answer_times, parse_seconds, a_duration,
           "Mean answer time of an agent; one an agent", "TIME");
}
void add_deadline(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--deadline", inputs.deadline, parse_seconds, a_duration, "How long is rung")
      ->type_name("TIME");
}
void add_in_turn(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--agents", inputs.agents, parse_count, a_count, "So many agents with the one answer time")
      ->type_name("N");
  app.add_flag("--in-turn", inputs.in_turn, "One after another instead of all at once");
}
void add_target_service_level(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--target-service-level", inputs.target_service_level, parse_share, a_share,
            "The smallest staff that answers this share within the threshold")
      ->type_name("SHARE");
}
void add_target_wait(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--target-wait", inputs.target_wait, parse_seconds, a_duration,
            "The smallest staff with this mean wait")
      ->type_name("TIME");
}
void add_target_blocking(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--target-blocking", inputs.target_blocking, parse_share, a_share,
            "The smallest group that refuses at most this share")
      ->type_name("SHARE");
}
void add_target_abandonment(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--target-abandonment", inputs.target_abandonment, parse_share, a_share,
            "The smallest staff with at most this share of abandons")
      ->type_name("SHARE");
}
void add_shrinkage(CLI::App& app, ErlangInputs& inputs) {
  add_value(app, "--shrinkage", inputs.shrinkage, parse_share, a_share,
            "Share of paid time that is lost: heads to schedule")
      ->type_name("SHARE");
}

}  // namespace switchyard::cli
