// Customers who leave, and queues that give up after a fixed time.
#include "bench/validation/figures.h"
#include "bench/validation/plain_case.h"
#include "reports/formulas/erlang_a.h"
#include "reports/formulas/general_patience.h"
#include "reports/formulas/patience.h"

namespace switchyard::bench {

namespace {

constexpr double threshold = 20;

Case erlang_a_case(const std::string& name, const PlainQueue& plain, double mean_patience) {
  sim::Scenario scenario = plain_scenario(name, plain);
  scenario.traffic[0].patience = exponential(mean_patience);
  const reports::ImpatientQueue a = reports::erlang_a(group_of(plain), mean_patience, threshold).value();
  return {name,
          "Erlang A (Palm 1957; Mandelbaum and Zeltyn 2007)",
          std::move(scenario),
          {{"wait probability", a.wait_probability, wait_probability},
           {"abandonment", a.abandonment, abandonment},
           {"mean wait of all, s", a.mean_wait_all, mean_wait_all},
           {"mean wait of answered, s", a.mean_wait_answered, mean_wait_answered},
           {"service level in 20 s", a.service_level.offered, service_level},
           {"occupancy", a.occupancy, occupancy}}};
}

constexpr double time_out = 40;

// Whoever ends the wait after so long, the customer or the queue, the formula is the same.
Case gone_after_time_out(sim::Scenario scenario, const PlainQueue& plain, Figure lost) {
  const reports::PatienceLaw law = reports::deterministic_patience(time_out).value();
  const reports::ImpatientQueue q = reports::general_patience(group_of(plain), law, threshold).value();
  lost.expected = q.abandonment;
  return {scenario.name,
          "M/M/c+D (Baccelli and Hebuterne 1981)",
          scenario,
          {std::move(lost),
           {"mean wait of answered, s", q.mean_wait_answered, mean_wait_answered},
           {"service level in 20 s", q.service_level.offered, service_level},
           {"occupancy", q.occupancy, occupancy}}};
}

Case patience_of_one_length() {
  const PlainQueue plain{8, 9, 180, 20'000};
  sim::Scenario scenario = plain_scenario("everybody's patience is 40 s", plain);
  scenario.traffic[0].patience = constant(time_out);
  return gone_after_time_out(std::move(scenario), plain, {"abandonment", 0, abandonment});
}

Case queue_timeout() {
  const PlainQueue plain{8, 9, 180, 20'000};
  sim::Scenario scenario = plain_scenario("the target times out after 40 s", plain);
  scenario.workspace.targets[0].timeout = seconds(40);
  return gone_after_time_out(std::move(scenario), plain, {"lost by time-out", 0, lost_by_rule});
}

}  // namespace

std::vector<Case> impatience_cases() {
  return {erlang_a_case("M/M/10+M, 8 erlang", {10, 8, 180, 20'000}, 120),
          erlang_a_case("M/M/100+M, 105 erlang (W2)", {100, 105, 180, 60'000}, 180),
          erlang_a_case("M/M/3+M, overloaded", {3, 6, 120, 20'000}, 60), patience_of_one_length(),
          queue_timeout()};
}

}  // namespace switchyard::bench
