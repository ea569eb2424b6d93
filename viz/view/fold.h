// One turn's events on their way into a board; private to the board's sources.
#pragma once

#include "viz/view/board.h"
#include "viz/view/known_work.h"

namespace switchyard::viz {

// Follows the rules of reports/measures for stays in queues and for workers' states, so that both say the
// same of one run.
struct Fold {
  Board& board;
  Time now;
  const Names& names;
  Changes* changes;

  // Tasks and queues: fold_tasks.cpp
  void operator()(const TaskCreated& event);
  void operator()(const TaskQueueEntered& event);
  void operator()(const TaskQueueLeft& event);
  void operator()(const TaskQueueFull& event);
  void operator()(const TaskReturned& event);
  void operator()(const TaskAssigned& event);
  void operator()(const TaskWrapping& event);
  void operator()(const TaskCompleted& event);
  void operator()(const TaskCanceled& event);
  void operator()(const TaskDeleted& event);
  void operator()(const TaskSystemDeleted& event);
  void operator()(const TaskHandedBack& event);
  void operator()(const TransferStarted& event);
  void operator()(const TransferFailed& event);
  void operator()(const VoicemailEntered& event);
  void operator()(const TaskForwarding& event);
  void operator()(const WorkerWaitStarted& event);

  // Offers and workers: fold_workers.cpp
  void operator()(const ReservationCreated& event);
  void operator()(const ReservationAccepted& event);
  void operator()(const ReservationWrapping& event);
  void operator()(const ReservationRejected& event) { end_offer(event.reservation); }
  void operator()(const ReservationTimedOut& event) { end_offer(event.reservation); }
  void operator()(const ReservationCanceled& event) { end_offer(event.reservation); }
  void operator()(const ReservationRescinded& event) { end_offer(event.reservation); }
  void operator()(const ReservationCompleted& event) { end_offer(event.reservation); }
  void operator()(const WorkerActivityChanged& event);
  void operator()(const CooldownStarted& event) { set_cooling(event.worker, event.channel, true); }
  void operator()(const CooldownEnded& event) { set_cooling(event.worker, event.channel, false); }

  // Changes nothing that a board shows.
  template <class Other>
  void operator()(const Other&) {}

  void end_turn();
  // What was open before: known_work.cpp
  void take_over(const KnownWork& work);
  // `status` is what the worker is from now on.
  void set_status(WorkerId worker, const reports::WorkerStatus& status);
  reports::WorkerStatus status_of(WorkerId worker) const { return board.workers[worker.index()].status; }
  void set_presence(WorkerId worker, ActivityId activity);

 private:
  bool knows(TaskQueueId queue) const { return queue.index() < board.queues.size(); }
  QueueBoard& queue_of(TaskQueueId queue) { return board.queues[queue.index()]; }
  void touch(TaskQueueId queue);
  void count(TaskQueueId queue, const Counts& by);

  void set_task_status(OpenTask& task, TaskStatus status);
  void join_line(OpenTask& task);
  void leave_line(OpenTask& task);
  void close_stay(OpenTask& task);
  void abandon_stay(OpenTask& task);
  void take_in_hand(OpenTask& task);
  void leave_hand(OpenTask& task);
  void wait_again(OpenTask& task);
  void come_back(OpenTask& task);
  void resume_service(OpenTask& task, TransferFailure reason);
  void go_elsewhere(TaskId id);
  void end(TaskId id, EndedTask::Outcome outcome);

  void take_over(const OpenOffer& known, OpenTask& task);
  void take_over_transfer(const KnownWork& work, OpenTask& task);
  void end_offer(ReservationId id);
  void move(OpenOffer& offer, OpenOffer::Phase phase);
  void set_cooling(WorkerId worker, TaskChannelId channel, bool cooling);
};

// Brings the worker's time in states up to `now`, in the present state.
void book_time(WorkerBoard& worker, Time now);
// Makes the present minute that of `now`; what is older than the window goes.
void roll(RecentCounts& recent, Time now);

}  // namespace switchyard::viz
