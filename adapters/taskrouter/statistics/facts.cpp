// Takes from TaskRouter's events what is counted.
#include "adapters/taskrouter/statistics/facts.h"

#include <algorithm>
#include <optional>

namespace switchyard::adapters::taskrouter {
namespace {

using twilio_events::EventType;

std::optional<FactKind> kind_of(EventType type) {
  switch (type) {
    case EventType::task_created:
      return FactKind::task_created;
    case EventType::workflow_entered:
      return FactKind::task_entered_workflow;
    case EventType::task_queue_entered:
      return FactKind::task_entered_queue;
    case EventType::task_canceled:
      return FactKind::task_canceled;
    case EventType::task_completed:
      return FactKind::task_completed;
    case EventType::task_deleted:
    case EventType::task_system_deleted:
      return FactKind::task_deleted;
    case EventType::task_queue_moved:
      return FactKind::task_moved;
    case EventType::workflow_timeout:
      return FactKind::task_timed_out_in_workflow;
    case EventType::reservation_created:
      return FactKind::reservation_created;
    case EventType::reservation_accepted:
      return FactKind::reservation_accepted;
    case EventType::reservation_rejected:
      return FactKind::reservation_rejected;
    case EventType::reservation_timeout:
      return FactKind::reservation_timed_out;
    case EventType::reservation_canceled:
      return FactKind::reservation_canceled;
    case EventType::reservation_rescinded:
      return FactKind::reservation_rescinded;
    default:
      return std::nullopt;
  }
}

}  // namespace

void FactLog::add(const twilio_events::Event& event) {
  if (event.type == EventType::worker_activity_update) return add_stay(event);
  const std::optional<FactKind> kind = kind_of(event.type);
  if (!kind || !event.picture) return;
  const Time entered = event.picture->queue_entered;
  facts_.push_back({event.time, *kind, event.tenant, event.channel, event.workflow, event.queue, event.worker,
                    event.time - event.picture->created,
                    event.queue.is_none() ? Duration{} : event.time - entered});
  if (facts_.size() <= kept_) return;
  complete_since_ = std::max(complete_since_, facts_.front().at);
  facts_.pop_front();
}

void FactLog::add_stay(const twilio_events::Event& event) {
  if (!event.change) return;
  const Time from = event.time - event.change->in_previous_activity;
  stays_.push_back({from, event.time, event.worker, event.change->previous_activity});
  if (stays_.size() <= kept_) return;
  complete_since_ = std::max(complete_since_, stays_.front().until);
  stays_.pop_front();
}

}  // namespace switchyard::adapters::taskrouter
