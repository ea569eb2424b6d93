// The loop of a run: whose turn is next, what the engine is told, and what it asks for in return.
#include "sim/run.h"

#include <algorithm>

#include "engine/base/match.h"
#include "sim/people/workers.h"

namespace switchyard::sim {
Simulation::Simulation(const Scenario& scenario, RunOptions options)
    : scenario_(&scenario),
      key_{options.seed.value_or(scenario.seed), options.replication},
      observers_(std::move(options.observers)),
      before_(options.before),
      engine_(scenario.workspace, scenario.start),
      calendar_(scenario.start),
      streams_(make_streams(scenario, key_)),
      arrivals_(streams_.size()),
      queue_matters_(depends_on_queue(scenario)) {
  hire();
  for (std::uint32_t i = 0; i < streams_.size(); ++i) plan_arrival(i);
}

void Simulation::hire() {
  const Workspace& workspace = scenario_->workspace;
  for (const Worker& worker : workspace.workers) {
    const bool present =
        !worker.activity.is_none() && workspace.activities[worker.activity.index()].available;
    members_.push_back({&plain_habits_, hash_of_name(worker.name), {}, {}, present, present, 0});
  }
  for (const People& people : scenario_->people) {
    for (const WorkerId worker : people.workers) {
      Member& member = members_[worker.index()];
      member.habits = &people.habits;
      member.on = people.on;
      member.off = people.off;
    }
  }
  duty_ = duty_plan(*scenario_);
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
      return set_activity(item.index, members_[item.index].on_duty);
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
  if (queue_matters_) note_queues();
  bool missed = false;
  for (const Effect& effect : output_.effects) {
    match(
        effect, [&](const OfferReservation& offer) { offered(offer); },
        [&](const WithdrawOffer& offer) {
          withdrawn(offer);
          missed = missed || offer.reason == WithdrawReason::timed_out;
        },
        [&](const ConnectTask& connect) { connected(connect); },
        [&](const ReleaseCustomer& release) { released(release); });
  }
  if (missed) note_absences();
}

RunResult run(const Scenario& scenario, RunOptions options) {
  Simulation simulation(scenario, std::move(options));
  while (simulation.step()) {
  }
  return simulation.result();
}

}  // namespace switchyard::sim
