// Names and SIDs of an agent's message become ids here, and only those that the agent may know of.
#include "adapters/agents/commands.h"

#include <optional>

#include "engine/rules/known_ids.h"
#include "engine/state/pools.h"

namespace switchyard::adapters::agents {
namespace {

using Made = tl::expected<Command, std::string>;

tl::unexpected<std::string> refuse(const char* why) {
  return tl::unexpected(std::string(why));
}

std::optional<std::uint64_t> serial_of(const State& state, std::string_view text, SidKind kind) {
  const auto sid = read_sid(state.sid_key, text);
  return sid && sid->kind == kind ? std::optional(sid->serial) : std::nullopt;
}

// Null when there is none, or it is another worker's.
const Reservation* own_reservation(const State& state, std::string_view text, WorkerId worker) {
  const auto serial = serial_of(state, text, SidKind::reservation);
  const ReservationSlot slot = serial ? find_reservation(state, ReservationId{*serial}) : no_slot;
  if (slot == no_slot || state.reservations[slot].worker != worker) return nullptr;
  return &state.reservations[slot];
}

std::optional<ActivityId> find_activity(const State& state, std::string_view text) {
  const auto& activities = state.workspace().activities;
  const auto serial = serial_of(state, text, SidKind::activity);
  for (std::uint32_t i = 0; i < activities.size(); ++i) {
    if (serial == i + 1 || activities[i].name == text) return ActivityId{i};
  }
  return std::nullopt;
}

std::optional<WorkerId> find_worker(const State& state, const std::string& text) {
  for (const auto* table : {&state.worker_by_name, &state.worker_by_sid}) {
    if (const auto found = table->find(text); found != table->end()) return found->second;
  }
  const auto serial = serial_of(state, text, SidKind::worker);
  if (!serial || *serial > state.workers.size() || state.workers[*serial - 1].removed) return std::nullopt;
  return WorkerId{static_cast<std::uint32_t>(*serial - 1)};
}

std::optional<TaskQueueId> find_queue(const State& state, const std::string& text) {
  const auto& queues = state.workspace().queues;
  const auto serial = serial_of(state, text, SidKind::task_queue);
  for (std::uint32_t i = 0; i < queues.size(); ++i) {
    if (!queues[i].removed && (serial == i + 1 || queues[i].name == text)) return TaskQueueId{i};
  }
  return std::nullopt;
}

Made transfer_of(const AgentMessage& message, const State& state, const Reservation& work) {
  if (!is_live(work.status)) return refuse("reservation_not_accepted");
  const TenantId tenant = state.tasks[work.task].tenant;
  TransferTask command{work.id, message.mode, {}, {}, message.timeout};
  if (!message.worker.empty()) {
    const auto goal = find_worker(state, message.worker);
    if (!goal || !worker_may_serve(state, *goal, tenant)) return refuse("unknown_worker");
    command.worker = *goal;
  } else {
    const auto goal = find_queue(state, message.queue);
    if (!goal || !tenant_may_use_queue(state, tenant, *goal)) return refuse("unknown_task_queue");
    command.queue = *goal;
  }
  return command;
}

Made take_of(const AgentMessage& message, const State& state, WorkerId worker) {
  const auto serial = serial_of(state, message.task, SidKind::task);
  const auto task = serial ? recall_task(state, TaskId{*serial}) : std::nullopt;
  if (!task || !worker_may_serve(state, worker, task->tenant)) return refuse("unknown_task");
  return WorkerTakesTask{worker, task->id};
}

Made command_about(const AgentMessage& message, const State& state, const Reservation& work,
                   ActivityId activity) {
  switch (message.saying) {
    case Saying::reject:
      return WorkerRejects{work.id, activity};
    case Saying::finish:
      return WorkerFinishes{work.id};
    case Saying::complete:
      return WorkerCompletes{work.id, message.reason};
    case Saying::hand_back:
      return HandBackTask{work.id, message.back_to};
    case Saying::leave:
      return WorkerLeaves{work.id};
    case Saying::transfer:
      return transfer_of(message, state, work);
    default:
      return WorkerAccepts{work.id};
  }
}

}  // namespace

tl::expected<Command, std::string> command_of(const AgentMessage& message, const State& state,
                                              WorkerId worker) {
  const auto activity = find_activity(state, message.activity);
  if (!message.activity.empty() && !activity) return refuse("unknown_activity");
  if (message.saying == Saying::activity)
    return WorkerChangesActivity{worker, *activity, message.reject_pending};
  if (message.saying == Saying::take) return take_of(message, state, worker);
  const Reservation* work = own_reservation(state, message.reservation, worker);
  if (work == nullptr) return refuse("unknown_reservation");
  return command_about(message, state, *work, activity.value_or(ActivityId{}));
}

tl::expected<TaskId, std::string> task_to_reply_to(const AgentMessage& message, const State& state,
                                                   WorkerId worker) {
  const Reservation* work = own_reservation(state, message.reservation, worker);
  if (work == nullptr) return refuse("unknown_reservation");
  const bool in_hand =
      work->status == ReservationStatus::accepted || work->status == ReservationStatus::wrapping;
  if (!in_hand) return refuse("reservation_not_accepted");
  if (state.workspace().channels[work->channel.index()].kind != ChannelKind::messages)
    return refuse("not_a_message");
  return work->task_id;
}

}  // namespace switchyard::adapters::agents
