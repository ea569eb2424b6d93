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

  void activity_changed(Time now, const WorkerActivityChanged& event);
  void cooldown_started(Time now, WorkerId worker);
  void cooldown_ended(Time now, WorkerId worker);

  void run_ends(Time now);
  // By WorkerId, when the run has ended.
  const std::vector<WorkerClock>& clocks() const { return clocks_; }
  const StaffTime& all_workers() const { return all_workers_; }
  // As in the settings; when they name none, by TenantId.
  const std::vector<StaffTime>& groups() const { return groups_; }
  // Offers that nobody answered yet.
  std::uint64_t pending() const { return pending_; }

 private:
  struct Presence {
    bool available = false;
    bool offline = false;
  };
  template <class Count>
  void book(const OpenOffer& offer, Count&& count);
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
  std::vector<std::vector<std::uint32_t>> groups_of_;  // by WorkerId
  StaffTime all_workers_;
  std::vector<StaffTime> groups_;
  Slots<OpenOffer> open_;
  std::uint64_t pending_ = 0;
};

}  // namespace switchyard::reports
