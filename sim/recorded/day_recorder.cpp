// From turns to sightings: each event ends something that was open, or opens something.
#include "sim/recorded/day_recorder.h"

#include <utility>

#include "engine/base/match.h"

namespace switchyard::sim {
namespace {

// Orders that come from outside whatever the rules decide. What workers and customers do with their work
// follows from the rules, and is done again by those who get it.
bool comes_from_outside(const Command& command) {
  return std::holds_alternative<TaskArrives>(command) || std::holds_alternative<TaskChanges>(command) ||
         std::holds_alternative<WorkerTakesTask>(command) ||
         std::holds_alternative<WorkerChannelChanges>(command) ||
         std::holds_alternative<WorkerAttributesChange>(command) ||
         std::holds_alternative<WorkspaceChanges>(command) ||
         std::holds_alternative<CalendarsExtend>(command) || std::holds_alternative<DivertTenant>(command) ||
         std::holds_alternative<EndDivert>(command);
}

bool is_refused(const Output& output) {
  return !output.events.empty() && std::holds_alternative<CommandRefused>(output.events.front());
}

// The work goes to somebody else and is not done.
bool passes_on(const Command& command) {
  return std::holds_alternative<TransferTask>(command) || std::holds_alternative<HandBackTask>(command) ||
         std::holds_alternative<WorkerLeaves>(command);
}

// How customers go, and what an application does for them when they went.
bool is_leaving(const Command& command) {
  return std::holds_alternative<CustomerLeaves>(command) || std::holds_alternative<CancelTask>(command) ||
         std::holds_alternative<DeleteTask>(command);
}

void add(std::optional<Seen>& into, Duration length, bool whole) {
  into = Seen{(into ? into->length : Duration{}) + length, whole};
}

}  // namespace

void DayRecorder::observe(const codec::ReplayedTurn& turn) {
  day_.end = turn.time;
  arriving_ = no_contact;
  note_input(turn);
  for (const Event& event : turn.output.events) note_event(turn, event);
  for (std::uint32_t i = 0; i < turn.output.effects.size(); ++i) note_effect(turn, turn.output.effects[i], i);
}

void DayRecorder::add_input(const codec::ReplayedTurn& turn, std::uint32_t contact) {
  day_.inputs.push_back({turn.time, contact, turn.command});
}

void DayRecorder::note_input(const codec::ReplayedTurn& turn) {
  match(
      turn.command, [&](const EffectSucceeds& c) { note_result(c.effect, true, turn.time); },
      [&](const EffectFails& c) { note_result(c.effect, false, turn.time); },
      [&](const WorkerChangesActivity& c) { note_activity(c, turn); }, [](const auto&) {});
  if (!comes_from_outside(turn.command)) return;
  const bool refused = is_refused(turn.output);
  if (const auto* arrives = std::get_if<TaskArrives>(&turn.command)) {
    arriving_ = begin({}, turn.time, arrives->channel);
    day_.contacts[arriving_].on_the_line = !arrives->callback;
    add_input(turn, arriving_);
  } else if (const auto* changes = std::get_if<TaskChanges>(&turn.command)) {
    if (!refused) add_input(turn, contact_of(changes->task));
  } else if (const auto* takes = std::get_if<WorkerTakesTask>(&turn.command)) {
    if (!refused) add_input(turn, contact_of(takes->task));
  } else {
    add_input(turn, no_contact);
  }
}

// Coming back from a missed offer is an answer to that offer; all else is the worker's own plan.
void DayRecorder::note_activity(const WorkerChangesActivity& command, const codec::ReplayedTurn& turn) {
  const auto& activities = turn.workspace.activities;
  const bool known = command.activity.index() < activities.size();
  const auto away = away_.find(command.worker.value);
  if (away != away_.end()) {
    const bool comes_back = known && activities[command.activity.index()].available;
    day_.absences.push_back({command.worker, {turn.time - away->second, comes_back}});
    away_.erase(away);
    if (comes_back) return;
  }
  add_input(turn, no_contact);
}

std::uint32_t DayRecorder::begin(TaskId task, Time time, TaskChannelId channel) {
  const auto contact = static_cast<std::uint32_t>(day_.contacts.size());
  RecordedContact& fresh = day_.contacts.emplace_back();
  fresh.arrived = time;
  fresh.channel = channel;
  open_.emplace_back();
  if (!task.is_none()) by_task_.insert(task.value, contact);
  return contact;
}

void DayRecorder::adopt_callback(const CallbackCreated& callback, Time time) {
  std::uint32_t contact = contact_of(callback.task);
  if (contact == no_slot) contact = begin(callback.task, time, {});
  day_.contacts[contact].missed = contact_of(callback.missed);
  day_.contacts[contact].on_the_line = false;
}

void DayRecorder::note_result(EffectId effect, bool done, Time time) {
  const auto found = orders_.find(effect);
  if (found == orders_.end()) return;
  RecordedContact& contact = day_.contacts[found->second.contact];
  auto& calls = found->second.forward ? contact.forwards : contact.calls;
  calls.push_back({done, time - found->second.since});
  // The worker prepared until now: the talk begins when the customer is there.
  auto& talks_since = open_[found->second.contact].talks_since;
  if (!found->second.forward && talks_since) talks_since = done ? std::optional(time) : std::nullopt;
  orders_.erase(found);
}

void DayRecorder::note_event(const codec::ReplayedTurn& turn, const Event& event) {
  match(
      event,
      [&](const TaskCreated& e) {
        if (arriving_ == no_contact) {
          begin(e.task, turn.time, e.channel);
        } else {
          by_task_.insert(e.task.value, std::exchange(arriving_, no_contact));
        }
      },
      [&](const CallbackCreated& e) { adopt_callback(e, turn.time); },
      [&](const ReservationCreated& e) {
        const bool taken = std::holds_alternative<WorkerTakesTask>(turn.command);
        if (taken) day_.contacts[contact_of(e.task)].queue = e.queue;
        if (!taken) offers_[e.reservation.value] = {contact_of(e.task), e.worker, e.queue, turn.time};
      },
      [&](const ReservationAccepted& e) { accept(e, turn); },
      [&](const ReservationRejected& e) { end_offer(e.reservation, SeenReply::rejected, turn); },
      [&](const ReservationTimedOut& e) { end_offer(e.reservation, SeenReply::none, turn); },
      [&](const ReservationCanceled& e) { end_offer(e.reservation, SeenReply::none, turn); },
      [&](const ReservationRescinded& e) { end_offer(e.reservation, SeenReply::none, turn); },
      [&](const ReservationWrapping& e) {
        const std::uint32_t contact = contact_of(e.task);
        end_talk(contact, turn.time, true);
        open_[contact].wraps_since = turn.time;
      },
      [&](const ReservationCompleted& e) { complete(e.task, turn); },
      [&](const VoicemailEntered& e) {
        const std::uint32_t contact = contact_of(e.task);
        end_wait(contact, turn.time, nullptr);
        open_[contact].records_since = turn.time;
      },
      [&](const VoicemailLeft& e) { day_.contacts[contact_of(e.task)].speaks = true; },
      [&](const TaskUpdated& e) {
        const auto* changes = std::get_if<TaskChanges>(&turn.command);
        if (changes == nullptr || !changes->callback.value_or(false)) return;
        end_wait(contact_of(e.task), turn.time, nullptr);
        day_.contacts[contact_of(e.task)].on_the_line = false;
      },
      [&](const TaskCompleted& e) { end_wait(contact_of(e.task), turn.time, nullptr); },
      [&](const TaskCanceled& e) { end_task(e.task, turn); },
      [&](const TaskDeleted& e) { end_task(e.task, turn); },
      [&](const TaskSystemDeleted& e) { end_task(e.task, turn); },
      [&](const WorkerActivityChanged& e) {
        const bool own = std::holds_alternative<WorkerChangesActivity>(turn.command);
        const bool leaves = !turn.workspace.activities[e.to.index()].available;
        if (!own && leaves) away_.emplace(e.worker.value, turn.time);
      },
      [](const auto&) {});
}

void DayRecorder::note_effect(const codec::ReplayedTurn& turn, const Effect& effect, std::uint32_t index) {
  const EffectId id{turn.sequence, index};
  match(
      effect,
      [&](const PlaceCall& e) {
        orders_[id] = {contact_of(e.task), false, turn.time};
      },
      [&](const ForwardCall& e) {
        end_wait(contact_of(e.task), turn.time, nullptr);
        orders_[id] = {contact_of(e.task), true, turn.time};
      },
      [](const auto&) {});
}

void DayRecorder::end_offer(ReservationId reservation, SeenReply reply, const codec::ReplayedTurn& turn) {
  const auto found = offers_.find(reservation.value);
  if (found == offers_.end()) return;
  const Offer& offer = found->second;
  day_.contacts[offer.contact].answers.push_back({offer.worker, reply, turn.time - offer.since});
  if (reply == SeenReply::accepted) day_.contacts[offer.contact].queue = offer.queue;
  offers_.erase(found);
}

void DayRecorder::accept(const ReservationAccepted& event, const codec::ReplayedTurn& turn) {
  end_offer(event.reservation, SeenReply::accepted, turn);
  const std::uint32_t contact = contact_of(event.task);
  end_wait(contact, turn.time, nullptr);
  if (!open_[contact].talks_since) open_[contact].talks_since = turn.time;
}

void DayRecorder::end_wait(std::uint32_t contact, Time time, const Command* leaves) {
  if (!open_[contact].waits) return;
  open_[contact].waits = false;
  RecordedContact& seen = day_.contacts[contact];
  if (!seen.on_the_line) return;
  seen.patience = Seen{time - seen.arrived, leaves != nullptr};
  if (leaves != nullptr) seen.leaves = *leaves;
}

void DayRecorder::end_talk(std::uint32_t contact, Time time, bool whole) {
  auto& since = open_[contact].talks_since;
  if (!since) return;
  add(day_.contacts[contact].talk, time - *since, whole);
  since.reset();
}

void DayRecorder::end_wrap_up(std::uint32_t contact, Time time, bool whole) {
  auto& since = open_[contact].wraps_since;
  if (!since) return;
  add(day_.contacts[contact].wrap_up, time - *since, whole);
  since.reset();
}

void DayRecorder::complete(TaskId task, const codec::ReplayedTurn& turn) {
  const std::uint32_t contact = contact_of(task);
  const bool talked = open_[contact].talks_since.has_value();
  const bool whole = !passes_on(turn.command);
  end_talk(contact, turn.time, whole);
  if (talked && whole) add(day_.contacts[contact].wrap_up, {}, true);
  // A wrap-up that its limit ended would have lasted longer.
  end_wrap_up(contact, turn.time, !std::holds_alternative<TimePasses>(turn.command));
}

void DayRecorder::end_task(TaskId task, const codec::ReplayedTurn& turn) {
  const std::uint32_t contact = contact_of(task);
  Open& open = open_[contact];
  const bool leaves = is_leaving(turn.command);
  end_wait(contact, turn.time, leaves ? &turn.command : nullptr);
  end_talk(contact, turn.time, leaves);
  end_wrap_up(contact, turn.time, false);
  if (!open.records_since) return;
  day_.contacts[contact].voicemail = Seen{turn.time - *open.records_since, true};
  open.records_since.reset();
}

RecordedDay DayRecorder::finish() {
  for (std::uint32_t contact = 0; contact < open_.size(); ++contact) {
    end_wait(contact, day_.end, nullptr);
    end_talk(contact, day_.end, false);
    end_wrap_up(contact, day_.end, false);
  }
  for (const auto& [reservation, offer] : offers_) {
    day_.contacts[offer.contact].answers.push_back({offer.worker, SeenReply::none, day_.end - offer.since});
  }
  for (const auto& [worker, since] : away_)
    day_.absences.push_back({WorkerId{worker}, {day_.end - since, false}});
  return std::move(day_);
}

}  // namespace switchyard::sim
