// Who is asked, and whose call is next: priorities, skills, idle times, ring-all.
#include "bench/validation/figures.h"
#include "bench/validation/idle_moments.h"
#include "bench/validation/plain_case.h"
#include "bench/validation/skill_chain.h"
#include "reports/formulas/erlang_c.h"
#include "reports/formulas/priorities.h"
#include "reports/formulas/ring_all.h"

namespace switchyard::bench {

namespace {

// A workflow, a queue and a stream of its own for each class; every worker serves all.
Case priorities() {
  const double rate = 1.2 / 180;
  Workspace workspace = begin_workspace("three priorities, 4 workers");
  for (int w = 0; w < 4; ++w) add_worker(workspace);
  for (int c = 0; c < 3; ++c) {
    const TaskQueueId queue = add_queue(workspace, "class-" + std::to_string(c + 1));
    const WorkflowId workflow = add_workflow(workspace, "class-" + std::to_string(c + 1));
    Target target = target_of(queue);
    target.priority = 10 - c;
    add_filter(workspace, workflow, "1==1", {target});
  }
  sim::Scenario scenario = begin_scenario(std::move(workspace), seconds(6'000'000), 1);
  for (std::uint32_t c = 0; c < 3; ++c) {
    const std::string name = "class-" + std::to_string(c + 1);
    add_traffic(scenario, name, rate * 3600, WorkflowId{c}).handle_time = exponential(180);
  }
  const std::vector<double> waits = reports::priority_waits({rate, rate, rate}, 180, 4).value();
  Case one{scenario.name, "non-pre-emptive priorities (Cobham 1954)", scenario, {}};
  for (std::uint32_t c = 0; c < 3; ++c) {
    one.figures.push_back({"mean wait of class " + std::to_string(c + 1) + ", s", waits[c], queue_wait({c})});
  }
  return one;
}

double refused(const Observation& o, std::size_t queue) {
  const reports::Contacts& c = o.measures.queues[queue].contacts;
  return static_cast<double>(c.blocked) / static_cast<double>(c.blocked + c.offered);
}

Case skills_with_loss() {
  Workspace workspace = begin_workspace("two specialists and a generalist, no place to wait");
  add_worker(workspace, with_skills({1}));
  add_worker(workspace, with_skills({2}));
  add_worker(workspace, with_skills({1, 2}));
  workspace.worker_order = WorkerOrder::fixed;
  for (const std::string skill : {"s1", "s2"}) {
    const TaskQueueId queue = add_queue(workspace, skill, "skills HAS '" + skill + "'");
    workspace.queues[queue.index()].waiting_limit = 0;
    add_filter(workspace, add_workflow(workspace, skill), "1==1", {target_of(queue)});
  }
  sim::Scenario scenario = begin_scenario(std::move(workspace), seconds(2'000'000), 1);
  add_traffic(scenario, "first", 0.8 / 180 * 3600, WorkflowId{0}).handle_time = exponential(180);
  add_traffic(scenario, "second", 0.5 / 180 * 3600, WorkflowId{1}).handle_time = exponential(180);
  const SkillLoss loss = skill_loss(0.8, 0.5);
  return {scenario.name,
          "Markov chain of eight states",
          scenario,
          {{"refused of the first kind", loss.first, [](const Observation& o) { return refused(o, 0); }},
           {"refused of the second kind", loss.second, [](const Observation& o) { return refused(o, 1); }}}};
}

// Two queues that every worker serves, oldest call first over both, are one queue.
Case pooled_skills() {
  const PlainQueue plain{10, 8, 180, 20'000};
  Workspace workspace = begin_workspace("two skills that all have are one queue");
  for (std::int64_t w = 0; w < plain.workers; ++w) add_worker(workspace, with_skills({1, 2}));
  const WorkflowId workflow = add_workflow(workspace, "main");
  for (const std::string skill : {"s1", "s2"}) {
    const TaskQueueId queue = add_queue(workspace, skill, "skills HAS '" + skill + "'");
    add_filter(workspace, workflow, "skill == '" + skill + "'", {target_of(queue)});
  }
  sim::Scenario scenario = plain_scenario("pooled", plain);
  scenario.name = workspace.name;
  scenario.workspace = std::move(workspace);
  scenario.traffic[0].mix = {{3, with_skill(1)}, {1, with_skill(2)}};
  const reports::ErlangC c = reports::erlang_c(group_of(plain), 20).value();
  return {scenario.name,
          "Erlang C (Erlang 1917)",
          scenario,
          {{"wait probability", c.wait_probability, wait_probability},
           {"mean wait, s", c.mean_wait, mean_wait_answered},
           {"mean wait of the first queue, s", c.mean_wait, queue_wait({0})},
           {"mean wait of the second queue, s", c.mean_wait, queue_wait({1})}}};
}

Case idle_times(const std::string& name, WorkerOrder order, const IdleMoments& expected) {
  sim::Scenario scenario = plain_scenario(name, {8, 5, 180, 30'000});
  scenario.workspace.worker_order = order;
  scenario.workspace.queues[0].waiting_limit = 0;
  return {name,
          "M/M/c/c, moments of the idle time (bench/validation/idle_moments.h)",
          std::move(scenario),
          {{"mean idle time, s", expected.mean, [](const Observation& o) { return o.idle.mean(); }},
           {"variation of idle times", expected.variation,
            [](const Observation& o) { return o.idle.variation(); }}}};
}

// Calls come one at a time, so that every worker is there; lost when nobody lifts before the deadline.
sim::Scenario ring_scenario(const std::string& name, double mean_answer, std::int64_t deadline) {
  sim::Scenario scenario = plain_scenario(name, {5, 1, 60, 1});
  scenario.workspace.workflows[0].reservation_timeout = seconds(deadline);
  scenario.workspace.channels[0].on_miss.changes_activity = false;
  scenario.length = seconds(2'000'000);
  scenario.traffic[0].handle_time = constant(10);
  sim::Trace trace;
  for (int i = 0; i < 8'000; ++i) trace.arrivals.push_back({scenario.start + seconds(250 * i), 0});
  scenario.traffic[0].arrivals = trace;
  sim::People people;
  people.name = "all";
  for (std::uint32_t w = 0; w < 5; ++w) people.workers.push_back({w});
  people.on = available;
  people.off = offline;
  people.habits.answer_delay = exponential(mean_answer);
  scenario.people = {people};
  return scenario;
}

double answered_share(const Observation& o) {
  const reports::Contacts& c = o.measures.total.contacts;
  return static_cast<double>(c.answered) / static_cast<double>(c.offered);
}

Case ring_all() {
  sim::Scenario scenario = ring_scenario("ring-all of 5 who answer after 30 s on the mean, for 12 s", 30, 12);
  scenario.workspace.targets[0].ring.kind = Ring::Kind::all;
  scenario.workspace.targets[0].timeout = seconds(12);
  const reports::RingOutcome ring = reports::ring_all(std::vector<double>(5, 30.0), 12).value();
  return {scenario.name,
          "minimum of exponentials",
          scenario,
          {{"answered", ring.answered, answered_share},
           {"mean time to answer, s", ring.mean_time_answered, mean_wait_answered}}};
}

Case ring_in_turn() {
  sim::Scenario scenario = ring_scenario("5 rung one after another, 12 s each", 30, 12);
  scenario.workspace.targets[0].timeout = seconds(60);
  const reports::RingOutcome ring = reports::ring_in_turn(5, 30, 12).value();
  return {scenario.name,
          "1 - q^5, q = e^(-12/30)",
          scenario,
          {{"answered", ring.answered, answered_share},
           {"mean time to answer, s", ring.mean_time_answered, mean_wait_answered}}};
}

}  // namespace

std::vector<Case> routing_cases() {
  const double rate = 5.0 / 180;
  return {priorities(),
          pooled_skills(),
          skills_with_loss(),
          idle_times("idle times, longest idle first", WorkerOrder::longest_idle,
                     idle_with_longest_idle_first(rate, 1.0 / 180, 8)),
          idle_times("idle times, random worker", WorkerOrder::random,
                     idle_with_random_choice(rate, 1.0 / 180, 8)),
          ring_all(),
          ring_in_turn()};
}

}  // namespace switchyard::bench
