// A long run costs no more memory than a short one: in steady state the collector asks for none.
#include <gtest/gtest.h>

#include "tests/reports/hand_made.h"
#include "tests/support/allocations.h"

namespace switchyard::reports {
namespace {

constexpr int calls_an_interval = 450;

// One call each two seconds: it waits five, is served four and wraps up one, so some overlap.
struct Traffic {
  Output output;
  Command command = TimePasses{};

  void turn(Collector& collector, double when, std::initializer_list<Event> events) {
    output.events.assign(events);
    collector.observe(at(when), command, output);
  }
  void start(Collector& collector, std::uint64_t task, double now) {
    turn(collector, now,
         {TaskCreated{{task}, {0}, voice, {0}, 0}, TaskQueueEntered{{task}, sales, 0},
          ReservationCreated{{task}, {task}, WorkerId{static_cast<std::uint32_t>(task % 2)}, sales, never}});
  }
  void accept(Collector& collector, std::uint64_t task, double now) {
    const WorkerId worker{static_cast<std::uint32_t>(task % 2)};
    turn(collector, now, {ReservationAccepted{{task}, {task}, worker}, TaskAssigned{{task}, worker}});
  }
  void end(Collector& collector, std::uint64_t task, double now) {
    const WorkerId worker{static_cast<std::uint32_t>(task % 2)};
    turn(collector, now, {ReservationWrapping{{task}, {task}, worker}, TaskWrapping{{task}}});
    turn(collector, now, {ReservationCompleted{{task}, {task}, worker}, TaskCompleted{{task}}});
  }
  void call(Collector& collector, std::uint64_t task) {
    const double now = static_cast<double>(task) * 2;
    start(collector, task, now);
    if (task >= 2) accept(collector, task - 1, now + 0.5);
    if (task >= 4) end(collector, task - 3, now + 1);
  }
};

TEST(SteadyMemory, nothing_is_allocated_while_calls_come_and_go) {
  Settings settings = hand_made_settings();
  settings.window = {midnight, at(900.0 * 1000), minutes(15)};
  Collector collector(settings, hand_made_workspace());
  Traffic traffic;
  std::uint64_t task = 1;
  while (task < 20 * calls_an_interval + 50) traffic.call(collector, task++);
  const std::size_t before = test::allocations();
  while (task < 21 * calls_an_interval - 50) traffic.call(collector, task++);
  EXPECT_EQ(test::allocations() - before, 0U) << "within an interval";
  const std::size_t calls_before = task;
  while (task < 400 * calls_an_interval) traffic.call(collector, task++);
  EXPECT_LT(test::allocations() - before, (task - calls_before) / 100) << "only tables of intervals grow";
  const Measures measures = collector.finish(at(900.0 * 500));
  EXPECT_EQ(measures.total.contacts.offered, task - 1);
  EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
}

}  // namespace
}  // namespace switchyard::reports
