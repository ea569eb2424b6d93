// The same load a worker everywhere, so that only the size differs.
#include "bench/speed/flat.h"

#include <cstdio>
#include <string>
#include <utility>

#include "bench/speed/workloads.h"
#include "bench/support/build_workspace.h"
#include "engine/codec/hash/log_hash.h"
#include "engine/codec/snapshot/snapshot.h"
#include "engine/engine.h"
#include "sim/random/stream.h"
#include "sim/run.h"

namespace switchyard::bench {

namespace {

struct Size {
  const char* name = "";
  std::uint32_t queues = 10;
  std::uint32_t workers = 100;
  std::uint32_t levels = 1;   // different values a queue of what the targets' conditions read of a task
  std::uint64_t waiting = 0;  // tasks that wait all the time, behind the calls
  double at_most = 0;         // of the small centre's cost
};

constexpr std::uint64_t most_waiting = 1'000'000;
constexpr double load = 0.9;

const std::vector<Size>& sizes() {
  static const std::vector<Size> table = {{"small", 10, 100, 1, 0, 0},
                                          {"queues_1000_workers_10000", 1'000, 10'000, 1, 0, 1.5},
                                          {"workers_100000", 1'000, 100'000, 1, 0, 1.5},
                                          {"values_100_a_queue", 10, 100, 100, 0, 1.5},
                                          {"waiting_1000000", 10, 100, 1, most_waiting, 1.5}};
  return table;
}

Value number(std::uint32_t value) {
  return Value{std::int64_t{value}};
}

std::string skill(std::uint32_t queue) {
  return "s" + std::to_string(queue);
}

// Three skills of the queues, the first in turn so that each queue has somebody; levels 0, 2 … 198.
Attributes person(const Size& size, std::uint32_t worker) {
  const Workload like{"", size.queues, size.workers, 3, 0, 0, 0};
  Value::Array skills{Value{skill(worker % size.queues)}};
  for (const std::uint32_t s : skills_of(like, worker)) skills.push_back(Value{skill(s)});
  return Attributes(Value{Value::Object{{"skills", Value{skills}}, {"level", number(worker % 100 * 2)}}});
}

Attributes contact(std::uint32_t queue, std::uint32_t level) {
  return Attributes(Value{Value::Object{{"skill", Value{skill(queue)}}, {"level", number(level)}}});
}

void add_rules(Workspace& workspace, const Size& size, WorkflowId workflow) {
  for (std::uint32_t q = 0; q < size.queues; ++q) {
    const TaskQueueId queue = add_queue(workspace, skill(q), "skills HAS '" + skill(q) + "'");
    Target target = target_of(queue);
    if (size.levels > 1) {
      target.expression = condition(workspace, "worker.level >= task.level", expression::Dialect::target);
    }
    add_filter(workspace, workflow, "skill == '" + skill(q) + "'", {target});
  }
}

std::vector<sim::Mix> mix_of(const Size& size) {
  std::vector<sim::Mix> mix;
  for (std::uint32_t q = 0; q < size.queues; ++q) {
    // Workers have levels up to twice as high, so that there is always somebody for each.
    for (std::uint32_t level = 0; level < size.levels; ++level) mix.push_back({1, contact(q, level)});
  }
  return mix;
}

double calls_an_hour(const Size& size) {
  return size.workers * load / mean_service * 3600;
}

sim::Traffic& add_calls(sim::Scenario& scenario, const Size& size, const std::string& name, double per_hour) {
  sim::Traffic& traffic = add_traffic(scenario, name, per_hour, WorkflowId{0});
  traffic.handle_time = exponential(mean_service);
  traffic.mix = mix_of(size);
  traffic.time_to_live = days(300);
  return traffic;
}

// The calls begin when those who only wait have come: within the first minute.
sim::Scenario scenario_of(const Size& size, Duration length) {
  Workspace workspace = begin_workspace(size.name);
  for (std::uint32_t w = 0; w < size.workers; ++w) add_worker(workspace, person(size, w));
  add_rules(workspace, size, add_workflow(workspace, "main"));
  sim::Scenario scenario = begin_scenario(std::move(workspace), length, 1);
  sim::Traffic& calls = add_calls(scenario, size, "calls", calls_an_hour(size));
  calls.from = scenario.start + minutes(1);
  calls.priority = 1;
  if (size.waiting == 0) return scenario;
  sim::Traffic& crowd = add_calls(scenario, size, "crowd", static_cast<double>(size.waiting) * 60);
  crowd.until = scenario.start + minutes(1);
  return scenario;
}

// What the command observes in every run, and how many calls are over.
struct Watch {
  codec::LogHash hash;
  std::uint64_t completed = 0;

  void observe(Time time, const Command& command, const Output& output) {
    hash.turn(time, command, output);
    for (const Event& event : output.events) completed += std::holds_alternative<TaskCompleted>(event);
  }
};

// CPU microseconds a call, after the centre has filled.
double cost_of_call(const Size& size, std::uint64_t calls) {
  const double seconds_of_calls = static_cast<double>(calls) / calls_an_hour(size) * 3600;
  const Duration filled = minutes(11);
  const Duration length = filled + seconds(static_cast<std::int64_t>(seconds_of_calls));
  const sim::Scenario scenario = scenario_of(size, length);
  Watch watch;
  sim::RunOptions options;
  options.observers = {sim::Observer(watch)};
  sim::Simulation run(scenario, options);
  run.run_until(scenario.start + filled);
  const std::uint64_t before = watch.completed;
  const double begin = cpu_seconds();
  run.run_until(scenario.start + length);
  return (cpu_seconds() - begin) * 1e6 / static_cast<double>(watch.completed - before);
}

// Of 1,000,000 tasks that wait, each with its own attributes.
double cost_of_snapshot() {
  const Size& size = sizes().back();
  const sim::Scenario scenario = scenario_of(size, hours(1));
  Engine engine(scenario.workspace, scenario.start);
  Output output;
  for (std::uint64_t t = 0; t < most_waiting; ++t) {
    TaskArrives arrives;
    arrives.channel = voice;
    arrives.route = ThroughWorkflow{WorkflowId{0}};
    arrives.attributes = contact(static_cast<std::uint32_t>(t % size.queues), 0);
    arrives.time_to_live = days(300);
    engine.apply(scenario.start, arrives, output);
    output.clear();
  }
  const double begin = cpu_seconds();
  codec::ByteBuffer bytes;
  codec::append_snapshot(bytes, engine.snapshot());
  auto read = codec::read_snapshot(bytes.view());
  SY_CHECK(read.has_value());
  const Engine again(std::move(*read));
  return cpu_seconds() - begin;
}

}  // namespace

void measure_flatness(std::uint64_t calls, int rounds, std::vector<Figure>& figures) {
  std::vector<std::vector<double>> costs(sizes().size());
  std::vector<std::vector<double>> ratios(sizes().size());
  for (int round = 1; round <= rounds; ++round) {
    for (std::size_t i = 0; i < sizes().size(); ++i) {
      costs[i].push_back(cost_of_call(sizes()[i], calls));
      ratios[i].push_back(costs[i].back() / costs[0].back());
      std::fprintf(stderr, "flat.%s round %d of %d: %.2f us a call, %.2f of the small centre\n",
                   sizes()[i].name, round, rounds, costs[i].back(), ratios[i].back());
    }
  }
  figures.push_back({"flat.small", median(costs[0]), "CPU us / call", "-", 0, 0});
  for (std::size_t i = 1; i < sizes().size(); ++i) {
    figures.push_back({"flat." + std::string(sizes()[i].name), median(ratios[i]), "of the small centre's",
                       "flat.small", 0, sizes()[i].at_most});
  }
  figures.push_back({"flat.snapshot_1000000", cost_of_snapshot(), "CPU s, there and back", "-", 0, 2});
}

}  // namespace switchyard::bench
