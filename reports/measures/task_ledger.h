// Follows each task from its arrival to its end and books what became of it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/event.h"
#include "reports/measures/books.h"
#include "reports/measures/ended_task.h"
#include "reports/measures/slots.h"

namespace switchyard::reports {

// A stay in one queue: from entering it to the answer or to leaving it.
struct QueueStay {
  TaskQueueId queue;
  Time arrived;
  Time waits_since;  // later than `arrived` when service broke off
  std::uint32_t interval = no_interval;
  bool open = false;
  bool counted = false;  // as answered, before service broke off
  bool leaving = false;  // left by rule in this turn; entering the same queue again goes on with the stay
  bool timed_out = false;
  bool offered = false;  // to a worker, at least once
  bool overflowed_in = false;
};

struct OpenTask {
  TaskId id;
  TenantId tenant;
  TaskChannelId channel;
  WorkerId worker;
  Time arrived;
  Time waits_since;
  std::uint32_t interval = no_interval;  // of its arrival
  bool waits = true;                     // false: in service
  bool answered_before = false;  // service began once and broke off; it is counted as answered already
  bool queued = false;           // entered some queue
  bool offered = false;
  QueueStay stay;
  QueueStay answered_stay;  // where handle time is booked
  std::optional<Time> answered;
  std::optional<Time> wrapping;
  std::vector<TaskQueueId> queues;
};

class TaskLedger {
 public:
  explicit TaskLedger(Books& books) : books_(books) {}

  using RowHandler = std::function<void(const EndedTask&)>;
  void on_ended(RowHandler handler) { row_ = std::move(handler); }

  OpenTask* find(TaskId task) { return open_.find(task); }

  void created(Time now, const TaskCreated& event);
  void entered(Time now, const TaskQueueEntered& event);
  void timed_out(const TaskQueueTimedOut& event);
  void left(const TaskQueueLeft& event);
  void full(Time now, const TaskQueueFull& event);
  void offered(Time now, OpenTask& task);
  void assigned(Time now, const TaskAssigned& event);
  void returned(Time now, const TaskReturned& event);
  void wrapping(Time now, const TaskWrapping& event);
  void completed(Time now, const TaskCompleted& event);
  void canceled(Time now, const TaskCanceled& event);
  void deleted(Time now, TaskId task, std::string_view outcome);

  // The turn is over: who left a queue and did not enter it again is gone from it.
  void turn_ends(Time now);
  // The run is over: what is still open is told as it stands.
  void run_ends(Time now);

 private:
  void open_stay(Time now, OpenTask& task, TaskQueueId queue);
  void close_stay(Time now, OpenTask& task);
  void answer_stay(Time now, OpenTask& task);
  void leave_stay(Time now, OpenTask& task);
  void end_stay(Time now, OpenTask& task, CancelReason reason);
  void book_answer(Time now, OpenTask& task);
  void book_handled(Time now, OpenTask& task);
  void book_end(Time now, OpenTask& task, CancelReason reason);
  void stop_waiting(Time now, OpenTask& task);
  void end(Time now, OpenTask& task, std::string_view outcome);
  void tell(Time now, const OpenTask& task, std::string_view outcome) const;

  Books& books_;
  Slots<OpenTask> open_;
  std::vector<TaskId> leaving_;
  RowHandler row_;
};

}  // namespace switchyard::reports
