// Programs: which slots they have, share and read.
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "engine/expression/bind.h"
#include "engine/expression/evaluate.h"
#include "tests/support/expression_world.h"
#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

using namespace switchyard::expression;
using Numbers = std::vector<std::uint32_t>;

TEST(Programs, list_the_slots_they_read_sorted_and_once) {
  Slots slots;
  bind(parsed("worker.z == 1 AND task.y == 1", Dialect::target), slots);
  const Program program =
      bind(parsed("worker.b == task.x AND (worker.a > 1 OR worker.z IN [task.y, worker.b, [task.q]]) AND "
                  "taskrouter.dayOfWeek == 'Mon' AND worker.b == 1",
                  Dialect::target),
           slots);
  EXPECT_EQ(program.worker_slots(), (Numbers{0, 1, 2}));
  EXPECT_EQ(program.task_slots(), (Numbers{0, 1}));
  EXPECT_EQ(program.clock_slots(), (Numbers{0}));
  EXPECT_EQ(program.workers_slots(), Numbers{});
  EXPECT_EQ(slots.worker,
            (std::vector<Name>{WorkerAttribute{{"z"}}, WorkerAttribute{{"b"}}, WorkerAttribute{{"a"}}}));
  EXPECT_EQ(slots.task, (std::vector<Name>{TaskAttribute{{"y"}}, TaskAttribute{{"x"}}}));
  EXPECT_EQ(slots.clock, (std::vector<Name>{ClockName::day_of_week}));
}

TEST(Programs, share_a_slot_for_names_that_mean_the_same) {
  Slots slots;
  bind(parsed("skill == 1 AND worker.skill == 2", Dialect::worker), slots);
  bind(parsed("worker.skill == 1 AND worker.sid == 'x'", Dialect::target), slots);
  bind(parsed("sid == 'x' AND channel.voice.assigned_tasks == 0", Dialect::worker), slots);
  EXPECT_EQ(slots.worker, (std::vector<Name>{WorkerAttribute{{"skill"}}, WorkerField::sid,
                                             WorkerChannel{"voice", ChannelFigure::assigned_tasks}}));
  bind(parsed("skill == 1", Dialect::task), slots);
  bind(parsed("task.skill == 1", Dialect::target), slots);
  EXPECT_EQ(slots.task, (std::vector<Name>{TaskAttribute{{"skill"}}}));
  const Program program =
      bind(parsed("workers.available == 0 OR workers.Lunch > 2", Dialect::skip_if), slots);
  EXPECT_EQ(program.workers_slots(), (Numbers{0, 1}));
}

TEST(Programs, need_no_inputs_when_they_read_none) {
  Slots slots;
  EXPECT_TRUE(evaluate(bind(parsed("1==1", Dialect::worker), slots), {}));
  EXPECT_FALSE(evaluate(bind(parsed("1==2", Dialect::worker), slots), {}));
}

TEST(Programs, are_values_whose_copies_are_independent) {
  Slots slots;
  Program copy;
  {
    const Program program = bind(parsed("skill IN ['a', 'q7']", Dialect::worker), slots);
    copy = program;
  }
  const Attributes worker(value("{skill: 'q7'}"));
  const std::array<ValueView, 1> inputs = {worker.member("skill")};
  EXPECT_TRUE(evaluate(copy, {{}, inputs, {}, {}}));
}

TEST(Programs, stop_when_the_answer_is_known) {
  Slots slots;
  const Program program =
      bind(parsed("1==2 AND skill == 'x' OR 1==1 OR skill == 'y'", Dialect::worker), slots);
  EXPECT_TRUE(evaluate(program, {}));  // with no value for skill, asking for it would stop the program
}

}  // namespace
}  // namespace switchyard::tests
