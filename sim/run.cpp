// The loop of a run: whose turn is next, what the engine is told, and what it asks for in return.
#include "sim/run.h"

#include <algorithm>

#include "engine/base/match.h"
#include "engine/codec/calendar/calendar.h"

namespace switchyard::sim {
namespace {

// Whether anything happens in events that no effect tells: callbacks, work of shared teams, transfers, and
// who is idle.
bool speaks_in_events(const Scenario& scenario) {
  const auto& tenants = scenario.workspace.tenants;
  const auto calls_back = [](const Tenant& tenant) { return !tenant.callbacks.queue.is_none(); };
  const auto passes_on = [](const People& people) {
    const Habits& habits = people.habits;
    return habits.hand_back || habits.callback_button || !habits.transfers.empty();
  };
  return std::any_of(tenants.begin(), tenants.end(), calls_back) ||
         std::any_of(scenario.people.begin(), scenario.people.end(), passes_on);
}

}  // namespace

Simulation::Simulation(const Scenario& scenario, RunOptions options)
    : scenario_(&scenario),
      key_{options.seed.value_or(scenario.seed), options.replication},
      observers_(std::move(options.observers)),
      before_(options.before),
      engine_(scenario.workspace, scenario.start),
      calendar_(scenario.start),
      streams_(make_streams(scenario, key_)),
      arrivals_(streams_.size()),
      notes_events_(depends_on_queue(scenario) || speaks_in_events(scenario)) {
  for (const Traffic& traffic : scenario.traffic) mixes_.push_back(mix_shares(traffic));
  if (!scenario.workspace.calendars.empty()) schedule(scenario.start, Kind::calendars, 0);
  hire();
  for (std::uint32_t i = 0; i < scenario.diverts.size(); ++i)
    schedule(scenario.diverts[i].at, Kind::divert, i);
  for (std::uint32_t i = 0; i < streams_.size(); ++i) plan_arrival(i);
}

void Simulation::hire() {
  const Workspace& workspace = scenario_->workspace;
  for (const Worker& worker : workspace.workers) {
    const bool present =
        !worker.activity.is_none() && workspace.activities[worker.activity.index()].available;
    Member& member = members_.emplace_back();
    member.habits = &plain_habits_;
    member.name_hash = hash_of_name(worker.name);
    member.planned = member.present = present ? Duty::on : Duty::off;
  }
  for (const People& people : scenario_->people) {
    for (const WorkerId worker : people.workers) {
      Member& member = members_[worker.index()];
      member.habits = &people.habits;
      member.on = people.on;
      member.off = people.off;
      member.rest = people.rest;
      member.pace = pace_of(people.habits, key_, member.name_hash);
      member.look.habit = presses_callback_button(people.habits, key_, member.name_hash);
      if (member.look.habit) pressers_.push_back(worker);
    }
  }
  duty_ = duty_plan(*scenario_, key_);
  if (!duty_.empty()) schedule(duty_.front().time, Kind::duty, 0);
}

Time Simulation::next_time() const {
  const Time next = std::min(calendar_.next_time(), engine_.next_deadline());
  return is_over(next) ? never : next;
}

bool Simulation::is_over(Time next) const {
  if (next < scenario_->end()) return false;
  return open_ == 0 || scenario_->drain <= Duration{} || next > scenario_->end() + scenario_->drain;
}

bool Simulation::step() {
  const Time due = calendar_.next_time();
  const Time deadline = engine_.next_deadline();
  if (is_over(std::min(due, deadline))) return false;
  if (deadline <= due) {
    calendar_.advance(deadline);
    turn(time_passes_);
  } else {
    act(calendar_.pop());
  }
  return true;
}

bool Simulation::run_until(Time time) {
  for (;;) {
    const Time next = next_time();
    if (next == never) return false;
    if (next >= time) return true;
    step();
  }
}

RunResult Simulation::result() const {
  RunResult result = result_;
  result.open = open_;
  result.end = next_time() == never ? std::max(now(), scenario_->end()) : now();
  return result;
}

CalendarHandle Simulation::schedule(Time time, Kind kind, std::uint32_t index) {
  return calendar_.add(time, {static_cast<std::uint32_t>(kind), index});
}

void Simulation::act(CalendarItem item) {
  switch (static_cast<Kind>(item.kind)) {
    case Kind::duty:
      return change_duty();
    case Kind::arrival:
      return arrive(item.index);
    case Kind::redial:
      return dial(item.index);
    case Kind::wait:
      return begin_wait(item.index);
    case Kind::patience:
      return leave(item.index);
    case Kind::accept:
      return answer(item.index, true);
    case Kind::reject:
      return answer(item.index, false);
    case Kind::finish:
      return finish(item.index);
    case Kind::complete:
      return complete(item.index);
    case Kind::forget:
      return close(item.index);
    case Kind::come_back:
      return set_activity(item.index, members_[item.index].planned);
    case Kind::calendars:
      return tell_calendars();
    case Kind::divert:
      return divert(item.index);
    case Kind::spoken:
      return speak(item.index);
    case Kind::reached:
      return reach(item.index);
    case Kind::not_reached:
      return miss_customer(item.index);
    case Kind::forwarded:
      return end_forwarding(item.index, true);
    case Kind::not_forwarded:
      return end_forwarding(item.index, false);
    case Kind::pass_on:
      return pass_on(item.index);
    case Kind::consult_ends:
      return end_consult(item.index);
    case Kind::written:
      return wait_for_customer(item.index);
    case Kind::writes:
      return customer_writes(item.index);
    case Kind::closes:
      return close_thread(item.index);
    case Kind::writes_more:
      return customer_writes_more(item.index);
    case Kind::asks_callback:
      return ask_for_callback(item.index);
    case Kind::looks:
      return press_button(WorkerId{item.index});
  }
}

void Simulation::apply(const Command& command) {
  output_.clear();
  if (before_) (*before_)(now(), command, output_);
  engine_.apply(now(), command, output_);
  ++result_.turns;
  for (const Observer& observer : observers_) observer(now(), command, output_);
}

void Simulation::turn(const Command& command) {
  apply(command);
  take_effects();
}

void Simulation::take_effects() {
  if (notes_events_) note_events();
  const std::uint64_t sequence = engine_.sequence();
  for (std::uint32_t i = 0; i < output_.effects.size(); ++i) take_effect(output_.effects[i], {sequence, i});
  const auto is_miss = [](const Effect& effect) {
    const auto* offer = std::get_if<WithdrawOffer>(&effect);
    return offer != nullptr && offer->reason == WithdrawReason::timed_out;
  };
  if (std::any_of(output_.effects.begin(), output_.effects.end(), is_miss)) note_absences();
}

void Simulation::take_effect(const Effect& effect, EffectId id) {
  match(
      effect, [&](const OfferReservation& e) { offered(e); }, [&](const WithdrawOffer& e) { withdrawn(e); },
      [&](const ConnectTask& e) { connected(e); }, [&](const ReleaseCustomer& e) { released(e); },
      [&](const OpenRecord& e) { open_record(e); }, [&](const PlaceCall& e) { place_call(e, id); },
      [](const RecordCall&) {}, [&](const RecordVoicemail& e) { record_voicemail(e); },
      [&](const ForwardCall& e) { forward_call(e, id); });
}

// What happened that no effect tells. Before the effects: they may speak of a task that was made here.
void Simulation::note_events() {
  for (const Event& event : output_.events) {
    note_event(event);
    if (!pressers_.empty()) note_work(event);
  }
}

void Simulation::note_event(const Event& event) {
  const auto contact_of = [&](TaskId task) { return by_task_.find(task.value); };
  if (const auto* created = std::get_if<ReservationCreated>(&event)) {
    const std::uint32_t slot = contact_of(created->task);
    if (slot != no_slot) contacts_[slot].queue = created->queue;
  } else if (const auto* entered = std::get_if<SharedTeamEntered>(&event)) {
    const std::uint32_t slot = contact_of(entered->task);
    if (slot != no_slot) contacts_[slot].shared = !entered->from.is_none();
  } else if (const auto* failed = std::get_if<TransferFailed>(&event)) {
    const std::uint32_t slot = contact_of(failed->task);
    if (slot != no_slot) resume(slot);
  } else if (const auto* callback = std::get_if<CallbackCreated>(&event)) {
    adopt_callback(*callback);
  }
}

bool Simulation::was_refused() const {
  return !output_.events.empty() && std::holds_alternative<CommandRefused>(output_.events.front());
}

void Simulation::tell_calendars() {
  // What is left of the day after the run's last possible moment asks for nothing more.
  const Time until = scenario_->end() + std::max(scenario_->drain, Duration{}) + days(1);
  turn(CalendarsExtend{codec::calendar_changes(scenario_->workspace, scenario_->start, until), until});
}

void Simulation::divert(std::uint32_t index) {
  const Divert& order = scenario_->diverts[index];
  turn(DivertTenant{order.tenant, order.to, order.code, order.until});
}

RunResult run(const Scenario& scenario, RunOptions options) {
  Simulation simulation(scenario, std::move(options));
  while (simulation.step()) {
  }
  return simulation.result();
}

}  // namespace switchyard::sim
