// Limits: contacts that find no worker, or no place to wait, are refused or go elsewhere.
#include "bench/validation/figures.h"
#include "bench/validation/plain_case.h"
#include "reports/formulas/erlang_b.h"
#include "reports/formulas/mmck.h"

namespace switchyard::bench {

namespace {

Case erlang_b_case(const std::string& name, sim::Distribution handling) {
  const PlainQueue plain{10, 8, 180, 20'000};
  sim::Scenario scenario = plain_scenario(name, plain);
  scenario.workspace.queues[0].waiting_limit = 0;
  scenario.traffic[0].handle_time = std::move(handling);
  const reports::ErlangB b = reports::erlang_b(plain.erlangs, plain.workers).value();
  return {name,
          "Erlang B (Erlang 1917)",
          std::move(scenario),
          {{"blocking", b.blocking, blocking}, {"occupancy", b.occupancy, occupancy}}};
}

Case finite_queue() {
  const PlainQueue plain{5, 5, 180, 20'000};
  sim::Scenario scenario = plain_scenario("5 workers and 3 places to wait", plain);
  scenario.workspace.queues[0].waiting_limit = 3;
  const reports::FiniteQueue q = reports::mmck(group_of(plain), 8, 20).value();
  return {scenario.name,
          "M/M/c/K (birth-death balance)",
          scenario,
          {{"blocking", q.blocking, blocking},
           {"wait probability", q.wait_probability, wait_probability},
           {"mean wait, s", q.mean_wait, mean_wait_answered},
           {"service level in 20 s", q.service_level, service_level},
           {"occupancy", q.occupancy, occupancy}}};
}

double share_entering_second(const Observation& o) {
  const double second =
      static_cast<double>(o.measures.queues[1].contacts.offered + o.measures.queues[1].contacts.blocked);
  const reports::Contacts& all = o.measures.total.contacts;
  return second / static_cast<double>(all.offered + all.blocked);
}

// The first group is skipped when nobody is free; the second group refuses.
Case overflow_case() {
  const PlainQueue plain{5, 4, 180, 20'000};
  Workspace workspace = begin_workspace("overflow from 5 workers to 3");
  for (int w = 0; w < 8; ++w) add_worker(workspace, with_skill(w < 5 ? 0 : 1));
  const TaskQueueId first = add_queue(workspace, "first", "skill == 's0'");
  const TaskQueueId second = add_queue(workspace, "second", "skill == 's1'");
  workspace.queues[second.index()].waiting_limit = 0;
  const WorkflowId workflow = add_workflow(workspace, "main");
  Target skipped = target_of(first);
  skipped.skip_if = condition(workspace, "1==1", expression::Dialect::skip_if);
  add_filter(workspace, workflow, "1==1", {skipped, target_of(second)});
  const sim::Scenario plain_one = plain_scenario("overflow", plain);
  sim::Scenario scenario = plain_one;
  scenario.name = workspace.name;
  scenario.workspace = std::move(workspace);
  const double spills = reports::erlang_b(4, 5).value().blocking;
  const double lost = reports::erlang_b(4, 8).value().blocking;
  return {
      scenario.name,
      "Erlang B of 5 and of 8: hunting in order is one group",
      scenario,
      {{"share that reaches the second group", spills, share_entering_second}, {"blocking", lost, blocking}}};
}

}  // namespace

std::vector<Case> loss_cases() {
  return {erlang_b_case("no place to wait", exponential(180)),
          erlang_b_case("no place to wait, lognormal handling: insensitive",
                        sim::make_lognormal(180, 1.73).value()),
          finite_queue(), overflow_case()};
}

}  // namespace switchyard::bench
