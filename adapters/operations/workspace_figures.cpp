// Each event moves a few figures; pointers to their series are kept, so that a turn costs no look-up by
// labels.
#include "adapters/operations/workspace_figures.h"

#include <algorithm>
#include <limits>

#include "engine/base/match.h"
#include "engine/codec/text/duration.h"
#include "engine/codec/text/enums.h"
#include "engine/state/state.h"

namespace switchyard::adapters::operations {
namespace {

double in_seconds(Duration duration) {
  return static_cast<double>(duration.microseconds) / 1e6;
}

Duration longest_of(const std::vector<Duration>& windows) {
  return *std::max_element(windows.begin(), windows.end());
}

template <class Table>
std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const auto& row : table) names.push_back(row.name);
  return names;
}

}  // namespace

template <class Metric, class... Arguments>
Metric& WorkspaceFigures::add(prometheus::Family<Metric>& family, prometheus::Labels labels,
                              Arguments&&... arguments) {
  labels.emplace("workspace", workspace_);
  Metric& metric = family.Add(labels, std::forward<Arguments>(arguments)...);
  if constexpr (std::is_same_v<Metric, prometheus::Counter>) {
    counter_series_.emplace_back(&family, &metric);
  } else if constexpr (std::is_same_v<Metric, prometheus::Gauge>) {
    gauge_series_.emplace_back(&family, &metric);
  } else {
    histogram_series_.emplace_back(&family, &metric);
  }
  return metric;
}

WorkspaceFigures::WorkspaceFigures(Families& families, const FigureTerms& terms, const WorkspaceView& view)
    : families_(families),
      terms_(terms),
      workspace_(view.name),
      level_(longest_of(terms.windows)),
      now_(view.now) {
  open_.begin(view.engine.state());
  learn_names(view.engine.state().workspace());
  count_workers(view.engine.state());
  for (const Duration window : terms.windows)
    levels_.push_back(&add(families.service_level, {{"window", codec::to_text(window)}}));
  journal_ = &add(families.journal, {});
  journal_->Set(static_cast<double>(view.engine.sequence()));
  effects_done_ = &add(families.effects, {{"result", "succeeded"}});
  effects_failed_ = &add(families.effects, {{"result", "failed"}});
}

WorkspaceFigures::~WorkspaceFigures() {
  for (const auto& [family, metric] : counter_series_) family->Remove(metric);
  for (const auto& [family, metric] : gauge_series_) family->Remove(metric);
  for (const auto& [family, metric] : histogram_series_) family->Remove(metric);
}

void WorkspaceFigures::learn_names(const Workspace& workspace) {
  tenants_ = names_of(workspace.tenants);
  queues_ = names_of(workspace.queues);
  channels_ = names_of(workspace.channels);
  activities_ = names_of(workspace.activities);
  while (depth_.size() < queues_.size()) {
    const std::string& queue = queues_[depth_.size()];
    depth_.push_back(&add(families_.depth, {{"queue", queue}}));
    oldest_.push_back(&add(families_.oldest_age, {{"queue", queue}}));
  }
}

std::string WorkspaceFigures::name_of(const std::vector<std::string>& table, std::uint32_t id) const {
  return id < table.size() ? table[id] : std::string();
}

prometheus::Gauge& WorkspaceFigures::worker_gauge(TenantId tenant, ActivityId activity) {
  prometheus::Gauge*& gauge = workers_[{tenant.value, activity.value}];
  if (gauge == nullptr)
    gauge = &add(families_.workers, {{"tenant", name_of(tenants_, tenant.value)},
                                     {"activity", name_of(activities_, activity.value)}});
  return *gauge;
}

void WorkspaceFigures::count_workers(const State& state) {
  for (const auto& [key, gauge] : workers_) gauge->Set(0);
  const Workspace& workspace = state.workspace();
  for (std::size_t i = 0; i < state.workers.size(); ++i) {
    if (!state.workers[i].removed)
      worker_gauge(workspace.workers[i].tenant, state.workers[i].activity).Increment();
  }
}

void WorkspaceFigures::apply(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  counts_ = !replayed;
  now_ = turn.time;
  for (const Event& event : turn.output.events) apply(view, event);
  if (counts_) count_effect(turn);
  journal_->Set(static_cast<double>(turn.sequence));
}

// A result that comes again is refused, and was counted.
void WorkspaceFigures::count_effect(const TurnSeen& turn) {
  const bool failed = std::holds_alternative<EffectFails>(turn.command);
  if (!failed && !std::holds_alternative<EffectSucceeds>(turn.command)) return;
  for (const Event& event : turn.output.events) {
    if (std::holds_alternative<CommandRefused>(event)) return;
  }
  (failed ? effects_failed_ : effects_done_)->Increment();
}

void WorkspaceFigures::apply(const WorkspaceView& view, const Event& event) {
  match(
      event,
      [&](const TaskCreated& e) {
        open_.arrive(e.task, {e.tenant, e.channel, {}, now_, now_, never, false});
      },
      [&](const TaskQueueEntered& e) { open_.enter_queue(e.task, e.queue, now_); },
      [&](const TaskQueueLeft& e) { open_.leave_queue(e.task); },
      [&](const VoicemailEntered& e) { open_.leave_queue(e.task); },
      [&](const TaskForwarding& e) { open_.leave_queue(e.task); },
      [&](const TaskAssigned& e) { on_assigned(e.task); },
      [&](const TaskCompleted& e) { on_ended(e.task, "completed", true, false); },
      [&](const TaskCanceled& e) {
        on_ended(e.task, codec::enum_text(e.reason), false, e.reason == CancelReason::abandoned);
      },
      [&](const TaskDeleted& e) { on_ended(e.task, "deleted", false, false); },
      [&](const TaskSystemDeleted& e) { on_ended(e.task, "system_deleted", false, false); },
      [&](const ReservationAccepted&) { on_reservation("accepted"); },
      [&](const ReservationRejected&) { on_reservation("rejected"); },
      [&](const ReservationTimedOut&) { on_reservation("timed_out"); },
      [&](const ReservationCanceled&) { on_reservation("canceled"); },
      [&](const ReservationRescinded&) { on_reservation("rescinded"); },
      [&](const WorkerActivityChanged& e) { on_activity(view, e); },
      [&](const WorkspaceChanged&) {
        learn_names(view.engine.state().workspace());
        count_workers(view.engine.state());
      },
      [](const auto&) {});
}

void WorkspaceFigures::on_assigned(TaskId task) {
  OpenTask* open = open_.find(task);
  if (open == nullptr) return;
  open_.leave_queue(task);
  if (open->answered != never) return;  // handed over: the customer was answered before
  open->answered = now_;
  open->handle_known = true;
  const Duration wait = now_ - open->arrived;
  level_.count(now_, true, wait <= terms_.service_level);
  if (counts_) times_of(*open).wait->Observe(in_seconds(wait));
}

WorkspaceFigures::Times& WorkspaceFigures::times_of(const OpenTask& task) {
  Times& times = times_[{task.queue.value, task.channel.value}];
  if (times.wait != nullptr) return times;
  const prometheus::Labels labels = {{"queue", name_of(queues_, task.queue.value)},
                                     {"channel", name_of(channels_, task.channel.value)}};
  times.wait = &add(families_.wait, labels, wait_buckets());
  times.handle = &add(families_.handle, labels, handle_buckets());
  return times;
}

void WorkspaceFigures::on_ended(TaskId task, std::string_view outcome, bool completed, bool abandoned) {
  const OpenTask* known = open_.find(task);
  if (known == nullptr) return;  // completed before, deleted now
  const OpenTask open = *known;
  open_.forget(task);
  if (abandoned) level_.count(now_, false, false);
  if (!counts_) return;
  const auto next = static_cast<std::uint32_t>(outcomes_.size());
  const auto number = outcomes_.try_emplace(std::string(outcome), next).first->second;
  prometheus::Counter*& counter = tasks_[{open.tenant.value, open.queue.value, open.channel.value, number}];
  if (counter == nullptr)
    counter = &add(families_.tasks, {{"tenant", name_of(tenants_, open.tenant.value)},
                                     {"queue", name_of(queues_, open.queue.value)},
                                     {"channel", name_of(channels_, open.channel.value)},
                                     {"outcome", std::string(outcome)}});
  counter->Increment();
  if (completed && open.handle_known) times_of(open).handle->Observe(in_seconds(now_ - open.answered));
}

void WorkspaceFigures::on_reservation(std::string_view result) {
  if (!counts_) return;
  const auto found = reservations_.find(result);
  prometheus::Counter*& counter =
      found != reservations_.end() ? found->second : reservations_[std::string(result)];
  if (counter == nullptr) counter = &add(families_.reservations, {{"result", std::string(result)}});
  counter->Increment();
}

void WorkspaceFigures::on_activity(const WorkspaceView& view, const WorkerActivityChanged& change) {
  const TenantId tenant = view.engine.state().workspace().workers[change.worker.index()].tenant;
  worker_gauge(tenant, change.from).Decrement();
  worker_gauge(tenant, change.to).Increment();
}

void WorkspaceFigures::look(Time now) {
  const auto& waiting = open_.waiting();
  for (std::size_t q = 0; q < depth_.size(); ++q) {
    const bool none = q >= waiting.size() || waiting[q].empty();
    depth_[q]->Set(none ? 0 : static_cast<double>(waiting[q].size()));
    oldest_[q]->Set(none ? 0 : std::max(0.0, in_seconds(now - waiting[q].begin()->first)));
  }
  for (std::size_t w = 0; w < levels_.size(); ++w) {
    const auto ratio = level_.ratio(now, terms_.windows[w]);
    levels_[w]->Set(ratio.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
}

}  // namespace switchyard::adapters::operations
