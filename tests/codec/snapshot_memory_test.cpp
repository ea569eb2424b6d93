// Timers, hours, diversions, keys, effects and threads that an engine could not live with are refused.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/codec/snapshot_world.h"

namespace switchyard::codec {
namespace {

TimerRecord& timer(Snapshot& s, TimerKind kind) {
  return *std::find_if(s.timers.begin(), s.timers.end(), [&](const auto& t) { return t.kind == kind; });
}

void drop(Snapshot& s, TimerKind kind, std::uint32_t subject) {
  s.timers.erase(std::remove_if(s.timers.begin(), s.timers.end(),
                                [&](const auto& t) { return t.kind == kind && t.subject == subject; }),
                 s.timers.end());
}

std::vector<Wrong> wrong_timers() {
  const std::string idle = " is about something that does not wait for it";  // numbers: as they were set
  return {
      {"timer 1 has no deadline", [](Snapshot& s) { s.timers[0].deadline = never; }},
      {"timer 1 is out of sequence", [](Snapshot& s) { s.timers[1].sequence = s.timers[0].sequence; }},
      {"timer 1 is over", [](Snapshot& s) { s.timers[0].deadline = s.now - seconds(1); }},
      {"timer 6 was set before an older one, or in the future",
       [](Snapshot& s) { s.timers[1].delay = days(9); }},
      {"timer 1 was set before an older one, or in the future", [](Snapshot& s) { s.timers[0].delay = {}; }},
      {"timer 20" + idle, [](Snapshot& s) { timer(s, TimerKind::wrap_up).subject = 0; }},
      {"timer 36" + idle, [](Snapshot& s) { timer(s, TimerKind::preview).subject = 99; }},
      {"timer 37" + idle, [](Snapshot& s) { s.diverts[1].until = s.now + hours(3); }},
      {"timer 1" + idle, [](Snapshot& s) { timer(s, TimerKind::calendar).subject = 1; }},
      {"timer 41" + idle, [](Snapshot& s) { timer(s, TimerKind::cooldown).subject = 0xFFFF'FFFF; }},
      {"timer 11" + idle, [](Snapshot& s) { timer(s, TimerKind::clock).subject = 1; }},
      {"timer 6" + idle, [](Snapshot& s) { timer(s, TimerKind::task_life).subject = 5; }},
      {"timer 7" + idle, [](Snapshot& s) { timer(s, TimerKind::target).subject = 3; }},
      {"timer 32" + idle, [](Snapshot& s) { timer(s, TimerKind::due).subject = 5; }},
      {"timer 28" + idle, [](Snapshot& s) { timer(s, TimerKind::transfer).subject = 3; }},
      {"timer 24" + idle, [](Snapshot& s) { timer(s, TimerKind::reject_pause).subject = 3; }},
      {"timer 8" + idle, [](Snapshot& s) { timer(s, TimerKind::offer).subject = 1; }},
      {"timer 32 is set twice", [](Snapshot& s) { timer(s, TimerKind::due).kind = TimerKind::task_life; }},
      {"task 2 has no end to its life", [](Snapshot& s) { drop(s, TimerKind::task_life, 1); }},
      {"task 3 rings without a deadline", [](Snapshot& s) { drop(s, TimerKind::offer, 2); }},
      {"task 1 waits for one worker without a deadline", [](Snapshot& s) { drop(s, TimerKind::target, 0); }},
      {"turn 31 misses the next opening", [](Snapshot& s) { drop(s, TimerKind::calendar, 0); }},
      {"diversion 1 ends and nobody notices", [](Snapshot& s) { drop(s, TimerKind::divert, 1); }},
  };
}

std::vector<Wrong> wrong_lines() {
  return {
      {"turn 31 has not the calendars of the rules", [](Snapshot& s) { s.calendars.clear(); }},
      {"turn 31 has not the tenants of the rules", [](Snapshot& s) { s.diverts.pop_back(); }},
      {"calendar 0 changes out of order, or in the past",
       [](Snapshot& s) { s.calendars[0].changes[0] = s.now; }},
      {"calendar 0 changes out of order, or in the past",
       [](Snapshot& s) { std::swap(s.calendars[0].changes[0], s.calendars[0].changes[1]); }},
      {"diversion 1 leads to an unknown number", [](Snapshot& s) { s.diverts[1].to = NumberId{9}; }},
      {"diversion 1 ends and leads nowhere", [](Snapshot& s) { s.diverts[1].to = {}; }},
  };
}

std::vector<Wrong> wrong_memory() {
  return {
      {"key 0 is not between the one before and now",
       [](Snapshot& s) { s.dedup[0].at = s.now + seconds(1); }},
      {"key 0 belongs to no task", [](Snapshot& s) { s.dedup[0].task = TaskId{99}; }},
      {"key 0 is empty or there twice", [](Snapshot& s) { s.dedup[0].key.clear(); }},
      {"key 1 is empty or there twice", [](Snapshot& s) { s.dedup.push_back(s.dedup[0]); }},
      {"effect 1 is out of sequence", [](Snapshot& s) { s.open_effects[1].id = s.open_effects[0].id; }},
      {"effect 0 is out of sequence", [](Snapshot& s) { s.open_effects[0].id.sequence = 0; }},
      {"effect 0 is about something unknown",
       [](Snapshot& s) { s.open_effects[0].effect = ReleaseCustomer{TaskId{99}}; }},
      {"effect 0 is about something unknown",
       [](Snapshot& s) { s.open_effects[0].effect = RecordVoicemail{TaskId{99}}; }},
      {"effect 0 is about something unknown",
       [](Snapshot& s) {
         s.open_effects[0].effect = ForwardCall{TaskId{1}, NumberId{9}};
       }},
      {"effect 0 is about something unknown",
       [](Snapshot& s) {
         s.open_effects[0].effect = ConnectTask{ReservationId{1}, TaskId{1}, WorkerId{99}};
       }},
      {"thread 0 is of an unknown tenant", [](Snapshot& s) { s.threads[0].key.tenant = TenantId{9}; }},
      {"thread 0 has no name or is there twice", [](Snapshot& s) { s.threads[0].key.name.clear(); }},
      {"thread 1 has no name or is there twice", [](Snapshot& s) { s.threads.push_back(s.threads[0]); }},
      {"thread 0 belongs to no task", [](Snapshot& s) { s.threads[0].thread.task = {}; }},
      {"thread 0 is owned by an unknown worker",
       [](Snapshot& s) { s.threads[0].thread.owner = WorkerId{99}; }},
      {"thread 0 is not between the one before and now",
       [](Snapshot& s) { s.threads[0].thread.last_message = s.now + seconds(1); }},
  };
}

}  // namespace

std::vector<Wrong> wrong_timers_and_memory() {
  std::vector<Wrong> all = wrong_timers();
  for (const auto& part : {wrong_lines(), wrong_memory()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

TEST(SnapshotMemory, that_an_engine_could_not_live_with_is_refused) {
  expect_found(wrong_timers_and_memory());
}

// A check that is added needs a case here: its text, as the sources have it.
TEST(SnapshotMemory, and_all_else_has_a_case_for_each_of_its_checks) {
  std::set<std::string> said{"has too many workers"};  // it takes a million of them, which is slow
  for (const auto& part : {wrong_rules(), wrong_work(), wrong_timers_and_memory()}) {
    for (const Wrong& wrong : part) {
      const std::size_t number = wrong.text.find(' ') + 1;  // "timer 6 is over"
      said.insert(wrong.text.substr(wrong.text.find(' ', number) + 1));
    }
  }
  for (const char* name : {"check_program", "check_rules", "check_work", "check_timers"}) {
    std::ostringstream text;
    text << std::ifstream(std::string(SWITCHYARD_ROOT "/engine/codec/snapshot/") + name + ".cpp").rdbuf();
    const std::string source = text.str();
    const std::regex sentence("\"([a-z]+ [^\"\\n]*)\"");
    std::size_t found = 0;
    for (std::sregex_iterator it(source.begin(), source.end(), sentence); it != std::sregex_iterator();
         ++it) {
      ++found;
      EXPECT_TRUE(said.contains((*it)[1].str())) << name << ": " << (*it)[1].str();
    }
    EXPECT_GT(found, 0U) << name;
  }
}

}  // namespace switchyard::codec
