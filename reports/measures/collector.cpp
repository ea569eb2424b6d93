// The table of contents of the collector: one line an event.
#include "reports/measures/collector.h"

#include <limits>
#include <utility>
#include <variant>

#include "engine/base/check.h"
#include "reports/measures/books.h"
#include "reports/measures/finish.h"
#include "reports/measures/offer_ledger.h"
#include "reports/measures/task_ledger.h"

namespace switchyard::reports {
namespace {

template <class Wanted, class... Kinds>
constexpr std::size_t index_in(const std::variant<Kinds...>*) {
  std::size_t index = 0;
  bool found = false;
  ((found = found || std::is_same_v<Wanted, Kinds>, index += found ? 0U : 1U), ...);
  return index;
}

// The alternative's number, so that a switch can be written over events.
template <class Wanted>
constexpr std::size_t number = index_in<Wanted>(static_cast<const Event*>(nullptr));

template <class Wanted>
const Wanted& as(const Event& event) {
  return *std::get_if<Wanted>(&event);
}

Settings checked(const Settings& settings) {
  SY_CHECK(settings.window.interval > Duration{});
  SY_CHECK(settings.window.end > settings.window.start);
  SY_CHECK(!settings.service_levels.empty() && settings.service_levels.size() <= most_thresholds);
  return settings;
}

}  // namespace

struct Collector::Parts {
  Books books;
  TaskLedger tasks;
  OfferLedger offers;
  Time last{std::numeric_limits<std::int64_t>::min()};
  std::uint32_t present = 0;  // interval
  Time present_ends;

  Parts(const Settings& settings, const Workspace& workspace)
      : books(checked(settings), workspace), tasks(books), offers(books, tasks, workspace) {
    present_ends = books.window().end_of(0);
  }

  // One interval after the other, so that no more than a few are in memory however long nothing happened.
  // What belongs to the last one is often still under way.
  void pass_to(Time now) {
    while (present_ends <= now) {
      books.settle(present_ends);
      offers.settle(present_ends);
      books.put_aside(present++);
      present_ends = present < books.window().count() ? books.window().end_of(present) : never;
    }
  }

  void extend(Time now, const Command& command) {
    const auto* change = std::get_if<WorkspaceChanges>(&command);
    SY_CHECK(change != nullptr && change->workspace.size() == 1);
    books.extend(change->workspace.front());
    offers.extend(now, change->workspace.front());
  }

  void see_command(const Command& command, const Output& output);
  bool see_task(Time now, const Event& event);
  bool see_hand_over(Time now, const Event& event);
  bool see_offer(Time now, const Event& event);
  void see_worker(Time now, const Event& event, const Command& command);
};

// What no event tells: that the customer asked to be called, and that a worker took the work by the button.
// After the events, which say whether it was refused.
void Collector::Parts::see_command(const Command& command, const Output& output) {
  if (output.events.empty() || std::holds_alternative<CommandRefused>(output.events.front())) return;
  if (const auto* change = std::get_if<TaskChanges>(&command)) {
    if (change->callback.value_or(false)) tasks.callback_requested(change->task);
  } else if (std::holds_alternative<WorkerTakesTask>(command)) {
    for (const Event& event : output.events) {
      const auto* taken = std::get_if<ReservationAccepted>(&event);
      if (taken != nullptr) offers.taken_by_button(taken->reservation);
    }
  }
}

bool Collector::Parts::see_task(Time now, const Event& event) {
  switch (event.index()) {
    case number<TaskCreated>:
      return tasks.created(now, as<TaskCreated>(event)), true;
    case number<TaskQueueEntered>:
      return tasks.entered(now, as<TaskQueueEntered>(event)), true;
    case number<TaskQueueTimedOut>:
      return tasks.timed_out(as<TaskQueueTimedOut>(event)), true;
    case number<TaskQueueLeft>:
      return tasks.left(as<TaskQueueLeft>(event)), true;
    case number<TaskQueueFull>:
      return tasks.full(now, as<TaskQueueFull>(event)), true;
    case number<TaskReturned>:
      return tasks.returned(now, as<TaskReturned>(event)), true;
    case number<TaskAssigned>:
      return tasks.assigned(now, as<TaskAssigned>(event)), true;
    case number<TaskCompleted>:
      offers.task_completes(now, as<TaskCompleted>(event));
      return tasks.completed(now, as<TaskCompleted>(event)), true;
    case number<TaskCanceled>:
      return tasks.canceled(now, as<TaskCanceled>(event)), true;
    case number<TaskDeleted>:
      return tasks.deleted(now, as<TaskDeleted>(event).task, "deleted"), true;
    case number<TaskSystemDeleted>:
      return tasks.deleted(now, as<TaskSystemDeleted>(event).task, "system_deleted"), true;
    default:
      return false;
  }
}

bool Collector::Parts::see_hand_over(Time now, const Event& event) {
  switch (event.index()) {
    case number<SharedTeamEntered>:
      return tasks.shared_team_entered(now, as<SharedTeamEntered>(event)), true;
    case number<TaskHandedBack>:
      return tasks.handed_back(now, as<TaskHandedBack>(event)), true;
    case number<WorkerWaitStarted>:
      return tasks.waits_for_worker(now, as<WorkerWaitStarted>(event)), true;
    case number<TransferStarted>:
      return tasks.transfer_started(now, as<TransferStarted>(event)), true;
    case number<TransferCompleted>:
      return tasks.transfer_completed(as<TransferCompleted>(event)), true;
    case number<TransferFailed>:
      return tasks.transfer_failed(now, as<TransferFailed>(event)), true;
    case number<VoicemailEntered>:
      return tasks.goes_elsewhere(now, as<VoicemailEntered>(event).task), true;
    case number<TaskForwarding>:
      return tasks.goes_elsewhere(now, as<TaskForwarding>(event).task), true;
    case number<CallbackCreated>:
      return tasks.callback_created(as<CallbackCreated>(event)), true;
    case number<CallbackBecameOverdue>:
      return tasks.callback_overdue(as<CallbackBecameOverdue>(event)), true;
    case number<ThreadJoined>:
      return tasks.message_joined(as<ThreadJoined>(event)), true;
    case number<CallFailed>:
      return offers.call_failed(as<CallFailed>(event).reservation), true;
    default:
      return false;
  }
}

bool Collector::Parts::see_offer(Time now, const Event& event) {
  switch (event.index()) {
    case number<ReservationCreated>:
      return offers.created(now, as<ReservationCreated>(event)), true;
    case number<ReservationAccepted>:
      return offers.accepted(now, as<ReservationAccepted>(event)), true;
    case number<ReservationRejected>:
      return offers.rejected(now, as<ReservationRejected>(event).reservation), true;
    case number<ReservationTimedOut>:
      return offers.timed_out(now, as<ReservationTimedOut>(event).reservation), true;
    case number<ReservationCanceled>:
      return offers.canceled(now, as<ReservationCanceled>(event).reservation), true;
    case number<ReservationRescinded>:
      return offers.rescinded(now, as<ReservationRescinded>(event).reservation), true;
    case number<ReservationWrapping>:
      return offers.wrapping(now, as<ReservationWrapping>(event).reservation), true;
    case number<ReservationCompleted>:
      return offers.completed(now, as<ReservationCompleted>(event).reservation), true;
    default:
      return false;
  }
}

void Collector::Parts::see_worker(Time now, const Event& event, const Command& command) {
  switch (event.index()) {
    case number<WorkerActivityChanged>:
      return offers.activity_changed(now, as<WorkerActivityChanged>(event));
    case number<CooldownStarted>:
      return offers.cooldown_started(now, as<CooldownStarted>(event));
    case number<CooldownEnded>:
      return offers.cooldown_ended(now, as<CooldownEnded>(event));
    case number<WorkspaceChanged>:
      return extend(now, command);
    default:
      return;
  }
}

Collector::Collector(const Settings& settings, const Workspace& workspace)
    : parts_(std::make_unique<Parts>(settings, workspace)) {}

Collector::~Collector() = default;
Collector::Collector(Collector&&) noexcept = default;
Collector& Collector::operator=(Collector&&) noexcept = default;

void Collector::on_task_ended(std::function<void(const EndedTask&)> handler) {
  parts_->tasks.on_ended(std::move(handler));
}

void Collector::observe(Time now, const Command& command, const Output& output) {
  SY_CHECK(now >= parts_->last);
  parts_->last = now;
  parts_->pass_to(now);
  for (const Event& event : output.events) {
    if (parts_->see_task(now, event) || parts_->see_offer(now, event)) continue;
    if (!parts_->see_hand_over(now, event)) parts_->see_worker(now, event, command);
  }
  parts_->see_command(command, output);
  for (const Effect& effect : output.effects) {
    if (const auto* call = std::get_if<PlaceCall>(&effect)) parts_->offers.call_placed(call->reservation);
  }
  parts_->tasks.turn_ends(now);
}

Measures Collector::finish(Time end) {
  parts_->pass_to(end);
  parts_->tasks.run_ends(end);
  parts_->offers.run_ends(end);
  return gather(parts_->books, parts_->offers, end);
}

}  // namespace switchyard::reports
