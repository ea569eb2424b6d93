// Events come back from their JSON lines as they were, and what is no such line is told, not believed.
#include "engine/codec/json/read_event.h"

#include <gtest/gtest.h>

#include <random>

#include "engine/codec/json/lines.h"
#include "tests/codec/messages.h"

namespace switchyard::codec {
namespace {

const Time nine{1'767'258'000'000'000};

// Three of everything that has a name.
Workspace three_of_each() {
  Workspace workspace;
  workspace.tenants.resize(3);
  workspace.activities.resize(3);
  workspace.channels.resize(3);
  workspace.workers.resize(3);
  workspace.queues.resize(3);
  workspace.workflows.resize(3);
  workspace.calendars.resize(3);
  workspace.numbers.resize(3);
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string name = "the \"" + std::to_string(i) + "\" ąž";
    workspace.tenants[i].name = workspace.activities[i].name = workspace.channels[i].name = name;
    workspace.workers[i].name = workspace.queues[i].name = workspace.workflows[i].name = name;
    workspace.calendars[i].name = workspace.numbers[i].name = name;
  }
  return workspace;
}

// Moments that can be written, and ids that are named, not named, or none.
class EventFill {
 public:
  explicit EventFill(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t number(int bytes) {
    if (bytes != 8) return choose(6) == 0 ? 0xFFFF'FFFF : choose(6);
    return choose(5) == 0 ? (choose(2) == 0 ? 0 : std::uint64_t{9'223'372'036'854'775'807U})
                          : engine_() % 4'000'000'000'000'000U;
  }
  bool flag() { return choose(2) == 1; }
  std::size_t choose(std::size_t count) { return static_cast<std::size_t>(engine_()) % count; }

 private:
  std::mt19937_64 engine_;
};

std::string line_of(const Event& event, const Workspace& workspace) {
  std::string line;
  append_json_line(line, nine, event, workspace);
  return line;
}

TEST(ReadEvent, GivesBackEveryEventAsItWasWritten) {
  const Workspace workspace = three_of_each();
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    EventFill source(seed);
    for (std::size_t i = 0; i < std::variant_size_v<Event>; ++i) {
      const Event event = make<Event>(source, i);
      Workspace known = workspace;
      EventReader reader(known);
      const std::string line = line_of(event, workspace);
      const auto read = reader.read(line);
      ASSERT_TRUE(read.has_value()) << read.error() << "\n" << line;
      EXPECT_EQ(bytes_of(read->event), bytes_of(event)) << line;
      EXPECT_EQ(read->time, nine);
      EXPECT_EQ(read->sequence, std::nullopt);
      EXPECT_EQ(reader.added(), 0U);
    }
  }
}

TEST(ReadEvent, GivesNewNamesTheNextIds) {
  Workspace workspace = three_of_each();
  EventReader reader(workspace);
  const auto read = reader.read(
      R"({"sequence":17,"time":"2026-01-01T09:00:00Z","kind":"event","type":"task_assigned","task":4,"worker":"eve"})");
  ASSERT_TRUE(read.has_value()) << read.error();
  EXPECT_EQ(read->sequence, 17U);
  EXPECT_EQ(std::get<TaskAssigned>(read->event).worker, WorkerId{3});
  EXPECT_EQ(workspace.workers.at(3).name, "eve");
  EXPECT_EQ(reader.added(), 1U);
}

TEST(ReadEvent, SaysWhatIsWrongWithALine) {
  struct Row {
    const char* line;
    const char* problem;
  };
  constexpr Row rows[] = {
      {"", "an event's line is no JSON object"},
      {"[1]", "an event's line is no JSON object"},
      {"{\"type\":1}", "there is no event of the type \"\""},
      {R"({"time":"2026-01-01T09:00:00Z","type":"task_exploded"})",
       "there is no event of the type \"task_exploded\""},
      {R"({"time":"today","type":"task_updated","task":1})", "task_updated: its time is no moment"},
      {R"({"time":"2026-01-01T09:00:00Z","type":"task_updated"})",
       "task_updated: \"task\" is missing or not what it should be"},
      {R"({"time":"2026-01-01T09:00:00Z","type":"task_updated","task":"one"})",
       "task_updated: \"task\" is missing or not what it should be"},
      {R"({"time":"2026-01-01T09:00:00Z","type":"task_canceled","task":1,"reason":"whim"})",
       "task_canceled: \"reason\" is missing or not what it should be"},
      {R"({"time":"2026-01-01T09:00:00Z","type":"task_queue_entered","task":1,"queue":"q","priority":5000000000})",
       "task_queue_entered: \"priority\" is missing or not what it should be"},
  };
  for (const Row& row : rows) {
    Workspace workspace;
    EventReader reader(workspace);
    const auto read = reader.read(row.line);
    ASSERT_FALSE(read.has_value()) << row.line;
    EXPECT_EQ(read.error(), row.problem) << row.line;
  }
}

}  // namespace
}  // namespace switchyard::codec
