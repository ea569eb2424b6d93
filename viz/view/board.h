// What is true at one moment, folded from events: a plain value, cheap to copy, so that any moment can be
// kept.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/codec/text/task_status.h"
#include "engine/event.h"
#include "reports/measures/worker_time.h"
#include "viz/view/names.h"
#include "viz/view/serial_table.h"

namespace switchyard::viz {

// What became of contacts in a queue, each counted at the moment when it happens. A contact that leaves for
// another queue is an end of the first and offered to the second.
struct Counts {
  std::uint32_t offered = 0;    // entered the queue
  std::uint32_t answered = 0;   // taken by a worker for the first time
  std::uint32_t within = 0;     // of them, after a wait in this queue of at most Names::within
  std::uint32_t abandoned = 0;  // the customer left while waiting

  Counts& operator+=(const Counts& other);
  // sl_offered of reports: answered within / (answered + abandoned). Nothing when nobody was there.
  std::optional<double> service_level() const;
  friend bool operator==(const Counts&, const Counts&) = default;
};

// Counts of the last 15 minutes: whole minutes of the clock, the present one being the last.
inline constexpr std::size_t recent_minutes = 15;
struct RecentCounts {
  std::array<Counts, recent_minutes> minutes{};  // by minute % 15
  std::int64_t minute = 0;                       // the present one, since 1970

  Counts total() const;
  friend bool operator==(const RecentCounts&, const RecentCounts&) = default;
};

struct QueueBoard {
  std::uint32_t waiting = 0;        // in the queue, whether somebody is being asked or not
  std::uint32_t being_offered = 0;  // of them, with an offer out
  std::uint32_t in_hand = 0;        // answered from this queue, talking or wrapping up
  Counts today;                     // since midnight UTC
  RecentCounts recent;

  friend bool operator==(const QueueBoard&, const QueueBoard&) = default;
};

struct WorkerBoard {
  ActivityId activity;
  Time activity_since;
  reports::WorkerStatus status;  // what decides the state
  reports::WorkerState state = reports::WorkerState::offline;
  Time since;                 // in that state
  reports::WorkerTime today;  // since midnight UTC, up to Board::now as of pass()
  Time booked;                // `today` is complete up to here
  std::vector<bool> cooling;  // by TaskChannelId; may be shorter

  // Time on task and wrapping up / that and idle time, today; as reports' occupancy_without_ring.
  std::optional<double> occupancy(Time now) const;
};

// Work for one worker and of no queue that comes back from another line is `elsewhere` until the next event
// about it: none tells of that moment.
struct OpenTask {
  TaskId id;
  TenantId tenant;
  TaskChannelId channel;
  TaskQueueId queue;  // that it waits in, or was answered from; none: in none
  TaskStatus status = TaskStatus::pending;
  std::int32_t priority = 0;
  std::uint32_t offers = 0;  // that are out
  Time arrived;
  Time entered;               // the queue, for the present stay
  Time waits_since;           // later than `entered` when service broke off
  std::optional<Time> asked;  // when the present offer began
  std::optional<Time> taken;  // when it was answered the first time
  WorkerId worker;            // the last who took it; none: nobody has

  // How it stands in the books of its queue.
  bool stays = false;             // nothing has become of its stay yet
  bool in_line = false;           // and it counts as waiting: not while it is at the voicemail
  bool leaving = false;           // left by rule in this turn; entering it again goes on with the stay
  bool counted = false;           // as answered, before service broke off
  bool in_hand = false;           // counts in `in_hand` of where it was answered
  TaskQueueId answered_queue;     // none: was answered in none
  TaskQueueId transferred_queue;  // where it was answered before the transfer that is under way
  ReservationId initiator;        // of a warm transfer, while that worker has the work too
};

struct OpenOffer {
  ReservationId id;
  TaskId task;
  WorkerId worker;
  enum class Phase : std::uint8_t { reserved, on_task, wrapping } phase = Phase::reserved;
  Time since;     // in the phase
  Time deadline;  // of a reserved one
};

struct Board {
  Time now;
  std::uint64_t sequence = 0;        // of the last turn folded
  std::vector<QueueBoard> queues;    // by TaskQueueId
  std::vector<WorkerBoard> workers;  // by WorkerId
  SerialTable<OpenTask> tasks;
  SerialTable<OpenOffer> offers;
  std::vector<TaskId> leaving;  // within a turn
  Time midnight = never;        // when `today` ends
};

// What one turn touched, for whoever keeps columns; each may be named more than once.
struct EndedTask {
  TaskId task;
  TaskQueueId queue;  // that it waited in last; none: in none
  WorkerId worker;
  Time arrived;
  Duration wait;  // to the first answer, or to the end
  enum class Outcome : std::uint8_t { completed, abandoned, canceled, deleted } outcome = Outcome::completed;
};
struct Changes {
  struct Counted {
    TaskQueueId queue;
    Counts by;
  };
  std::vector<TaskQueueId> queues;
  std::vector<WorkerId> workers;
  std::vector<TaskId> created;
  std::vector<EndedTask> ended;
  std::vector<Counted> counted;

  void clear();
};

// Everybody where the names say that they begin, at `start`.
Board begin_board(const Names& names, Time start);

// One event of the turn at `time`, which is not before Board::now. What speaks of things that began before
// the board did is passed over. O(1). `changes` is added to, unless it is null.
void apply(Board& board, Time time, const Event& event, const Names& names, Changes* changes = nullptr);

// The turn is over; who left a queue and did not enter it again is gone from it.
void end_turn(Board& board, std::uint64_t sequence, const Names& names, Changes* changes = nullptr);

// Time goes by without events: clocks and sliding counts are brought up to `time`. O(queues + workers).
void pass(Board& board, Time time);

// After a WorkspaceChanged: `names` are those of the new version. New workers begin where it says, removed
// ones go. O(tables).
void extend(Board& board, Time time, const Names& names, Changes* changes = nullptr);

// By TaskQueueId: since when the one who has waited longest in the queue's present stay waits there; nothing
// where nobody does. O(open tasks).
std::vector<std::optional<Time>> oldest_waits(const Board& board);

// The sum over a tenant's queues; over all for no tenant.
QueueBoard sum_of_queues(const Board& board, const Names& names, TenantId tenant = {});

}  // namespace switchyard::viz
