// Reads the people of a scenario: which workers, when they are on duty, and with which habits.
#include <algorithm>
#include <set>

#include "engine/codec/text/number.h"
#include "engine/codec/text/utf8.h"
#include "sim/scenario/read_callbacks.h"
#include "sim/scenario/read_passing.h"
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

std::vector<Shift> read_shifts(Reading& reading, const Node& list) {
  std::vector<Shift> shifts;
  for (const Node& node : list.children) {
    Reader reader(reading.document(), node, reading.problems);
    const Node* from = reader.require("from");
    const Node* until = reader.require("until");
    reader.finish();
    if (from == nullptr || until == nullptr) continue;
    const auto begin = codec::read_time_of_day(reading.document(), *from, reading.problems);
    const auto end = codec::read_time_of_day(reading.document(), *until, reading.problems);
    if (begin && *begin >= days(1)) {
      codec::expect(reading.document(), *from, reading.problems, "must be before 24:00");
    } else if (begin && end) {
      shifts.push_back({*begin, *end});
    }
  }
  return shifts;
}

std::vector<StaffStep> read_staff(Reading& reading, const Node& node, std::size_t workers) {
  std::vector<StaffStep> steps;
  Reader reader(reading.document(), node, reading.problems);
  const Node* table_node = reader.require("table");
  reader.finish();
  if (table_node == nullptr) return steps;
  const auto table = read_interval_table(reading, *table_node, {{"count", true, 0, 1e6}});
  if (!table) return steps;
  const std::vector<double>& counts = table->columns.at("count");
  for (std::size_t row = 0; row < counts.size(); ++row) {
    const auto count = static_cast<std::uint32_t>(counts[row]);
    const std::string place = "row " + std::to_string(row + 1) + " of the staff's table";
    if (static_cast<double>(count) != counts[row]) {
      reading.report(*table_node,
                     place + " has no whole number of workers (found " + codec::to_text(counts[row]) + ")");
      break;
    }
    if (count > workers) {
      reading.report(
          *table_node,
          place + " has " + std::to_string(count) + " workers, but the group only " + std::to_string(workers),
          "add workers to the workspace");
      break;
    }
    steps.push_back({table->rows[row].from, table->rows[row].until, count});
  }
  return steps;
}

// The first activity of this kind, preferring the usual name.
ActivityId usual_activity(const Workspace& workspace, bool available, std::string_view name) {
  ActivityId first;
  for (std::uint32_t i = 0; i < workspace.activities.size(); ++i) {
    const Activity& activity = workspace.activities[i];
    if (activity.available != available) continue;
    if (activity.name == name) return ActivityId{i};
    if (first.is_none()) first = ActivityId{i};
  }
  return first;
}

ActivityId read_activity(Reading& reading, Reader& reader, std::string_view key, bool available,
                         std::string_view usual) {
  const Workspace& workspace = reading.scenario.workspace;
  const Node* node = reader.find(key);
  const auto named = find_name(reading, reader, key, workspace.activities, "activity");
  if (!named) {
    const ActivityId activity = usual_activity(workspace, available, usual);
    if (activity.is_none() && node == nullptr) {
      reading.report(reader.node(), std::string("the workspace has no activity that is ") +
                                        (available ? "available" : "not available"));
    }
    return activity;
  }
  if (workspace.activities[*named].available != available) {
    reading.report(*node,
                   std::string("must be an activity that is ") + (available ? "available" : "not available"));
  }
  return ActivityId{*named};
}

Habits read_habits(Reading& reading, Reader& reader) {
  Habits habits;
  if (auto delay = read_law(reading, reader, "answer_delay")) habits.answer_delay = std::move(*delay);
  habits.reject = reader.number("reject", 0, 1).value_or(0);
  habits.miss = reader.number("miss", 0, 1).value_or(0);
  habits.rules = read_handle_rules(reading, reader, "handle_times");
  if (auto speed = read_number_law(reading, reader, "speed", 0.01, 100)) habits.speed = std::move(*speed);
  if (auto speed = read_number_law(reading, reader, "answer_speed", 0.01, 100))
    habits.answer_speed = std::move(*speed);
  habits.return_after_miss = read_law(reading, reader, "return_after_miss");
  read_passing(reading, reader, habits);
  read_callback_button(reading, reader, habits);
  // The group's own laws, behind its rules by channel and queue.
  HandleRule rule;
  if (const Node* law = reader.find("handle_time")) rule.handle_time = read_daily_law(reading, *law);
  rule.wrap_up = read_law(reading, reader, "wrap_up");
  if (rule.handle_time || rule.wrap_up) habits.rules.push_back(std::move(rule));
  return habits;
}

std::vector<Break> read_breaks(Reading& reading, const Node& list) {
  std::vector<Break> breaks;
  for (const Node& node : list.children) {
    Reader reader(reading.document(), node, reading.problems);
    reader.require("at");
    reader.require("for");
    const auto from = reader.time_of_day("at");
    const auto length = reader.duration("for", seconds(1), days(1));
    const auto jitter = reader.duration("jitter", {}, days(1));
    reader.finish();
    if (from && length) breaks.push_back({*from, *length, jitter.value_or(Duration{})});
  }
  return breaks;
}

void read_adherence(Reading& reading, Reader& reader, People& people) {
  if (const Node* breaks = reader.array("breaks")) people.breaks = read_breaks(reading, *breaks);
  // Only who takes breaks needs an activity for them.
  const bool rests = !people.breaks.empty() || reader.has("rest");
  people.rest = rests ? read_activity(reading, reader, "rest", false, "Unavailable") : people.off;
  const Node* node = reader.object("lateness");
  if (node == nullptr) return;
  Reader lateness(reading.document(), *node, reading.problems);
  people.lateness.probability = lateness.number("probability", 0, 1).value_or(1);
  if (auto delay = read_law(reading, lateness, "delay")) people.lateness.delay = std::move(*delay);
  lateness.finish();
}

Presence read_presence(Reading& reading, Reader& reader, std::size_t workers) {
  const Node* shifts = reader.array("shifts");
  const Node* staff = reader.object("staff");
  if (shifts != nullptr && staff != nullptr) {
    reading.report(*staff, "a group has either \"shifts\" or \"staff\"");
  }
  if (shifts != nullptr) return read_shifts(reading, *shifts);
  if (staff != nullptr) return read_staff(reading, *staff, workers);
  return AlwaysOn{};
}

void check_groups(Reading& reading, const Node& list) {
  std::vector<bool> taken(reading.scenario.workspace.workers.size());
  std::set<std::string> names;
  for (std::size_t i = 0; i < reading.scenario.people.size(); ++i) {
    const std::string& group = reading.scenario.people[i].name;
    if (!group.empty() && !names.insert(group).second)
      reading.report(list.children[i], "the name " + codec::quoted(group) + " is taken by another group");
    for (const WorkerId worker : reading.scenario.people[i].workers) {
      if (taken[worker.index()]) {
        const std::string& name = reading.scenario.workspace.workers[worker.index()].name;
        reading.report(list.children[i], "worker " + codec::quoted(name) + " is in another group already",
                       "a worker belongs to one group of people");
        break;
      }
      taken[worker.index()] = true;
    }
  }
}

}  // namespace

void read_people(Reading& reading, const Node& list) {
  for (const Node& node : list.children) {
    Reader reader(reading.document(), node, reading.problems);
    People people;
    people.name = reader.string("name").value_or("");
    if (const Node* workers = reader.require("workers")) people.workers = select_workers(reading, *workers);
    people.presence = read_presence(reading, reader, people.workers.size());
    people.on = read_activity(reading, reader, "on", true, "Available");
    people.off = read_activity(reading, reader, "off", false, "Offline");
    read_adherence(reading, reader, people);
    people.habits = read_habits(reading, reader);
    reader.finish();
    reading.scenario.people.push_back(std::move(people));
  }
  check_groups(reading, list);
}

}  // namespace switchyard::sim
