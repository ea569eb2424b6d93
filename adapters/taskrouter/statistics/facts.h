// What cumulative statistics count, kept small and for a bounded time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "adapters/twilio_events/event.h"
#include "engine/base/id.h"
#include "engine/base/time.h"

namespace switchyard::adapters::taskrouter {

enum class FactKind : std::uint8_t {
  task_created,
  task_entered_workflow,
  task_entered_queue,
  task_canceled,
  task_completed,
  task_deleted,
  task_moved,
  task_timed_out_in_workflow,
  reservation_created,
  reservation_accepted,
  reservation_rejected,
  reservation_timed_out,
  reservation_canceled,
  reservation_rescinded,
};
inline constexpr std::size_t fact_kinds = static_cast<std::size_t>(FactKind::reservation_rescinded) + 1;

struct Fact {
  Time at;
  FactKind kind = FactKind::task_created;
  TenantId tenant;  // the task's
  TaskChannelId channel;
  WorkflowId workflow;
  TaskQueueId queue;  // the task's at that time; for task_moved the one it left
  WorkerId worker;
  Duration wait{};           // since the task was created
  Duration wait_in_queue{};  // since it entered its queue
};

// A stay of a worker in an activity that is over.
struct ActivityStay {
  Time from;
  Time until;
  WorkerId worker;
  ActivityId activity;
};

// The facts of one workspace. When there are more than `kept`, the oldest are dropped, and what can be asked
// for begins later.
class FactLog {
 public:
  static constexpr std::size_t usually_kept = 500'000;

  // `since`: what happened before is not told to it.
  explicit FactLog(std::size_t kept = usually_kept, Time since = earliest_time)
      : kept_(kept), complete_since_(since) {}

  void add(const twilio_events::Event& event);

  const std::deque<Fact>& facts() const { return facts_; }          // oldest first
  const std::deque<ActivityStay>& stays() const { return stays_; }  // in the order in which they ended
  // Everything that happened later is here.
  Time complete_since() const { return complete_since_; }

 private:
  void add_stay(const twilio_events::Event& event);

  std::size_t kept_;
  std::deque<Fact> facts_;
  std::deque<ActivityStay> stays_;
  Time complete_since_;
};

}  // namespace switchyard::adapters::taskrouter
