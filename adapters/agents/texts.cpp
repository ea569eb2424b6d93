// JSON put together by hand, field by field, as the agents' console reads it.
#include "adapters/agents/texts.h"

#include <array>
#include <functional>

#include "engine/base/match.h"
#include "engine/codec/json/values.h"
#include "engine/codec/text/enums.h"
#include "engine/codec/text/time_text.h"
#include "engine/state/pools.h"

namespace switchyard::adapters::agents {
namespace {

// Writes one object; each call adds a key.
class Object {
 public:
  explicit Object(std::string_view type) { add("type", type); }
  Object() = default;

  Object& add(std::string_view key, std::string_view text) {
    codec::append_json(begin(key), text);
    return *this;
  }
  Object& add_name(std::string_view key, const std::string* name) {
    return name == nullptr ? add_raw(key, "null") : add(key, *name);
  }
  Object& add_raw(std::string_view key, std::string_view json) {
    begin(key) += json;
    return *this;
  }
  Object& add_number(std::string_view key, std::int64_t number) {
    begin(key) += std::to_string(number);
    return *this;
  }
  Object& add_flag(std::string_view key, bool flag) { return add_raw(key, flag ? "true" : "false"); }
  std::string end() { return std::move(out_) + "}"; }

 private:
  std::string& begin(std::string_view key) {
    out_ += out_.empty() ? '{' : ',';
    codec::append_json(out_, key);
    return out_ += ':';
  }
  std::string out_;
};

std::string sid_of(const State& state, TaskId task) {
  return make_sid(state.sid_key, SidKind::task, task.value);
}
std::string sid_of(const State& state, ReservationId reservation) {
  return make_sid(state.sid_key, SidKind::reservation, reservation.value);
}

std::string activity_json(const State& state, ActivityId id) {
  const Activity& activity = state.workspace().activities[id.index()];
  return Object()
      .add("sid", make_sid(state.sid_key, SidKind::activity, id.value + 1))
      .add("name", activity.name)
      .add_flag("available", activity.available)
      .end();
}

// Null for no id.
template <class Things, class IdType>
const std::string* name_of(const Things& things, IdType id) {
  return id.is_none() ? nullptr : &things[id.index()].name;
}

// Where the work of a shared team came from.
std::string origin_json(const State& state, const Task& task) {
  const Workspace& rules = state.workspace();
  return Object()
      .add_name("tenant", name_of(rules.tenants, task.tenant))
      .add_name("queue", name_of(rules.queues, task.origin.step.queue))
      .add_name("worker", name_of(rules.workers, task.origin.worker))
      .add("cause", codec::enum_text(task.origin.cause))
      .end();
}

std::string task_json(const State& state, TaskId id) {
  Object object;
  object.add("sid", sid_of(state, id));
  const std::optional<Task> task = recall_task(state, id);
  if (!task) return object.end();
  std::string attributes;
  codec::append_json(attributes, task->attributes.view());
  const Workspace& rules = state.workspace();
  object.add("channel", rules.channels[task->channel.index()].name)
      .add_name("tenant", name_of(rules.tenants, task->tenant))
      .add_name("queue", name_of(rules.queues, task->queue))
      .add_number("priority", task->priority)
      .add("arrived", codec::to_rfc3339(task->arrived))
      .add_raw("attributes", attributes);
  if (task->with_a_team) object.add_raw("origin", origin_json(state, *task));
  return object.end();
}

std::string_view status_text(ReservationStatus status) {
  constexpr std::array<std::string_view, 8> words = {"pending",  "accepted",  "wrapping", "completed",
                                                     "rejected", "timed_out", "canceled", "rescinded"};
  return words[static_cast<std::size_t>(status)];
}

std::string reservations_json(const State& state, WorkerId worker) {
  std::string out = "[";
  ReservationSlot slot = state.workers[worker.index()].first_reservation;
  while (slot != no_slot) {
    const Reservation& reservation = state.reservations[slot];
    out += (out.size() > 1 ? "," : "") + Object()
                                             .add("reservation", sid_of(state, reservation.id))
                                             .add("status", status_text(reservation.status))
                                             .add_raw("task", task_json(state, reservation.task_id))
                                             .end();
    slot = reservation.next_of_worker;
  }
  return out + "]";
}

template <class Message>
ForWorker status_message(const State& state, const Message& message, ReservationStatus status) {
  return {message.worker, Object("reservation")
                              .add("reservation", sid_of(state, message.reservation))
                              .add("task", sid_of(state, message.task))
                              .add("status", status_text(status))
                              .end()};
}

// Effects that name a reservation, a task with what is known of it, and a worker.
template <class Message>
Object work_message(const State& state, std::string_view type, const Message& message) {
  Object object(type);
  object.add("reservation", sid_of(state, message.reservation))
      .add_raw("task", task_json(state, message.task));
  return object;
}

// For the one who began a warm transfer and has the work in hand.
std::optional<ForWorker> transfer_message(const State& state, TaskId id, ReservationSlot initiator,
                                          const std::function<void(Object&)>& add_more) {
  if (initiator == no_slot) return std::nullopt;
  const Reservation& work = state.reservations[initiator];
  Object object("transfer");
  object.add("reservation", sid_of(state, work.id)).add("task", sid_of(state, id));
  add_more(object);
  return ForWorker{work.worker, object.end()};
}

std::optional<ForWorker> transfer_taken(const State& state, const TransferCompleted& e) {
  const TaskSlot slot = find_task(state, e.task);
  if (slot == no_slot || !is_held(state.tasks[slot])) return std::nullopt;
  return transfer_message(
      state, e.task, find_reservation(state, state.tasks[slot].transfer.initiator), [&](Object& object) {
        object.add("status", "taken").add_name("worker", name_of(state.workspace().workers, e.worker));
      });
}

// The one who began it has the work alone again; after a cold one nobody has.
std::optional<ForWorker> transfer_failed(const State& state, const TransferFailed& e) {
  const TaskSlot slot = find_task(state, e.task);
  if (slot == no_slot || !is_in_hand(state.tasks[slot].status)) return std::nullopt;
  return transfer_message(state, e.task, state.tasks[slot].first_reservation, [&](Object& object) {
    object.add("status", "failed").add("reason", codec::enum_text(e.reason));
  });
}

bool is_in_hand(const Reservation& work) {
  return work.status == ReservationStatus::accepted || work.status == ReservationStatus::wrapping;
}

const CommandRefused* refusal_in(const Outcome& outcome) {
  for (const AppliedTurn& turn : outcome.turns) {
    for (const Event& event : turn.output.events) {
      if (const auto* refused = std::get_if<CommandRefused>(&event)) return refused;
    }
  }
  return nullptr;
}

}  // namespace

std::string greeting(const State& state, WorkerId worker) {
  const Worker& declared = state.workspace().workers[worker.index()];
  std::string activities = "[";
  for (std::uint32_t i = 0; i < state.workspace().activities.size(); ++i)
    activities += (i > 0 ? "," : "") + activity_json(state, ActivityId{i});
  return Object("worker")
      .add("sid",
           declared.sid.empty() ? make_sid(state.sid_key, SidKind::worker, worker.value + 1) : declared.sid)
      .add("name", declared.name)
      .add_raw("activity", activity_json(state, state.workers[worker.index()].activity))
      .add_raw("activities", activities + "]")
      .add_raw("reservations", reservations_json(state, worker))
      .end();
}

std::optional<ForWorker> text_of(const State& state, const Effect& effect) {
  using Text = std::optional<ForWorker>;
  return match(
      effect,
      [&](const OfferReservation& e) -> Text {
        return ForWorker{
            e.worker, work_message(state, "offer", e).add("deadline", codec::to_rfc3339(e.deadline)).end()};
      },
      [&](const WithdrawOffer& e) -> Text {
        return ForWorker{e.worker, Object("withdraw")
                                       .add("reservation", sid_of(state, e.reservation))
                                       .add("task", sid_of(state, e.task))
                                       .add("reason", codec::enum_text(e.reason))
                                       .end()};
      },
      [&](const ConnectTask& e) -> Text {
        return ForWorker{e.worker, work_message(state, "connect", e).end()};
      },
      [&](const OpenRecord& e) -> Text {
        return ForWorker{e.worker, work_message(state, "open_record", e).end()};
      },
      [](const auto&) -> Text { return std::nullopt; });
}

std::optional<ForWorker> text_of(const State& state, const Event& event) {
  using Text = std::optional<ForWorker>;
  using Status = ReservationStatus;
  return match(
      event,
      [&](const WorkerActivityChanged& e) -> Text {
        return ForWorker{e.worker, Object("activity").add_raw("activity", activity_json(state, e.to)).end()};
      },
      [&](const ReservationAccepted& e) -> Text { return status_message(state, e, Status::accepted); },
      [&](const ReservationRejected& e) -> Text { return status_message(state, e, Status::rejected); },
      [&](const ReservationTimedOut& e) -> Text { return status_message(state, e, Status::timed_out); },
      [&](const ReservationCanceled& e) -> Text { return status_message(state, e, Status::canceled); },
      [&](const ReservationRescinded& e) -> Text { return status_message(state, e, Status::rescinded); },
      [&](const ReservationWrapping& e) -> Text { return status_message(state, e, Status::wrapping); },
      [&](const ReservationCompleted& e) -> Text { return status_message(state, e, Status::completed); },
      [&](const TransferCompleted& e) { return transfer_taken(state, e); },
      [&](const TransferFailed& e) { return transfer_failed(state, e); },
      [&](const CallFailed& e) -> Text {
        return ForWorker{e.worker, work_message(state, "call_failed", e).end()};
      },
      [](const auto&) -> Text { return std::nullopt; });
}

std::string release_text(const State& state, TaskId task) {
  return Object("release").add("task", sid_of(state, task)).end();
}

std::optional<std::string> message_text(const State& state, ReservationId id, const Said& said) {
  const ReservationSlot slot = find_reservation(state, id);
  if (slot == no_slot || !is_in_hand(state.reservations[slot])) return std::nullopt;
  const ValueView body = said.attributes.member("body");
  std::string attributes;
  codec::append_json(attributes, said.attributes.view());
  return Object("message")
      .add("reservation", sid_of(state, id))
      .add("task", sid_of(state, state.reservations[slot].task_id))
      .add_number("sequence", static_cast<std::int64_t>(said.sequence))
      .add("at", codec::to_rfc3339(said.at))
      .add("text", body.kind() == ValueKind::string ? body.as_string() : "")
      .add_raw("attributes", attributes)
      .end();
}

std::vector<ForWorker> message_texts(const State& state, TaskId id, const Said& said) {
  std::vector<ForWorker> texts;
  const TaskSlot task = find_task(state, id);
  if (task == no_slot) return texts;
  const auto add = [&](ReservationSlot slot) {
    const Reservation& work = state.reservations[slot];
    if (auto text = message_text(state, work.id, said)) texts.push_back({work.worker, *std::move(text)});
  };
  const ReservationSlot initiator = find_reservation(state, state.tasks[task].transfer.initiator);
  if (initiator != no_slot) add(initiator);
  for (ReservationSlot slot = state.tasks[task].first_reservation; slot != no_slot;
       slot = state.reservations[slot].next_of_task)
    add(slot);
  return texts;
}

std::string no_telephone_text(const State& state, const ConnectTask& effect) {
  return Object("problem")
      .add("problem", "no_telephone")
      .add("reservation", sid_of(state, effect.reservation))
      .add("task", sid_of(state, effect.task))
      .end();
}

std::string result_text(std::string_view id, const Outcome& outcome, std::string_view problem) {
  if (!problem.empty()) return refusal_text(id, problem);
  if (outcome.kind == Outcome::Kind::journal_failed) return refusal_text(id, "journal_failed");
  if (outcome.kind != Outcome::Kind::applied || outcome.turns.empty())
    return refusal_text(id, "unknown_worker");
  if (const CommandRefused* refused = refusal_in(outcome))
    return refusal_text(id, codec::enum_text(refused->reason));
  return Object("result")
      .add("id", id)
      .add_flag("ok", true)
      .add_number("sequence", static_cast<std::int64_t>(outcome.turns.back().sequence))
      .end();
}

std::string refusal_text(std::string_view id, std::string_view error) {
  return Object("result").add("id", id).add_flag("ok", false).add("error", error).end();
}

std::string reply_text(std::string_view id, const ReplyResult& result) {
  Object object("result");
  object.add("id", id).add_flag("ok", result.has_value());
  if (result) return object.add("message", *result).end();
  return object.add("error", "not_sent").add("reason", result.error()).end();
}

}  // namespace switchyard::adapters::agents
