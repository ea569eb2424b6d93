// What REST and events tell of a task beyond what the engine keeps: dates, reasons, where it was sent, where
// it was.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <utility>

#include "adapters/twilio_events/event.h"
#include "engine/command.h"
#include "engine/event.h"
#include "engine/state/state.h"

namespace switchyard::adapters::twilio_events {

struct TaskNote {
  TenantId tenant;
  TaskChannelId channel;
  WorkflowId workflow;
  TaskQueueId queue;        // the last one it was in
  bool left_queue = false;  // by rule, and it has not come to another yet
  Time created;
  Time updated;
  Time queue_entered;
  Time handed;  // when its work in hand last changed: accepted, or wrapping
  TaskStatus status = TaskStatus::pending;
  bool deleted = false;             // the engine still knows it, REST does not
  std::string reason;               // why it was canceled, or with what it was completed
  Route route = ThroughWorkflow{};  // where it was sent
  bool transfer_under_way = false;
  bool transfer_to_queue = false;
  SharedAttributes attributes;
};

// The status that TaskRouter has for it. Work with the voicemail waits there as in a queue that nobody
// serves; work that is passed on while its first worker keeps it is still in hand.
TaskStatus shown_status(const Task& task);

// The notes of one workspace, a fold of its turns. Memory follows the tasks that the engine still knows.
// After a start from a snapshot what is not in the engine's state is guessed: dates are those of the arrival.
class TaskNotes {
 public:
  // Of the tasks that are there already.
  void begin(const State& state);

  // To be called once a turn before its events, with the state after the turn.
  void begin_turn(const State& state, Time now, const Command& command);
  // To be called with each of the turn's events in order.
  void see(const State& state, const switchyard::Event& event);

  const TaskNote* find(TaskId task) const;
  std::size_t size() const { return notes_.size(); }

 private:
  struct HashOfTask {
    std::size_t operator()(TaskId task) const { return static_cast<std::size_t>(task.value); }
  };

  void begin_with(const Task& task);
  TaskNote* note(TaskId task);
  void note_created(const State& state, const TaskCreated& event);
  void note_queue(TaskId task, TaskQueueId queue);
  void note_queue_left(TaskId task);
  void note_changes(const State& state, TaskId task);
  void note_status(TaskId task, TaskStatus status);
  void note_in_hand(TaskId task, TaskStatus status);
  void note_end(TaskId task, TaskStatus status, std::string reason);
  void note_deleted(TaskId task);
  void note_refused(const CommandRefused& event);
  void note_transfer(const TransferStarted& event);
  void note_transfer_over(TaskId task);
  void forget(const State& state);

  std::unordered_map<TaskId, TaskNote, HashOfTask> notes_;
  std::deque<std::pair<Time, TaskId>> ended_;  // oldest first
  Time now_;
  const Command* command_ = nullptr;  // of the turn; only while it is looked at
};

}  // namespace switchyard::adapters::twilio_events
