// Tasks, reservations and workers that do not tell one story are refused, each by the check that is for it.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/codec/snapshot/snapshot.h"
#include "tests/codec/snapshot_world.h"

namespace switchyard::codec {
namespace {

constexpr WorkerId nobody{99};

// The newest of a task.
Reservation& reservation_of(Snapshot& s, std::size_t serial) {
  const auto is_of = [&](const Reservation& r) { return r.task_id == TaskId{serial}; };
  return *std::find_if(s.reservations.rbegin(), s.reservations.rend(), is_of);
}

Time later(const Snapshot& s) {
  return s.now + seconds(1);
}

std::vector<Wrong> wrong_head_and_workers() {
  return {
      {"turn 31 has a time out of range", [](Snapshot& s) { s.now = latest_time + microseconds(1); }},
      {"turn 31 has a counter out of range", [](Snapshot& s) { s.next_task = 0; }},
      {"turn 31 has a counter out of range", [](Snapshot& s) { s.next_timer = std::uint64_t{1} << 63; }},
      {"turn 31 does not say of each channel whether it is used",
       [](Snapshot& s) { s.channel_used.pop_back(); }},
      {"turn 31 has not the workers of the rules", [](Snapshot& s) { s.workers.pop_back(); }},
      {"worker 0 is in an unknown activity", [](Snapshot& s) { s.workers[0].activity = ActivityId{9}; }},
      {"worker 0 has not the channels of the rules", [](Snapshot& s) { s.workers[0].channels.pop_back(); }},
      {"worker 0 is removed, or there, against the rules", [](Snapshot& s) { s.workers[0].removed = true; }},
      {"worker 0 has an idle clock in the future", [](Snapshot& s) { s.workers[0].idle_since = later(s); }},
      {"worker 0 has an idle clock in the future",
       [](Snapshot& s) { s.workers[0].channels[1].last_assigned = later(s); }},
      {"worker 0 miscounts the work in hand", [](Snapshot& s) { ++s.workers[0].channels[1].wrapping; }},
      {"worker 0 miscounts the open tasks", [](Snapshot& s) { ++s.workers[0].open_tasks; }},
      {"version 1 is kept and no task follows it",
       [](Snapshot& s) {
         task(s, 1).rules_version = task(s, 2).rules_version = 2;
         task(s, 9).rules_version = 2;
       }},
  };
}

std::vector<Wrong> wrong_serials() {
  return {
      {"task 1 does not come after the one before", [](Snapshot& s) { task(s, 2).id = TaskId{1}; }},
      {"task 14 was not given out yet", [](Snapshot& s) { s.next_task = 14; }},
      {"task 14 is too far from the first that is kept",
       [](Snapshot& s) { s.next_task = most_serial_distance + 2; }},
      {"reservation 1 does not come after the one before",
       [](Snapshot& s) { s.reservations[1].id = ReservationId{1}; }},
  };
}

std::vector<Wrong> wrong_tasks() {
  return {
      {"task 2 is of an unknown tenant", [](Snapshot& s) { task(s, 2).tenant = TenantId{9}; }},
      {"task 2 is on a channel that is unknown or unused",
       [](Snapshot& s) { task(s, 2).channel = TaskChannelId{99}; }},
      {"task 2 is on a channel that is unknown or unused",
       [](Snapshot& s) { task(s, 2).channel = TaskChannelId{4}; }},
      {"task 2 is in an unknown queue", [](Snapshot& s) { task(s, 2).queue = TaskQueueId{99}; }},
      {"task 2 is in an unknown workflow", [](Snapshot& s) { task(s, 2).workflow = WorkflowId{9}; }},
      {"task 2 asks for an unknown worker", [](Snapshot& s) { task(s, 2).known_worker = nobody; }},
      {"task 2 asks for an unknown worker", [](Snapshot& s) { task(s, 2).waits_for.worker = nobody; }},
      {"task 2 was offered to an unknown worker", [](Snapshot& s) { task(s, 2).last_offered = nobody; }},
      {"task 2 was offered to an unknown worker", [](Snapshot& s) { task(s, 2).not_offered = nobody; }},
      {"task 2 was offered to an unknown worker", [](Snapshot& s) { task(s, 2).origin.worker = nobody; }},
      {"task 1 misses a worker whom it knows", [](Snapshot& s) { task(s, 1).known_worker_missing = true; }},
      {"task 2 arrived in the future", [](Snapshot& s) { task(s, 2).arrived = later(s); }},
      {"task 2 arrived in the future", [](Snapshot& s) { task(s, 2).virtual_start = later(s); }},
      {"task 7 was rejected by nobody, or in the future",
       [](Snapshot& s) { task(s, 7).rejections[0].worker = nobody; }},
      {"task 7 was rejected by nobody, or in the future",
       [](Snapshot& s) { task(s, 7).rejections[0].at = later(s); }},
      {"task 6 ended in the future", [](Snapshot& s) { task(s, 6).ended = later(s); }},
      {"task 2 comes from an unknown queue",
       [](Snapshot& s) { task(s, 2).own_step.queue = TaskQueueId{99}; }},
      {"task 2 comes from an unknown queue",
       [](Snapshot& s) { task(s, 2).origin.step.queue = TaskQueueId{99}; }},
  };
}

std::vector<Wrong> wrong_waits() {
  return {
      {"task 2 is pending and stands in no line", [](Snapshot& s) { task(s, 2).waiting_place = no_place; }},
      {"task 3 stands in line without a class",
       [](Snapshot& s) { task(s, 3).task_class = {}, task(s, 3).waiting_place = 0; }},
      {"task 4 keeps its class", [](Snapshot& s) { task(s, 4).task_class = ClassId{0}; }},
      {"task 3 rings and stands in line", [](Snapshot& s) { task(s, 3).waiting_place = 0; }},
      {"task 3 rings for ever", [](Snapshot& s) { task(s, 3).offer_deadline = never; }},
      {"task 4 keeps the deadline of a target", [](Snapshot& s) { task(s, 4).target_deadline = s.now; }},
      {"task 1 waits for one worker and for others", [](Snapshot& s) { task(s, 1).queue = TaskQueueId{0}; }},
      {"task 1 waits for one worker and for others",
       [](Snapshot& s) { task(s, 1).known_worker = WorkerId{1}; }},
      {"task 1 waits for one worker and for others", [](Snapshot& s) { task(s, 1).re_evaluate = true; }},
      {"task 1 waits for one worker for ever", [](Snapshot& s) { task(s, 1).target_deadline = never; }},
      {"task 1 is to go back to where it never was", [](Snapshot& s) { task(s, 1).origin.step.queue = {}; }},
      {"task 8 was transferred from an unknown queue",
       [](Snapshot& s) { task(s, 8).transfer.back_to = TaskQueueId{99}; }},
      {"task 4 is transferred and waits for nobody",
       [](Snapshot& s) { task(s, 4).transfer.under_way = true; }},
      {"task 8 is held while nobody else has it", [](Snapshot& s) { task(s, 8).transfer.under_way = false; }},
      {"task 1 is transferred and could not come back",
       [](Snapshot& s) { task(s, 1).transfer.under_way = true, task(s, 1).not_offered = {}; }},
  };
}

std::vector<Wrong> wrong_steps() {
  return {
      {"task 3 has a target without a workflow", [](Snapshot& s) { task(s, 3).target = TargetId{0}; }},
      {"task 3 is to be judged again without a workflow", [](Snapshot& s) { task(s, 3).re_evaluate = true; }},
      {"task 3 comes from a target without a workflow",
       [](Snapshot& s) { task(s, 3).own_step.target = TargetId{0}; }},
      {"task 3 waits for nobody", [](Snapshot& s) { task(s, 3).queue = {}; }},
      {"task 3 has the deadline of a target and none",
       [](Snapshot& s) { task(s, 3).target_deadline = s.now; }},
      {"task 2 follows a version of the rules that is not there",
       [](Snapshot& s) { task(s, 2).rules_version = 7; }},
      {"task 2 is in an unknown filter", [](Snapshot& s) { task(s, 2).filter = 9; }},
      {"task 2 is in a target of another filter", [](Snapshot& s) { task(s, 2).filter = 0; }},
      {"task 2 comes from a target of another filter", [](Snapshot& s) { task(s, 2).own_step.filter = 1; }},
      {"task 2 comes from another queue than its target's",
       [](Snapshot& s) { task(s, 2).own_step.queue = TaskQueueId{1}; }},
      {"task 2 entered its workflow in the future", [](Snapshot& s) { task(s, 2).clock_start = later(s); }},
      {"task 2 is served at the voicemail",
       [](Snapshot& s) {
         task(s, 2).filter = 1;
         task(s, 2).target = s.workspaces[0].workflows[0].filters[1].first_target;
         task(s, 2).own_step = {};
       }},
      {"task 2 is in another queue than its target's",
       [](Snapshot& s) { task(s, 2).queue = TaskQueueId{0}; }},
  };
}

std::vector<Wrong> wrong_hands() {
  return {
      {"reservation 1 has no task or no worker", [](Snapshot& s) { s.reservations[0].task = 99; }},
      {"reservation 1 has no task or no worker", [](Snapshot& s) { s.reservations[0].worker = nobody; }},
      {"reservation 1 names another task than the one it belongs to",
       [](Snapshot& s) { s.reservations[0].task_id = TaskId{2}; }},
      {"reservation 1 is on another channel than its task",
       [](Snapshot& s) { s.reservations[0].channel = TaskChannelId{99}; }},
      {"reservation 6 is on another channel than its task",
       [](Snapshot& s) { reservation_of(s, 5).channel = TaskChannelId{2}; }},
      {"reservation 1 was made in the future", [](Snapshot& s) { s.reservations[0].created = later(s); }},
      {"reservation 1 ended in the future", [](Snapshot& s) { s.reservations[0].ended = later(s); }},
      {"reservation 8 began a transfer of work that it has not",
       [](Snapshot& s) { s.reservations[7].status = ReservationStatus::wrapping; }},
      {"task 8 is held by nobody who has it",
       [](Snapshot& s) { task(s, 8).transfer.initiator = ReservationId{99}; }},
      {"task 3 is reserved without an offer, or offered without being reserved",
       [](Snapshot& s) { reservation_of(s, 3).status = ReservationStatus::canceled; }},
      {"task 4 is not assigned to one worker",
       [](Snapshot& s) { reservation_of(s, 4).status = ReservationStatus::completed; }},
      {"task 5 is not wrapped up by one worker",
       [](Snapshot& s) { reservation_of(s, 5).status = ReservationStatus::completed; }},
  };
}

}  // namespace

std::vector<Wrong> wrong_work() {
  std::vector<Wrong> all = wrong_head_and_workers();
  for (const auto& part : {wrong_serials(), wrong_tasks(), wrong_waits(), wrong_steps(), wrong_hands()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

TEST(SnapshotWork, that_does_not_agree_with_itself_is_refused) {
  expect_found(wrong_work());
}

}  // namespace switchyard::codec
