// What the formulas are asked with, in the units of scenarios.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.h"

namespace switchyard::cli {

// Times are seconds, rates contacts per second, shares 0 … 1.
struct ErlangInputs {
  std::optional<std::int64_t> agents;
  std::optional<std::int64_t> next_agents;
  std::optional<std::int64_t> places;
  std::optional<double> load;
  std::vector<double> rates;
  std::optional<double> handle;
  double threshold = 20;
  std::optional<double> patience;
  std::string law = "exponential";
  std::optional<double> scv;
  std::optional<double> balk;
  std::optional<double> time_out;
  std::vector<double> answer_times;
  std::optional<double> deadline;
  bool in_turn = false;
  std::optional<double> target_service_level;
  std::optional<double> target_wait;
  std::optional<double> target_blocking;
  std::optional<double> target_abandonment;
  std::optional<double> shrinkage;
};

using AddInput = void (*)(CLI::App&, ErlangInputs&);

void add_agents(CLI::App& app, ErlangInputs& inputs);
void add_next_agents(CLI::App& app, ErlangInputs& inputs);
void add_places(CLI::App& app, ErlangInputs& inputs);
void add_load(CLI::App& app, ErlangInputs& inputs);
void add_rate(CLI::App& app, ErlangInputs& inputs);
void add_rates(CLI::App& app, ErlangInputs& inputs);
void add_handle(CLI::App& app, ErlangInputs& inputs);
void add_threshold(CLI::App& app, ErlangInputs& inputs);
void add_patience(CLI::App& app, ErlangInputs& inputs);
void add_law(CLI::App& app, ErlangInputs& inputs);
void add_scv(CLI::App& app, ErlangInputs& inputs);
void add_balk(CLI::App& app, ErlangInputs& inputs);
void add_time_out(CLI::App& app, ErlangInputs& inputs);
void add_answer_times(CLI::App& app, ErlangInputs& inputs);
void add_deadline(CLI::App& app, ErlangInputs& inputs);
void add_in_turn(CLI::App& app, ErlangInputs& inputs);
void add_target_service_level(CLI::App& app, ErlangInputs& inputs);
void add_target_wait(CLI::App& app, ErlangInputs& inputs);
void add_target_blocking(CLI::App& app, ErlangInputs& inputs);
void add_target_abandonment(CLI::App& app, ErlangInputs& inputs);
void add_shrinkage(CLI::App& app, ErlangInputs& inputs);

}  // namespace switchyard::cli
