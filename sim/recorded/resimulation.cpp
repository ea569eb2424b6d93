// The loop of a resimulated day: recorded inputs, planned moments and the engine's deadlines, in their order.
#include "sim/recorded/resimulation.h"

#include <algorithm>

#include "engine/base/match.h"
#include "engine/codec/calendar/calendar.h"
#include "engine/state/state.h"

namespace switchyard::sim {

Resimulation::Resimulation(const RecordedDay& day, const DayLaws& laws, Workspace rules, Rules which, Key key)
    : day_(day),
      laws_(laws),
      which_(which),
      key_(key),
      engine_(std::move(rules), day.start),
      calendar_(day.start),
      callbacks_of_(day.contacts.size()) {
  for (std::uint32_t i = 0; i < day.contacts.size(); ++i) {
    const std::uint32_t missed = day.contacts[i].missed;
    if (missed != no_contact) callbacks_of_[missed].push_back(i);
    add_contact(day.contacts[i]);
  }
  unseen_.on_the_line = false;
}

void Resimulation::run(const codec::ReplayObserver& observe) {
  observe_ = observe;
  if (which_ == Rules::other) tell_calendars();
  while (step()) {
  }
}

void Resimulation::tell_calendars() {
  const Workspace& rules = engine_.state().workspace();
  if (rules.calendars.empty()) return;
  const Time until = day_.end + days(1);
  turn(CalendarsExtend{codec::calendar_changes(rules, day_.start, until), until});
}

bool Resimulation::step() {
  const Time input = next_input_ < day_.inputs.size() ? day_.inputs[next_input_].time : never;
  const Time deadline = engine_.next_deadline();
  const Time due = calendar_.next_time();
  if (std::min({input, deadline, due}) > day_.end) return false;
  if (deadline <= std::min(input, due)) {
    calendar_.advance(deadline);
    turn(TimePasses{});
  } else if (input <= due) {
    calendar_.advance(input);
    feed(day_.inputs[next_input_++]);
  } else {
    act(calendar_.pop());
  }
  return true;
}

void Resimulation::feed(const RecordedInput& input) {
  const bool changes_rules = std::holds_alternative<WorkspaceChanges>(input.command) ||
                             std::holds_alternative<CalendarsExtend>(input.command);
  if (changes_rules && which_ == Rules::other) return;
  if (std::holds_alternative<TaskArrives>(input.command)) return arrive(input.contact, input);
  if (std::holds_alternative<WorkerChangesActivity>(input.command)) {
    goes_as_planned_ = true;
    turn(input.command);
    goes_as_planned_ = false;
    return;
  }
  if (input.contact == no_contact) return turn(input.command);
  Contact& contact = contacts_[input.contact];
  if (contact.stage != Stage::waiting) return;  // what the order was about has happened otherwise
  Command command = input.command;
  match(
      command, [&](TaskChanges& c) { c.task = contact.task; },
      [&](WorkerTakesTask& c) { c.task = contact.task; }, [](auto&) {});
  const auto* changes = std::get_if<TaskChanges>(&command);
  if (changes != nullptr && changes->callback.value_or(false)) {
    contact.on_the_line = false;
    calendar_.cancel(contact.next);
  }
  turn(command);
}

void Resimulation::turn(const Command& command) {
  output_.clear();
  engine_.apply(calendar_.now(), command, output_);
  const std::uint64_t sequence = engine_.sequence();
  observe_({sequence, calendar_.now(), command, output_, engine_, engine_.state().workspace()});
  for (const Event& event : output_.events) note_event(event);
  // Who acts at once takes another turn, so the effects are kept apart.
  const std::vector<Effect> effects = output_.effects;
  for (std::uint32_t i = 0; i < effects.size(); ++i) take_effect(effects[i], {sequence, i});
}

void Resimulation::note_event(const Event& event) {
  match(
      event,
      [&](const TaskCreated& e) {
        if (arriving_ == no_contact) return;
        contacts_[arriving_].task = e.task;
        by_task_.insert(e.task.value, arriving_);
        arriving_ = no_contact;
      },
      [&](const CallbackCreated& e) { adopt_callback(e); },
      [&](const ReservationCreated& e) {
        const std::uint32_t contact = contact_of(e.task);
        if (contact != no_slot) contacts_[contact].queue = e.queue;
      },
      [&](const TaskReturned& e) {
        const std::uint32_t contact = contact_of(e.task);
        if (contact != no_slot && contacts_[contact].stage != Stage::waiting) wait(contact);
      },
      [&](const TaskCompleted& e) { end(e.task); }, [&](const TaskCanceled& e) { end(e.task); },
      [&](const TaskDeleted& e) { end(e.task); }, [&](const TaskSystemDeleted& e) { end(e.task); },
      [&](const WorkerActivityChanged& e) { note_absence(e); }, [](const auto&) {});
}

// Who was taken out of service by a missed offer comes back as others did that day.
void Resimulation::note_absence(const WorkerActivityChanged& event) {
  Absence& absence = absences_[event.worker.value];
  calendar_.cancel(absence.comes_back);
  const auto& activities = engine_.state().workspace().activities;
  if (activities[event.to.index()].available || !activities[event.from.index()].available) return;
  if (goes_as_planned_) return;
  absence.before = event.from;
  const std::uint64_t entity = hash_of_name(engine_.state().workspace().workers[event.worker.index()].name);
  const auto length = laws_.absence.at(draw(Purpose::reconnect, entity, absence.count++));
  if (!length) return;
  absence.comes_back = calendar_.add(calendar_.now() + *length,
                                     {static_cast<std::uint32_t>(Kind::come_back), event.worker.value});
}

void Resimulation::take_effect(const Effect& effect, EffectId id) {
  match(
      effect, [&](const OfferReservation& e) { offered(e); }, [&](const WithdrawOffer& e) { withdrawn(e); },
      [&](const ConnectTask& e) { connected(e); }, [](const ReleaseCustomer&) {},
      [&](const OpenRecord& e) { open_record(e); }, [&](const PlaceCall& e) { place_call(e, id); },
      [](const RecordCall&) {}, [&](const RecordVoicemail& e) { record_voicemail(e); },
      [&](const ForwardCall& e) { forward(e, id); });
}

void Resimulation::act(CalendarItem item) {
  const Kind kind{item.kind};
  if (kind == Kind::accept || kind == Kind::reject) return answer(item.index, kind == Kind::accept);
  if (kind != Kind::come_back) return act_for(item.index, kind);
  turn(WorkerChangesActivity{WorkerId{item.index}, absences_[item.index].before, false});
}

void Resimulation::act_for(std::uint32_t contact, Kind kind) {
  contacts_[contact].next = {};
  const TaskId task = contacts_[contact].task;
  switch (kind) {
    case Kind::leave:
      return leave(contact);
    case Kind::finish:
      return finish(contact);
    case Kind::complete:
      return turn(WorkerCompletes{contacts_[contact].reservation, {}});
    case Kind::spoken:
      return turn(VoicemailArrives{task, "voicemail-" + std::to_string(task.value)});
    case Kind::reached:
      return end_call(contact, true);
    case Kind::not_reached:
      return end_call(contact, false);
    case Kind::forwarded:
      return end_forwarding(contact, true);
    default:
      return end_forwarding(contact, false);
  }
}

}  // namespace switchyard::sim
