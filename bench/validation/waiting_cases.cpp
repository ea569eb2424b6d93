// Everybody waits until answered: Erlang C and the single server with any law of handling.
#include <cmath>

#include "bench/validation/figures.h"
#include "bench/validation/plain_case.h"
#include "reports/formulas/erlang_c.h"
#include "reports/formulas/mg1.h"

namespace switchyard::bench {

namespace {

constexpr double threshold = 20;

Case erlang_c_case(const std::string& name, sim::Scenario scenario, const PlainQueue& plain) {
  const reports::ErlangC c = reports::erlang_c(group_of(plain), threshold).value();
  return {name,
          "Erlang C (Erlang 1917)",
          std::move(scenario),
          {{"wait probability", c.wait_probability, wait_probability},
           {"mean wait, s", c.mean_wait, mean_wait_answered},
           {"service level in 20 s", c.service_level, service_level},
           {"queue length", c.queue_length, queue_length},
           {"occupancy", c.occupancy, occupancy}}};
}

Case plain_erlang_c(const std::string& name, const PlainQueue& plain) {
  return erlang_c_case(name, plain_scenario(name, plain), plain);
}

Case lifo() {
  const PlainQueue plain{5, 4, 120, 20'000};
  sim::Scenario scenario = plain_scenario("LIFO: another order, the same mean wait", plain);
  scenario.workspace.queues[0].order = TaskOrder::lifo;
  Case one = erlang_c_case(scenario.name, scenario, plain);
  std::erase_if(one.figures, [](const Figure& f) { return f.name == "service level in 20 s"; });
  return one;
}

Case chats() {
  const PlainQueue plain{12, 10, 300, 20'000};
  sim::Scenario scenario = plain_scenario("3 workers with 4 chats each are 12 places", {3, 10, 300, 20'000});
  for (Worker& worker : scenario.workspace.workers) worker.channels[0].capacity = 4;
  Case one = erlang_c_case(scenario.name, scenario, plain);
  std::erase_if(one.figures, [](const Figure& f) { return f.name == "occupancy"; });
  return one;
}

// One worker; `served` is the time that the worker is taken by a call, whatever it consists of.
Case single_server(const std::string& name, sim::Scenario scenario, double rate, double mean, double scv) {
  const reports::SingleServerQueue queue = reports::mg1({{rate, mean}, scv}).value();
  return {name,
          "M/G/1 (Pollaczek 1930, Khinchine 1932)",
          std::move(scenario),
          {{"mean wait, s", queue.mean_wait, mean_wait_answered},
           {"queue length", queue.queue_length, queue_length}}};
}

Case handling_by(const std::string& name, sim::Distribution law) {
  const PlainQueue plain{1, 0.7, 180, 20'000};
  sim::Scenario scenario = plain_scenario(name, plain);
  const double scv = sim::scv(law);
  scenario.traffic[0].handle_time = std::move(law);
  return single_server(name, std::move(scenario), group_of(plain).demand.arrival_rate, 180, scv);
}

Case wrap_up() {
  const PlainQueue plain{1, 0.5, 180, 20'000};
  sim::Scenario scenario = plain_scenario("wrap-up of 60 s after 120 s of talk holds the worker", plain);
  scenario.workspace.channels[0].wrap_up_limit.reset();
  scenario.traffic[0].handle_time = exponential(120);
  scenario.traffic[0].wrap_up = exponential(60);
  const double scv = (120.0 * 120 + 60.0 * 60) / (180.0 * 180);
  const std::string name = scenario.name;
  return single_server(name, std::move(scenario), group_of(plain).demand.arrival_rate, 180, scv);
}

Case cooldown() {
  const PlainQueue plain{1, 0.5, 180, 20'000};
  sim::Scenario scenario = plain_scenario("a cooldown of 12 s keeps the next call waiting", plain);
  scenario.workspace.channels[0].cooldown = seconds(12);
  const double mean = 180 + 12;
  const double scv = 180.0 * 180 / (mean * mean);
  const std::string name = scenario.name;
  return single_server(name, std::move(scenario), group_of(plain).demand.arrival_rate, mean, scv);
}

}  // namespace

std::vector<Case> waiting_cases() {
  return {plain_erlang_c("M/M/1, half loaded", {1, 0.5, 180, 20'000}),
          plain_erlang_c("M/M/10, 8 erlang", {10, 8, 180, 20'000}),
          plain_erlang_c("M/M/100, 90 erlang", {100, 90, 180, 60'000}),
          lifo(),
          chats(),
          handling_by("constant handling", constant(180)),
          handling_by("lognormal handling, scv 1.73", sim::make_lognormal(180, 1.73).value()),
          handling_by("gamma handling, scv 0.5", sim::make_gamma(180, 0.5).value()),
          wrap_up(),
          cooldown()};
}

}  // namespace switchyard::bench
