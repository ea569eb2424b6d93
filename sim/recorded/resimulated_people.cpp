// What customers and workers do in a resimulated day: as they were seen, and where nobody saw it by the laws
// of that day.
#include <algorithm>

#include "engine/state/state.h"
#include "sim/recorded/resimulation.h"

namespace switchyard::sim {
namespace {

// The answer that the log has of this worker to this contact, asked so often before; null: none.
const SeenAnswer* seen_answer(const RecordedContact& seen, WorkerId worker, std::uint32_t ordinal) {
  for (const SeenAnswer& answer : seen.answers) {
    if (answer.worker == worker && ordinal-- == 0) return &answer;
  }
  return nullptr;
}

std::uint32_t ordinal_of(std::vector<std::pair<WorkerId, std::uint32_t>>& asked, WorkerId worker) {
  for (auto& [one, count] : asked) {
    if (one == worker) return count++;
  }
  asked.emplace_back(worker, 1);
  return 0;
}

}  // namespace

std::uint32_t Resimulation::add_contact(const RecordedContact& seen) {
  const auto index = static_cast<std::uint32_t>(contacts_.size());
  Contact& contact = contacts_.emplace_back();
  contact.seen = &seen;
  contact.entity = entity_of(hash_of_name("recorded"), index);
  contact.channel = seen.channel;
  return index;
}

void Resimulation::plan(std::uint32_t contact, Duration after, Kind kind) {
  calendar_.cancel(contacts_[contact].next);
  contacts_[contact].next =
      calendar_.add(calendar_.now() + after, {static_cast<std::uint32_t>(kind), contact});
}

Duration Resimulation::length_of(const std::optional<Seen>& seen, const Lifetimes& law, double u) const {
  if (seen && seen->whole) return seen->length;
  const auto at_least = seen ? std::optional(seen->length) : std::nullopt;
  return law.at(u, at_least).value_or(seen ? std::max(seen->length, law.longest()) : law.longest());
}

void Resimulation::arrive(std::uint32_t index, const RecordedInput& input) {
  arriving_ = index;
  contacts_[index].arrived = calendar_.now();
  contacts_[index].on_the_line = !std::get<TaskArrives>(input.command).callback;
  contacts_[index].stage = Stage::waiting;
  turn(input.command);
  arriving_ = no_contact;
  Contact& contact = contacts_[index];
  if (contact.task.is_none()) contact.stage = Stage::away;  // refused, or it joined an open task
  if (contact.stage == Stage::waiting) wait(index);
}

// The callback that the day had for that contact, or one that nobody saw.
void Resimulation::adopt_callback(const CallbackCreated& callback) {
  const std::uint32_t missed = contact_of(callback.missed);
  std::uint32_t index = no_contact;
  if (missed < callbacks_of_.size()) {
    for (const std::uint32_t seen : callbacks_of_[missed]) {
      if (index == no_contact && contacts_[seen].task.is_none()) index = seen;
    }
  }
  if (index == no_contact) index = add_contact(unseen_);
  Contact& contact = contacts_[index];
  if (missed != no_slot) contact.channel = contacts_[missed].channel;
  contact.task = callback.task;
  contact.arrived = calendar_.now();
  contact.on_the_line = false;
  contact.stage = Stage::waiting;
  by_task_.insert(callback.task.value, index);
}

// Who was answered so early that nobody saw how long it would have waited has the patience of those who were
// still waiting then.
void Resimulation::wait(std::uint32_t index) {
  Contact& contact = contacts_[index];
  contact.stage = Stage::waiting;
  calendar_.cancel(contact.next);
  if (!contact.on_the_line) return;
  const auto& seen = contact.seen->patience;
  std::optional<Duration> patience;
  if (seen && seen->whole) {
    patience = seen->length;
  } else {
    const Lifetimes& law = laws_.patience.of({contact.channel.value, 0});
    const auto at_least = seen ? std::optional(seen->length) : std::nullopt;
    patience = law.at(draw(Purpose::patience, contact.entity), at_least);
  }
  if (!patience) return;
  const Time leaves = std::max(calendar_.now(), contact.arrived + *patience);
  plan(index, leaves - calendar_.now(), Kind::leave);
}

void Resimulation::leave(std::uint32_t index) {
  const Contact& contact = contacts_[index];
  Command command = contact.seen->leaves.value_or(laws_.leaves);
  if (contact.stage == Stage::elsewhere) command = CustomerLeaves{};
  if (auto* leaves = std::get_if<CustomerLeaves>(&command)) leaves->task = contact.task;
  if (auto* cancel = std::get_if<CancelTask>(&command)) cancel->task = contact.task;
  if (auto* deletes = std::get_if<DeleteTask>(&command)) deletes->task = contact.task;
  turn(command);
}

void Resimulation::offered(const OfferReservation& effect) {
  const std::uint32_t index = contact_of(effect.task);
  if (index == no_slot) return;
  Contact& contact = contacts_[index];
  const std::uint32_t ordinal = ordinal_of(contact.asked, effect.worker);
  const SeenAnswer* seen = seen_answer(*contact.seen, effect.worker, ordinal);
  const std::uint64_t entity = entity_of_pair(
      contact.entity, hash_of_name(engine_.state().workspace().workers[effect.worker.index()].name));
  std::optional<Duration> after;
  bool rejects = false;
  if (seen != nullptr && seen->reply != SeenReply::none) {
    after = seen->after;
    rejects = seen->reply == SeenReply::rejected;
  } else {
    const auto at_least = seen == nullptr ? std::nullopt : std::optional(seen->after);
    const Lifetimes& law = laws_.answer.of({effect.worker.value, 0});
    after = law.at(draw(Purpose::answer_delay, entity, ordinal), at_least);
    rejects = draw(Purpose::reject, entity, ordinal) < laws_.rejects;
  }
  if (!after) return;  // misses it
  const auto place = static_cast<std::uint32_t>(offers_.size());
  const Kind kind = rejects ? Kind::reject : Kind::accept;
  const CalendarHandle handle =
      calendar_.add(calendar_.now() + *after, {static_cast<std::uint32_t>(kind), place});
  offers_.push_back({index, effect.reservation, handle});
  offer_of_[effect.reservation.value] = place;
}

void Resimulation::withdrawn(const WithdrawOffer& effect) {
  const auto found = offer_of_.find(effect.reservation.value);
  if (found == offer_of_.end()) return;
  calendar_.cancel(offers_[found->second].answer);
  offer_of_.erase(found);
}

void Resimulation::answer(std::uint32_t offer, bool accepts) {
  const ReservationId reservation = offers_[offer].reservation;
  offer_of_.erase(reservation.value);
  if (accepts) return turn(WorkerAccepts{reservation});
  turn(WorkerRejects{reservation, {}});
}

void Resimulation::connected(const ConnectTask& effect) {
  const std::uint32_t index = contact_of(effect.task);
  if (index == no_slot) return;
  Contact& contact = contacts_[index];
  const bool talks = contact.stage == Stage::talking && contact.reservation == effect.reservation;
  if (talks) return;
  contact.reservation = effect.reservation;
  calendar_.cancel(contact.next);
  const auto& channel = engine_.state().workspace().channels[contact.channel.index()];
  if (!channel.places_call_after) return talk(index);
  contact.stage = Stage::calling;
}

// The worker reads.
void Resimulation::open_record(const OpenRecord& effect) {
  const std::uint32_t index = contact_of(effect.task);
  if (index == no_slot || contacts_[index].stage != Stage::waiting) return;
  contacts_[index].reservation = effect.reservation;
  contacts_[index].stage = Stage::calling;
  calendar_.cancel(contacts_[index].next);
}

void Resimulation::place_call(const PlaceCall& effect, EffectId id) {
  const std::uint32_t index = contact_of(effect.task);
  if (index == no_slot) return;
  Contact& contact = contacts_[index];
  contact.reservation = effect.reservation;
  contact.stage = Stage::calling;
  contact.effect = id;
  const std::uint32_t ordinal = contact.calls++;
  if (ordinal < contact.seen->calls.size()) {
    const SeenCall& seen = contact.seen->calls[ordinal];
    return plan(index, seen.after, seen.done ? Kind::reached : Kind::not_reached);
  }
  const bool reached = draw(Purpose::outbound_call, contact.entity, 2 * ordinal) < laws_.reaches;
  const Lifetimes& law = reached ? laws_.reached : laws_.not_reached;
  const double u = draw(Purpose::outbound_call, contact.entity, 2 * ordinal + 1);
  plan(index, length_of(std::nullopt, law, u), reached ? Kind::reached : Kind::not_reached);
}

void Resimulation::end_call(std::uint32_t index, bool reached) {
  const EffectId effect = contacts_[index].effect;
  if (reached) {
    turn(EffectSucceeds{effect});
    if (contacts_[index].stage == Stage::calling) talk(index);
    return;
  }
  turn(EffectFails{effect, "no answer"});
  // The engine has ended the work, or begun its wrap-up.
  if (contacts_[index].stage == Stage::calling) finish(index);
}

void Resimulation::forward(const ForwardCall& effect, EffectId id) {
  const std::uint32_t index = contact_of(effect.task);
  if (index == no_slot) return;
  Contact& contact = contacts_[index];
  contact.stage = Stage::elsewhere;
  contact.effect = id;
  const std::uint32_t ordinal = contact.forwards++;
  if (ordinal < contact.seen->forwards.size()) {
    const SeenCall& seen = contact.seen->forwards[ordinal];
    return plan(index, seen.after, seen.done ? Kind::forwarded : Kind::not_forwarded);
  }
  const bool done = draw(Purpose::forwarding, contact.entity, 2 * ordinal) < laws_.forwards;
  const double u = draw(Purpose::forwarding, contact.entity, 2 * ordinal + 1);
  plan(index, length_of(std::nullopt, done ? laws_.forwarded : laws_.not_forwarded, u),
       done ? Kind::forwarded : Kind::not_forwarded);
}

void Resimulation::end_forwarding(std::uint32_t index, bool done) {
  const EffectId effect = contacts_[index].effect;
  if (done) return turn(EffectSucceeds{effect});
  contacts_[index].stage = Stage::waiting;
  turn(EffectFails{effect, "the line is busy"});
  if (contacts_[index].stage == Stage::waiting) wait(index);
}

void Resimulation::record_voicemail(const RecordVoicemail& effect) {
  const std::uint32_t index = contact_of(effect.task);
  if (index == no_slot) return;
  Contact& contact = contacts_[index];
  contact.stage = Stage::elsewhere;
  const auto& seen = contact.seen->voicemail;
  const bool speaks =
      seen ? contact.seen->speaks : draw(Purpose::voicemail, contact.entity, 0) < laws_.speaks;
  const Lifetimes& law = speaks ? laws_.spoken : laws_.hung_up;
  plan(index, length_of(seen, law, draw(Purpose::voicemail, contact.entity, 1)),
       speaks ? Kind::spoken : Kind::leave);
}

void Resimulation::talk(std::uint32_t index) {
  Contact& contact = contacts_[index];
  contact.stage = Stage::talking;
  const Lifetimes& law = laws_.talk.of({contact.channel.value, contact.queue.value});
  plan(index, length_of(contact.seen->talk, law, draw(Purpose::handle_time, contact.entity)), Kind::finish);
}

void Resimulation::finish(std::uint32_t index) {
  Contact& contact = contacts_[index];
  const bool talked = contact.stage == Stage::talking;
  const auto& limit = engine_.state().workspace().channels[contact.channel.index()].wrap_up_limit;
  const bool wraps_up = !limit || *limit > Duration{};
  const Lifetimes& law = laws_.wrap_up.of({contact.channel.value, contact.queue.value});
  const Duration length = length_of(contact.seen->wrap_up, law, draw(Purpose::wrap_up, contact.entity));
  contact.stage = Stage::wrapping;
  if (wraps_up && length == Duration{}) return turn(WorkerCompletes{contact.reservation, {}});
  if (talked) turn(WorkerFinishes{contact.reservation});
  if (contacts_[index].stage == Stage::wrapping) plan(index, length, Kind::complete);
}

void Resimulation::end(TaskId task) {
  const std::uint32_t index = contact_of(task);
  if (index == no_slot) return;
  calendar_.cancel(contacts_[index].next);
  contacts_[index].stage = Stage::away;
  by_task_.erase(task.value);
}

}  // namespace switchyard::sim
