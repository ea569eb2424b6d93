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

// How a task came to a queue.
enum class Way : std::uint8_t { arrival, overflow, transfer, hand_back };

// A stay in one queue: from entering it to the answer or to leaving it.
struct QueueStay {
  TaskQueueId queue;
  Time arrived;
  Time waits_since;  // later than `arrived` when service broke off
  std::uint32_t interval = no_interval;
  bool open = false;     // nothing has become of it yet
  bool in_line = false;  // and it counts in the queue's depth: not while the task is at the voicemail
  bool counted = false;  // as answered, before service broke off
  bool leaving = false;  // left by rule in this turn; entering the same queue again goes on with the stay
  bool timed_out = false;
  bool offered = false;  // to a worker, at least once
  Way way = Way::arrival;
};

// What workers have done for a task: the sum of their parts that were completed.
struct Service {
  std::uint32_t parts = 0;
  Duration talk{};
  Duration wrap_up{};
};

struct OpenTask {
  TaskId id;
  TenantId tenant;
  TaskChannelId channel;
  WorkerId worker;  // the last who took it
  Time arrived;
  Time waits_since;
  std::uint32_t interval = no_interval;  // of its arrival
  bool waits = true;                     // false: in service
  bool elsewhere = false;                // waits, but for no worker: at the voicemail, or being forwarded
  bool answered_before = false;          // service began once; it is counted as answered already
  bool offered = false;
  bool is_callback = false;     // made for a voicemail or a missed call
  bool waits_for_call = false;  // the customer is not on the line
  Way next_way = Way::arrival;  // to the next queue
  QueueStay stay;
  QueueStay answered_stay;  // where it was answered
  std::optional<Time> answered;
  std::optional<Time> went_elsewhere;
  Service service;
  ReservationId in_hand;       // of who talks or wraps up; with two of them the one who came later
  ReservationId initiator;     // of a warm transfer, while that worker has the work too
  QueueStay transferred_stay;  // of the transfer that is under way or has just been
  std::vector<TaskQueueId> queues;
  std::vector<WorkerId> workers;
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
  void completed(Time now, const TaskCompleted& event);
  void canceled(Time now, const TaskCanceled& event);
  void deleted(Time now, TaskId task, std::string_view outcome);

  void shared_team_entered(Time now, const SharedTeamEntered& event);
  void handed_back(Time now, const TaskHandedBack& event);
  void transfer_started(Time now, const TransferStarted& event);
  void transfer_completed(const TransferCompleted& event);
  void transfer_failed(Time now, const TransferFailed& event);
  // To the voicemail, or to another line.
  void goes_elsewhere(Time now, TaskId task);
  void waits_for_worker(Time now, const WorkerWaitStarted& event);
  void message_joined(const ThreadJoined& event);
  void callback_requested(TaskId task);
  void callback_created(const CallbackCreated& event);
  void callback_overdue(const CallbackBecameOverdue& event);

  // The turn is over: who left a queue and did not enter it again is gone from it.
  void turn_ends(Time now);
  // The run is over: what is still open is told as it stands.
  void run_ends(Time now);

 private:
  void open_stay(Time now, OpenTask& task, TaskQueueId queue);
  void leave_line(Time now, QueueStay& stay);
  void join_line(Time now, QueueStay& stay);
  void close_stay(Time now, OpenTask& task);
  void answer_stay(Time now, OpenTask& task);
  void leave_stay(Time now, OpenTask& task);
  void end_stay(Time now, OpenTask& task, CancelReason reason);
  void begin_wait(Time now, OpenTask& task);
  void stop_waiting(Time now, OpenTask& task);
  void wait_again(Time now, OpenTask& task);
  void come_back(Time now, OpenTask& task);
  void resume_service(Time now, OpenTask& task, TransferFailure reason);
  void note(OpenTask& task, const QueueStay& stay, Happening what);
  void note_worker(const OpenTask& task, WorkerId worker, Happening what);
  void book_answer(Time now, OpenTask& task);
  void book_callback(OpenTask& task);
  void book_handled(const OpenTask& task);
  void book_end(Time now, OpenTask& task, CancelReason reason);
  void book_wait_end(Time now, OpenTask& task, CancelReason reason);
  void end(Time now, OpenTask& task, std::string_view outcome);
  void tell(Time now, const OpenTask& task, std::string_view outcome) const;

  Books& books_;
  Slots<OpenTask> open_;
  std::vector<TaskId> leaving_;
  TaskId callback_to_come_;  // told of before it was created
  RowHandler row_;
};

}  // namespace switchyard::reports
