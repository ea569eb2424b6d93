// Follows each reservation and, through them, what each worker's time is spent on.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/event.h"
#include "engine/workspace/workspace.h"
#include "reports/measures/books.h"
#include "reports/measures/slots.h"
#include "reports/measures/task_ledger.h"
#include "reports/measures/worker_time.h"

namespace switchyard::reports {

struct OpenOffer {
  ReservationId id;
  WorkerId worker;
  TaskQueueId queue;  // none for direct work
  TenantId tenant;
  TaskChannelId channel;
  Time created;
  std::uint32_t interval = no_interval;
  enum class Phase : std::uint8_t { reserved, on_task, wrapping } phase = Phase::reserved;
  TaskId task;
  // Of an accepted one: where and when the worker's part in the contact began.
  QueueStay stay;
  std::uint32_t task_interval = no_interval;
  Time accepted;
  Time wraps_since;
  bool served = false;  // the part is booked
};

class OfferLedger {
 public:
  OfferLedger(Books& books, TaskLedger& tasks, const Workspace& workspace);

  // A later version of the workspace: new workers and activities, removed ones.
  void extend(Time now, const Workspace& workspace);

  void created(Time now, const ReservationCreated& event);
  void accepted(Time now, const ReservationAccepted& event);
  void rejected(Time now, ReservationId id);
  void timed_out(Time now, ReservationId id);
  void canceled(Time now, ReservationId id);
  void rescinded(Time now, ReservationId id);
  void wrapping(Time now, ReservationId id);
  void completed(Time now, ReservationId id);
  // The task is done, which may be said before the reservation is: books the last worker's part in it.
  void task_completes(Time now, const TaskCompleted& event);

  void call_placed(ReservationId id) { note(id, Happening::calls_placed); }
  void taken_by_button(ReservationId id) { note(id, Happening::taken_by_button); }
  void call_failed(ReservationId id) { note(id, Happening::calls_failed); }

  void activity_changed(Time now, const WorkerActivityChanged& event);
  // A cooldown that runs may start again; it ends once.
  void cooldown_started(Time now, const CooldownStarted& event) {
    set_cooling(now, event.worker, event.channel, true);
  }
  void cooldown_ended(Time now, const CooldownEnded& event) {
    set_cooling(now, event.worker, event.channel, false);
  }

  void run_ends(Time now);
  // Books the workers' time until `now`.
  void settle(Time now);
  // By WorkerId: the groups of each, as indexes of those in the settings; when they name none, of tenants.
  const std::vector<std::vector<std::uint32_t>>& groups_of() const { return groups_of_; }
  // Offers that nobody answered yet.
  std::uint64_t pending() const { return pending_; }

 private:
  struct Presence {
    bool available = false;
    bool offline = false;
  };
  template <class Count>
  void book(const OpenOffer& offer, Count&& count);
  template <class Measure>
  void measure(const OpenOffer& offer, Measure&& measure);
  void count_phase(Time now, const OpenOffer& offer, bool begins);
  void book_service(Time now, OpenOffer& offer);
  void note(ReservationId id, Happening what);
  void set_cooling(Time now, WorkerId worker, TaskChannelId channel, bool cooling);
  void close(Time now, OpenOffer& offer);
  void end_pending(Time now, ReservationId id, std::uint64_t Reservations::*result);
  void move(Time now, OpenOffer& offer, OpenOffer::Phase phase);
  void set_presence(Time now, WorkerId worker, Presence presence);
  // The status of a worker, whose time until now is booked.
  WorkerStatus& status(Time now, WorkerId worker);
  void assign_groups();
  void hand_over(WorkerId worker, std::uint32_t interval, const WorkerTime& time);

  Books& books_;
  TaskLedger& tasks_;
  std::vector<Presence> activities_;
  std::vector<WorkerClock> clocks_;                    // by WorkerId
  std::vector<std::vector<bool>> cooling_;             // by TaskChannelId, by WorkerId
  std::vector<std::vector<std::uint32_t>> groups_of_;  // by WorkerId
  Slots<OpenOffer> open_;
  std::uint64_t pending_ = 0;
};

}  // namespace switchyard::reports
