// The table of the models and their sheets.
#include "cli/erlang/models.h"

#include "cli/erlang/solve.h"
#include "reports/formulas/erlang_a.h"
#include "reports/formulas/erlang_b.h"
#include "reports/formulas/erlang_c.h"
#include "reports/formulas/general_patience.h"
#include "reports/formulas/mg1.h"
#include "reports/formulas/mmck.h"
#include "reports/formulas/overflow.h"
#include "reports/formulas/priorities.h"
#include "reports/formulas/ring_all.h"
#include "reports/formulas/staffing.h"

namespace switchyard::cli {
namespace {

Sheet solve_b(const ErlangInputs& inputs) {
  Sheet sheet;
  const double load = load_of(sheet, inputs);
  Staff staff(sheet, inputs);
  staff.target(inputs.target_blocking, "target_blocking", Unit::share,
               [&](double target) { return reports::agents_for_blocking(load, target); });
  const reports::ErlangB loss = sheet.take(reports::erlang_b(load, staff.agents()));
  sheet.result("blocking", Unit::share, loss.blocking);
  sheet.result("carried_erlang", Unit::erlang, loss.carried);
  sheet.result("lost_erlang", Unit::erlang, loss.lost);
  sheet.result("occupancy", Unit::share, loss.occupancy);
  return sheet;
}

Sheet solve_c(const ErlangInputs& inputs) {
  Sheet sheet;
  const reports::Demand demand = demand_of(sheet, inputs);
  sheet.input("threshold_seconds", Unit::seconds, inputs.threshold);
  Staff staff(sheet, inputs);
  staff.target(inputs.target_service_level, "target_service_level", Unit::share, [&](double target) {
    return reports::agents_for_service_level(demand, inputs.threshold, target);
  });
  staff.target(inputs.target_wait, "target_wait_seconds", Unit::seconds,
               [&](double target) { return reports::agents_for_mean_wait(demand, target); });
  const std::int64_t agents = staff.agents();
  const reports::ErlangC queue = sheet.take(reports::erlang_c({demand, agents}, inputs.threshold));
  sheet.result("stable", Unit::yes_or_no, queue.stable ? 1 : 0);
  sheet.result("wait_probability", Unit::share, queue.wait_probability);
  sheet.result("mean_wait_seconds", Unit::seconds, queue.mean_wait);
  sheet.result("wait_p95_seconds", Unit::seconds, sheet.take(reports::wait_percentile(queue, 0.95)));
  sheet.result("service_level", Unit::share, queue.service_level);
  sheet.result("queue_length", Unit::number, queue.queue_length);
  sheet.result("occupancy", Unit::share, queue.occupancy);
  add_heads(sheet, inputs, agents);
  return sheet;
}

void add_results(Sheet& sheet, const reports::ImpatientQueue& queue) {
  sheet.result("stable", Unit::yes_or_no, queue.stable ? 1 : 0);
  sheet.result("wait_probability", Unit::share, queue.wait_probability);
  sheet.result("abandonment", Unit::share, queue.abandonment);
  sheet.result("mean_wait_all_seconds", Unit::seconds, queue.mean_wait_all);
  sheet.result("mean_wait_answered_seconds", Unit::seconds, queue.mean_wait_answered);
  sheet.result("mean_wait_abandoned_seconds", Unit::seconds, queue.mean_wait_abandoned);
  sheet.result("service_level_offered", Unit::share, queue.service_level.offered);
  sheet.result("service_level_answered", Unit::share, queue.service_level.answered);
  sheet.result("queue_length", Unit::number, queue.queue_length);
  sheet.result("occupancy", Unit::share, queue.occupancy);
}

Sheet solve_a(const ErlangInputs& inputs) {
  Sheet sheet;
  const reports::Demand demand = demand_of(sheet, inputs);
  const double patience = need(sheet, inputs.patience, "--patience");
  sheet.input("patience_seconds", Unit::seconds, patience);
  sheet.input("threshold_seconds", Unit::seconds, inputs.threshold);
  Staff staff(sheet, inputs);
  staff.target(inputs.target_service_level, "target_service_level", Unit::share, [&](double target) {
    return reports::patient_agents_for_service_level(demand, patience, inputs.threshold, target);
  });
  staff.target(inputs.target_abandonment, "target_abandonment", Unit::share, [&](double target) {
    return reports::patient_agents_for_abandonment(demand, patience, target);
  });
  const std::int64_t agents = staff.agents();
  add_results(sheet, sheet.take(reports::erlang_a({demand, agents}, patience, inputs.threshold)));
  add_heads(sheet, inputs, agents);
  return sheet;
}

reports::Answer<reports::PatienceLaw> plain_law(Sheet& sheet, const ErlangInputs& inputs) {
  if (!inputs.patience && inputs.time_out) return reports::endless_patience();
  const double mean = need(sheet, inputs.patience, "--patience or --time-out");
  sheet.input("patience_seconds", Unit::seconds, mean);
  if (inputs.law == "deterministic") return reports::deterministic_patience(mean);
  if (inputs.law == "lognormal") return reports::lognormal_patience(mean, need(sheet, inputs.scv, "--scv"));
  return reports::exponential_patience(mean);
}

Sheet solve_patience(const ErlangInputs& inputs) {
  Sheet sheet;
  const reports::Demand demand = demand_of(sheet, inputs);
  const std::int64_t agents = Staff(sheet, inputs).agents();
  sheet.input("threshold_seconds", Unit::seconds, inputs.threshold);
  reports::Answer<reports::PatienceLaw> law = plain_law(sheet, inputs);
  if (law && inputs.time_out) law = reports::with_time_out(*law, *inputs.time_out);
  if (law && inputs.balk) law = reports::with_balking(*law, *inputs.balk);
  if (!law) sheet.refuse(law.error());
  if (sheet.problem()) return sheet;
  if (inputs.time_out) sheet.input("time_out_seconds", Unit::seconds, *inputs.time_out);
  if (inputs.balk) sheet.input("balk", Unit::share, *inputs.balk);
  add_results(sheet, sheet.take(reports::general_patience({demand, agents}, *law, inputs.threshold)));
  return sheet;
}

Sheet solve_mmck(const ErlangInputs& inputs) {
  Sheet sheet;
  const reports::Demand demand = demand_of(sheet, inputs);
  const std::int64_t agents = Staff(sheet, inputs).agents();
  const std::int64_t places = need(sheet, inputs.places, "--places");
  sheet.input("places", Unit::whole, static_cast<double>(places));
  sheet.input("threshold_seconds", Unit::seconds, inputs.threshold);
  const reports::FiniteQueue queue = sheet.take(reports::mmck({demand, agents}, places, inputs.threshold));
  sheet.result("blocking", Unit::share, queue.blocking);
  sheet.result("wait_probability", Unit::share, queue.wait_probability);
  sheet.result("mean_wait_seconds", Unit::seconds, queue.mean_wait);
  sheet.result("service_level", Unit::share, queue.service_level);
  sheet.result("queue_length", Unit::number, queue.queue_length);
  sheet.result("occupancy", Unit::share, queue.occupancy);
  return sheet;
}

Sheet solve_priorities(const ErlangInputs& inputs) {
  Sheet sheet;
  const double handle = need(sheet, inputs.handle, "--handle");
  const std::int64_t agents = Staff(sheet, inputs).agents();
  if (inputs.rates.empty()) sheet.refuse("needs --rate, once a class");
  sheet.input("handle_seconds", Unit::seconds, handle);
  for (std::size_t i = 0; i < inputs.rates.size(); ++i) {
    sheet.input("arrivals_per_hour_" + std::to_string(i + 1), Unit::number, inputs.rates[i] * 3600);
  }
  const std::vector<double> waits = sheet.take(reports::priority_waits(inputs.rates, handle, agents));
  for (std::size_t i = 0; i < waits.size(); ++i) {
    sheet.result("mean_wait_" + std::to_string(i + 1) + "_seconds", Unit::seconds, waits[i]);
  }
  return sheet;
}

Sheet solve_mg1(const ErlangInputs& inputs) {
  Sheet sheet;
  const reports::Demand demand = demand_of(sheet, inputs);
  const double scv = inputs.scv.value_or(1);
  sheet.input("scv", Unit::number, scv);
  const reports::SingleServerQueue queue = sheet.take(reports::mg1({demand, scv}));
  sheet.result("stable", Unit::yes_or_no, queue.stable ? 1 : 0);
  sheet.result("mean_wait_seconds", Unit::seconds, queue.mean_wait);
  sheet.result("mean_time_seconds", Unit::seconds, queue.mean_time);
  sheet.result("queue_length", Unit::number, queue.queue_length);
  sheet.result("occupancy", Unit::share, queue.occupancy);
  return sheet;
}

Sheet solve_overflow(const ErlangInputs& inputs) {
  Sheet sheet;
  const double load = load_of(sheet, inputs);
  const std::int64_t agents = Staff(sheet, inputs).agents();
  const reports::Traffic traffic = sheet.take(reports::overflow(load, agents));
  sheet.result("overflow_erlang", Unit::erlang, traffic.mean);
  sheet.result("variance", Unit::number, traffic.variance);
  sheet.result("peakedness", Unit::number, reports::peakedness(traffic));
  if (!inputs.next_agents) return sheet;
  sheet.input("next_agents", Unit::whole, static_cast<double>(*inputs.next_agents));
  sheet.result("lost_by_both_erlang", Unit::erlang,
               sheet.take(reports::wilkinson_loss(traffic, *inputs.next_agents)));
  sheet.result("blocking_of_next", Unit::share,
               sheet.take(reports::hayward_blocking(traffic, *inputs.next_agents)));
  return sheet;
}

Sheet solve_ring_all(const ErlangInputs& inputs) {
  Sheet sheet;
  std::vector<double> answers = inputs.answer_times;
  const double deadline = need(sheet, inputs.deadline, "--deadline");
  if (answers.empty()) sheet.refuse("needs --answer");
  if (answers.size() > 1 && inputs.agents) sheet.refuse("either --agents or several --answer can be given");
  if (inputs.in_turn && answers.size() > 1) sheet.refuse("--in-turn takes --answer once, and --agents");
  if (inputs.agents.value_or(0) > 100'000) sheet.refuse("at most 100000 agents can be rung");
  if (sheet.problem()) return sheet;
  const std::int64_t agents = inputs.agents.value_or(static_cast<std::int64_t>(answers.size()));
  sheet.input("agents", Unit::whole, static_cast<double>(agents));
  for (std::size_t i = 0; i < answers.size(); ++i) {
    sheet.input("answer_" + std::to_string(i + 1) + "_seconds", Unit::seconds, answers[i]);
  }
  sheet.input("deadline_seconds", Unit::seconds, deadline);
  if (inputs.agents) answers.assign(static_cast<std::size_t>(agents), inputs.answer_times.front());
  const reports::RingOutcome outcome =
      sheet.take(inputs.in_turn ? reports::ring_in_turn(agents, inputs.answer_times.front(), deadline)
                                : reports::ring_all(answers, deadline));
  sheet.result("answered", Unit::share, outcome.answered);
  sheet.result("mean_time_answered_seconds", Unit::seconds, outcome.mean_time_answered);
  return sheet;
}

}  // namespace

const std::vector<ErlangModel>& erlang_models() {
  static const std::vector<ErlangModel> models = {
      {"b",
       "Erlang B: nobody can wait; who is refused",
       "--agents 12 --load 9\n--load 9 --target-blocking 1%",
       {add_agents, add_load, add_rate, add_handle, add_target_blocking},
       solve_b},
      {"c",
       "Erlang C: everybody waits until answered",
       "--agents 12 --rate 120/h --handle 4m --threshold 20s\n--rate 120/h --handle 4m "
       "--target-service-level 0.8",
       {add_agents, add_rate, add_handle, add_threshold, add_target_service_level, add_target_wait,
        add_shrinkage},
       solve_c},
      {"a",
       "Erlang A: customers leave when their exponential patience ends",
       "--agents 9 --rate 120/h --handle 4m --patience 6m\n--rate 120/h --handle 4m --patience 6m "
       "--target-abandonment 5%",
       {add_agents, add_rate, add_handle, add_patience, add_threshold, add_target_service_level,
        add_target_abandonment, add_shrinkage},
       solve_a},
      {"mmck",
       "M/M/c/K: the queue has a last place",
       "--agents 3 --places 8 --rate 60/h --handle 3m\n--agents 3 --places 3 --rate 60/h --handle 3m",
       {add_agents, add_places, add_rate, add_handle, add_threshold},
       solve_mmck},
      {"patience",
       "M/M/c+G: any law of patience, balking, time-outs of the queue",
       "--agents 9 --rate 120/h --handle 4m --patience 2m --law deterministic\n--agents 9 --rate 120/h "
       "--handle 4m "
       "--patience 6m --law lognormal --scv 2 --balk 10%",
       {add_agents, add_rate, add_handle, add_patience, add_law, add_scv, add_balk, add_time_out,
        add_threshold},
       solve_patience},
      {"priorities",
       "M/M/c with classes of which one is served before the other",
       "--agents 9 --handle 4m --rate 60/h --rate 60/h\n--agents 2 --handle 90s --rate 20/h --rate 40/h -o "
       "json",
       {add_agents, add_rates, add_handle},
       solve_priorities},
      {"mg1",
       "M/G/1: one agent, any law of handle times",
       "--rate 10/h --handle 4m --scv 0\n--rate 10/h --handle 4m --scv 1.7",
       {add_rate, add_handle, add_scv},
       solve_mg1},
      {"overflow",
       "What spills over from a full group, and what the next one loses",
       "--agents 10 --load 9\n--agents 10 --load 9 --next-agents 4",
       {add_agents, add_load, add_rate, add_handle, add_next_agents},
       solve_overflow},
      {"ring-all",
       "How soon somebody lifts, rung together or in turn",
       "--answer 8s --answer 12s --deadline 20s\n--answer 8s --agents 5 --deadline 20s --in-turn",
       {add_answer_times, add_in_turn, add_deadline},
       solve_ring_all}};
  return models;
}

}  // namespace switchyard::cli
