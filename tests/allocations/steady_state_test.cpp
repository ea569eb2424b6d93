// In steady state the engine allocates nothing: after three days at one rate, not one turn of the fourth
// does.
#include <gtest/gtest.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/run.h"
#include "tests/sim/scenario_files.h"
#include "tests/support/allocations.h"

namespace switchyard::tests {
namespace {

// Counts what happens between the moment before the engine's turn and the moment after it, once it is warm.
struct Counter {
  Time warm_from;
  Time until;  // at the end everybody goes home, once
  std::size_t before_turn = 0;
  std::uint64_t allocations = 0;
  std::uint64_t turns = 0;
  std::uint64_t turns_that_allocated = 0;
  std::string first;  // the command of the first turn that did, by its index
};

struct Before {
  Counter& counter;
  void observe(Time, const Command&, const Output&) const { counter.before_turn = test::allocations(); }
};

struct After {
  Counter& counter;
  void observe(Time time, const Command& command, const Output&) const {
    if (time < counter.warm_from || time >= counter.until) return;
    const std::size_t count = test::allocations() - counter.before_turn;
    ++counter.turns;
    counter.allocations += count;
    if (count == 0 || counter.turns_that_allocated++ > 0) return;
    counter.first =
        "command " + std::to_string(command.index()) + " of turn " + std::to_string(counter.turns);
  }
};

Counter count_warm(const sim::Scenario& scenario) {
  Counter counter;
  counter.warm_from = scenario.start + Duration{scenario.length.microseconds / 4 * 3};
  counter.until = scenario.start + scenario.length;
  Before before{counter};
  After after{counter};
  sim::RunOptions options;
  options.before = sim::Observer(before);
  options.observers = {sim::Observer(after)};
  sim::run(scenario, options);
  return counter;
}

struct Centre {
  const char* name;
  const char* workspace;  // its parts behind the name
  const char* traffic;    // keys of the one stream
};

const Centre centres[] = {
    {"one queue", R"("task_queues": [{"name": "q"}],
      "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "q"}}}])",
     R"("patience": {"exponential": "90s"})"},
    {"filters and conditions", R"("task_queues": [{"name": "a", "target_workers": "skills HAS 'a'"},
        {"name": "b", "target_workers": "skills HAS 'b'"}],
      "workflows": [{"name": "in", "task_routing": {"filters": [
        {"expression": "type == 'a'", "targets": [{"queue": "a", "expression": "worker.level >= task.level", "timeout": 60}, {"queue": "b"}]},
        {"expression": "type == 'b' AND level > 1", "targets": [{"queue": "b", "order_by": "worker.level DESC"}]}],
        "default_filter": {"queue": "b"}}}])",
     R"("mix": [{"weight": 1, "attributes": {"type": "a", "level": 2, "name": "a text of more than fifteen letters"}},
                {"weight": 1, "attributes": {"type": "b", "level": 1}},
                {"weight": 1, "attributes": {"type": "b", "level": 3}}])"},
    {"ring-all with cooldown, misses and wrap-up",
     R"("task_channels": [{"name": "voice", "cooldown": "12s", "wrap_up_limit": "20s",
        "on_miss": {"activity": "stay"}}],
      "task_queues": [{"name": "q"}],
      "workflows": [{"name": "in", "task_reservation_timeout": 20, "task_routing": {"filters": [{"expression": "1 == 1",
        "targets": [{"queue": "q", "ring": "all", "timeout": 60}]}], "default_filter": {"queue": "q"}}}])",
     R"("patience": {"exponential": "90s"})"},
    {"known workers and groups of channels", R"("task_channels": [{"name": "chat"}],
      "channel_groups": [{"name": "all", "channels": ["voice", "chat"], "capacity": 2}],
      "task_queues": [{"name": "q"}],
      "workflows": [{"name": "in", "task_routing": {"filters": [{"expression": "owner != null",
        "targets": [{"queue": "q", "known_worker_friendly_name": "task.owner", "timeout": 30}, {"queue": "q", "skip_if": "workers.available == 0"}]}],
        "default_filter": {"queue": "q"}}}])",
     R"("mix": [{"weight": 1, "attributes": {"owner": "w3"}}, {"weight": 3, "attributes": {}}])"},
};

sim::Scenario scenario_of(const Centre& centre) {
  const sim::ScenarioFiles files;
  files.write("workspace.json", std::string(R"({"version": 1, "name": "steady",
      "workers": [{"name": "w", "count": 16, "activity": "Available", "attributes": {"skills": ["a", "b"], "level": 3}},
                  {"name": "v", "count": 8, "activity": "Available", "attributes": {"skills": ["a"], "level": 2}}],)") +
                                    centre.workspace + "}");
  auto read = files.read(std::string(R"({"version": 1, "name": "steady", "workspace": "workspace.json",
    "start": "2026-03-02T08:00:00Z", "length": "96h", "seed": 7,
    "traffic": [{"name": "calls", "channel": "voice", "workflow": "in", "rate": "380/h",
                 "handle_time": {"exponential": "150s"}, )") +
                         centre.traffic + R"(}],
    "people": [{"workers": "all", "answer_delay": {"exponential": "4s"}, "miss": 0.01,
                "return_after_miss": {"exponential": "1m"}}]})");
  if (!read) throw std::runtime_error(codec::to_text(read.error()));
  return std::move(read->scenario);
}

TEST(Allocations, are_none_in_steady_state) {
  for (const Centre& centre : centres) {
    const Counter counter = count_warm(scenario_of(centre));
    EXPECT_GT(counter.turns, 5'000U) << centre.name;
    EXPECT_EQ(counter.allocations, 0U) << centre.name << ": " << counter.turns_that_allocated << " of "
                                       << counter.turns << " turns, the first by " << counter.first;
  }
}

// Or the test could not fail.
TEST(Allocations, are_counted) {
  const std::size_t before = test::allocations();
  const std::string text(1'000, 'x');
  EXPECT_EQ(test::allocations() - before, 1U) << text.size();
}

}  // namespace
}  // namespace switchyard::tests
