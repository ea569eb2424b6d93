// Each of the engine's events has its line in Turn::see(); what TaskRouter does not tell has none.
#include "adapters/twilio_events/event_maker.h"

#include <utility>

#include "engine/base/match.h"
#include "engine/rules/next_target.h"

namespace switchyard::adapters::twilio_events {
namespace {

Event event_at(std::uint64_t sequence, std::size_t index, Time time, EventType type) {
  Event event;
  event.serial = first_serial(sequence) + index;
  event.time = time;
  event.type = type;
  return event;
}

// Puts the declared thing that changed into the event, and whose row it is.
void name_thing(Event& event, const Workspace& rules, std::uint32_t id) {
  switch (resource_of(event.type)) {
    case Resource::activity:
      event.activity = {id};
      break;
    case Resource::task_channel:
      event.channel = {id};
      break;
    case Resource::worker:
      event.worker = {id};
      event.tenant = rules.workers[id].tenant;
      break;
    case Resource::task_queue:
      event.queue = {id};
      event.tenant = rules.queues[id].tenant;
      break;
    case Resource::workflow:
      event.workflow = {id};
      event.tenant = rules.workflows[id].tenant;
      break;
    default:
      break;
  }
}

EventType failed_transfer(TransferFailure reason) {
  return reason == TransferFailure::given_up ? EventType::task_transfer_canceled
                                             : EventType::task_transfer_failed;
}

}  // namespace

// One turn as it is looked at.
class EventMaker::Turn {
 public:
  Turn(EventMaker& maker, const WorkspaceView& view, const TurnSeen& turn, std::vector<Event>& out)
      : maker_(maker), state_(view.engine.state()), turn_(turn), out_(out), first_(out.size()) {}

  void see(const switchyard::Event& event) {
    before(event);
    maker_.notes_.see(state_, event);
    match(event, [&](const auto& e) { tell(e); });
  }

 private:
  using Type = EventType;

  Event& add(EventType type) {
    out_.push_back(event_at(turn_.sequence, out_.size() - first_, turn_.time, type));
    return out_.back();
  }

  // What must be told before the notes take over what is new.
  void before(const switchyard::Event& event) {
    const auto* entered = std::get_if<TaskQueueEntered>(&event);
    const TaskNote* note = entered == nullptr ? nullptr : maker_.notes_.find(entered->task);
    if (note != nullptr && note->left_queue) tell_task(Type::task_queue_moved, entered->task);
  }

  Event& tell_task(EventType type, TaskId task) {
    Event& event = add(type);
    event.task = task;
    const TaskNote* note = maker_.notes_.find(task);
    if (note == nullptr) return event;
    event.tenant = note->tenant;
    event.channel = note->channel;
    event.workflow = note->workflow;
    event.queue = note->queue;
    const TaskSlot slot = find_task(state_, task);
    const std::int32_t priority = slot == no_slot ? 0 : state_.tasks[slot].priority;
    event.picture = TaskPicture{note->created, note->queue_entered, priority,
                                note->status,  note->attributes,    note->reason};
    return event;
  }

  Event& tell_worker(EventType type, WorkerId worker) {
    Event& event = add(type);
    name_worker(event, worker);
    return event;
  }

  void name_worker(Event& event, WorkerId worker) {
    event.worker = worker;
    event.activity = state_.workers[worker.index()].activity;
    event.worker_attributes = maker_.worker_attributes(state_, worker);
    event.worker_version = maker_.workers_[worker.index()].version;
    if (event.tenant.is_none()) event.tenant = state_.workspace().workers[worker.index()].tenant;
  }

  // The version that the task entered with; null when it is no longer kept.
  const Workspace* rules_followed(TaskId task) const {
    const TaskSlot slot = find_task(state_, task);
    if (slot == no_slot) return nullptr;
    const auto kept = state_.rules.find(state_.tasks[slot].rules_version);
    return kept == state_.rules.end() ? nullptr : &kept->second.workspace;
  }

  WorkerNote& changed(WorkerId worker) {
    WorkerNote& note = maker_.workers_[worker.index()];
    note.version = turn_.sequence;
    return note;
  }

  template <class Happened>
  void tell_reservation(EventType type, const Happened& e) {
    Event& event = tell_task(type, e.task);
    event.reservation = e.reservation;
    name_worker(event, e.worker);
  }

  void tell(const TaskCreated& e) { tell_task(Type::task_created, e.task); }
  void tell(const TaskUpdated& e) { tell_task(Type::task_updated, e.task); }
  void tell(const TaskWrapping& e) { tell_task(Type::task_wrapup, e.task); }
  void tell(const TaskCompleted& e) { tell_task(Type::task_completed, e.task); }
  void tell(const TaskDeleted& e) { tell_task(Type::task_deleted, e.task); }
  void tell(const TaskSystemDeleted& e) { tell_task(Type::task_system_deleted, e.task); }
  void tell(const TaskCanceled& e) {
    if (e.reason == CancelReason::no_filter_matched) tell_task(Type::workflow_timeout, e.task);
    tell_task(Type::task_canceled, e.task);
  }
  void tell(const WorkflowEntered& e) { tell_task(Type::workflow_entered, e.task); }
  void tell(const WorkflowTimedOut& e) { tell_task(Type::workflow_timeout, e.task); }
  void tell(const WorkflowSkipped& e) { tell_task(Type::workflow_skipped, e.task); }
  void tell(const TaskQueueEntered& e) { tell_task(Type::task_queue_entered, e.task); }
  void tell(const TaskQueueTimedOut& e) { tell_task(Type::task_queue_timeout, e.task); }
  void tell(const TargetMatched& e) {
    Event& event = tell_task(Type::workflow_target_matched, e.task);
    event.queue = e.queue;
    const Workspace* rules = rules_followed(e.task);
    if (rules == nullptr || e.workflow.index() >= rules->workflows.size()) return;
    const Workflow& workflow = rules->workflows[e.workflow.index()];
    const bool known = e.filter < workflow.filters.size() || workflow.default_filter;
    if (known) event.filter = filter_at(workflow, e.filter).name;
  }

  void tell(const ReservationCreated& e) { tell_reservation(Type::reservation_created, e); }
  void tell(const ReservationAccepted& e) { tell_reservation(Type::reservation_accepted, e); }
  void tell(const ReservationTimedOut& e) { tell_reservation(Type::reservation_timeout, e); }
  void tell(const ReservationCanceled& e) { tell_reservation(Type::reservation_canceled, e); }
  void tell(const ReservationRescinded& e) { tell_reservation(Type::reservation_rescinded, e); }
  void tell(const ReservationWrapping& e) { tell_reservation(Type::reservation_wrapup, e); }
  void tell(const ReservationCompleted& e) { tell_reservation(Type::reservation_completed, e); }
  void tell(const ReservationRejected& e) {
    tell_reservation(Type::reservation_rejected, e);
    const TaskNote* note = maker_.notes_.find(e.task);
    if (note != nullptr && note->transfer_under_way && note->transfer_to_queue)
      tell_task(Type::task_transfer_attempt_failed, e.task);
  }

  void tell(const TransferStarted& e) { tell_task(Type::task_transfer_initiated, e.task); }
  void tell(const TransferCompleted& e) { tell_task(Type::task_transfer_completed, e.task); }
  void tell(const TransferFailed& e) { tell_task(failed_transfer(e.reason), e.task); }

  void tell(const WorkerActivityChanged& e) {
    WorkerNote& note = changed(e.worker);
    Event& event = tell_worker(Type::worker_activity_update, e.worker);
    event.activity = e.to;
    event.change = WorkerChange{};
    event.change->previous_activity = e.from;
    event.change->in_previous_activity = turn_.time - note.activity_since;
    note.activity_since = turn_.time;
  }
  void tell(const WorkerAttributesChanged& e) {
    changed(e.worker).attributes = nullptr;
    tell_worker(Type::worker_attributes_update, e.worker);
  }
  void tell(const WorkerChannelChanged& e) {
    const Channel was =
        std::exchange(changed(e.worker).channels[e.channel.index()], Channel{e.capacity, e.available});
    if (was.capacity != e.capacity) tell_channel(Type::worker_capacity_update, e, was);
    if (was.available != e.available) tell_channel(Type::worker_channel_availability_update, e, was);
  }
  void tell_channel(EventType type, const WorkerChannelChanged& e, const Channel& was) {
    Event& event = tell_worker(type, e.worker);
    event.channel = e.channel;
    event.change = WorkerChange{};
    event.change->channel_available = e.available;
    event.change->capacity = e.capacity;
    event.change->previous_capacity = was.capacity;
    event.change->tasks = state_.workers[e.worker.index()].channels[e.channel.index()].accepted;
  }

  void tell(const WorkspaceChanged&) {
    add(Type::workspace_updated);
    Declared now = declared_by(state_.workspace());
    maker_.look_at_workers(state_);
    for (const Change& change : changes_between(maker_.declared_, now)) {
      Event& event = add(change.type);
      name_thing(event, state_.workspace(), change.id);
      if (!event.worker.is_none()) name_worker(event, event.worker);
    }
    maker_.declared_ = std::move(now);
  }

  // Nothing that TaskRouter tells.
  void tell(const CommandRefused&) {}
  void tell(const TargetSkipped&) {}
  void tell(const TaskQueueLeft&) {}
  void tell(const TaskQueueFull&) {}
  void tell(const KnownWorkerNotFound&) {}
  void tell(const TaskReturned&) {}
  void tell(const TaskAssigned&) {}
  void tell(const CooldownStarted&) {}
  void tell(const CooldownEnded&) {}
  void tell(const CalendarsExtended&) {}
  void tell(const CalendarOpened&) {}
  void tell(const CalendarClosed&) {}
  void tell(const SharedTeamEntered&) {}
  void tell(const TaskHandedBack&) {}
  void tell(const WorkerWaitStarted&) {}
  void tell(const WorkerWaitEnded&) {}
  void tell(const VoicemailEntered&) {}
  void tell(const VoicemailLeft&) {}
  void tell(const CallbackCreated&) {}
  void tell(const CallbackBecameOverdue&) {}
  void tell(const CallFailed&) {}
  void tell(const TenantDiverted&) {}
  void tell(const TenantDivertEnded&) {}
  void tell(const TaskForwarding&) {}
  void tell(const ThreadJoined&) {}
  void tell(const ThreadOwned&) {}
  void tell(const RecordingFailed&) {}

  EventMaker& maker_;
  const State& state_;
  const TurnSeen& turn_;
  std::vector<Event>& out_;
  std::size_t first_;
};

EventMaker::EventMaker(const WorkspaceView& view) : declared_(declared_by(view.engine.state().workspace())) {
  notes_.begin(view.engine.state());
  look_at_workers(view.engine.state());
}

std::vector<Event> EventMaker::opening(const WorkspaceView& view) const {
  const State& state = view.engine.state();
  std::vector<Event> events{event_at(view.engine.sequence(), 0, state.now, EventType::workspace_created)};
  for (const Change& change : changes_between({}, declared_)) {
    events.push_back(event_at(view.engine.sequence(), events.size(), state.now, change.type));
    name_thing(events.back(), state.workspace(), change.id);
    if (events.back().worker.is_none()) continue;
    events.back().activity = state.workers[change.id].activity;
  }
  return events;
}

void EventMaker::turn(const WorkspaceView& view, const TurnSeen& turn, std::vector<Event>& out) {
  notes_.begin_turn(view.engine.state(), turn.time, turn.command);
  Turn looked_at(*this, view, turn, out);
  for (const switchyard::Event& event : turn.output.events) looked_at.see(event);
}

void EventMaker::look_at_workers(const State& state) {
  workers_.resize(state.workers.size());
  for (std::size_t w = 0; w < workers_.size(); ++w) {
    workers_[w] = {state.workers[w].activity_since, {}, nullptr, state.sequence};
    for (const WorkerChannelState& channel : state.workers[w].channels)
      workers_[w].channels.push_back({channel.capacity, channel.available});
  }
}

SharedAttributes EventMaker::worker_attributes(const State& state, WorkerId worker) {
  SharedAttributes& attributes = workers_[worker.index()].attributes;
  if (attributes == nullptr)
    attributes = std::make_shared<const Attributes>(state.workers[worker.index()].attributes);
  return attributes;
}

}  // namespace switchyard::adapters::twilio_events
