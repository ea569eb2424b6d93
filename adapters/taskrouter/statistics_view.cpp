// Whole seconds everywhere, what is left over is dropped.
#include "adapters/taskrouter/statistics_view.h"

#include <algorithm>
#include <charconv>

#include "adapters/taskrouter/task_parameters.h"
#include "adapters/taskrouter/task_view.h"
#include "adapters/taskrouter/work_records.h"
#include "engine/codec/text/task_status.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::size_t most_thresholds = 100;

std::int64_t whole_seconds(Duration duration) {
  return duration.microseconds / 1'000'000;
}

std::optional<Duration> read_threshold(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > 1'209'600) return std::nullopt;
  return seconds(value);
}

std::vector<Duration> read_thresholds(Parameters& parameters) {
  std::vector<Duration> thresholds;
  for (const std::string& text : parameters.list("SplitByWaitTime")) {
    const auto threshold = read_threshold(text);
    if (!threshold) parameters.refuse("SplitByWaitTime must be whole seconds, separated by commas");
    if (threshold) thresholds.push_back(*threshold);
  }
  if (thresholds.size() > most_thresholds)
    parameters.refuse("SplitByWaitTime may have at most 100 thresholds");
  return thresholds;
}

Json waits_json(const Waits& waits) {
  return {{"avg", whole_seconds(waits.average())},
          {"min", whole_seconds(waits.least)},
          {"max", whole_seconds(waits.most)},
          {"total", whole_seconds(waits.total)}};
}

Json split_json(const std::vector<Split>& splits) {
  Json body = Json::object();
  for (const Split& split : splits) {
    Json& one = body[std::to_string(whole_seconds(split.threshold))];
    one["above"] = {{"tasks_canceled", split.canceled_above},
                    {"reservations_accepted", split.accepted_above}};
    one["below"] = {{"tasks_canceled", split.canceled_below},
                    {"reservations_accepted", split.accepted_below}};
  }
  return body;
}

void add_reservations(Json& body, const Cumulative& sum) {
  body["reservations_created"] = sum.count(FactKind::reservation_created);
  body["reservations_accepted"] = sum.count(FactKind::reservation_accepted);
  body["reservations_rejected"] = sum.count(FactKind::reservation_rejected);
  body["reservations_timed_out"] = sum.count(FactKind::reservation_timed_out);
  body["reservations_canceled"] = sum.count(FactKind::reservation_canceled);
  body["reservations_rescinded"] = sum.count(FactKind::reservation_rescinded);
}

void add_entered(Json& body, Subject subject, const Cumulative& sum) {
  if (subject == Subject::workspace) body["tasks_created"] = sum.count(FactKind::task_created);
  if (subject == Subject::workflow) body["tasks_entered"] = sum.count(FactKind::task_entered_workflow);
  if (subject == Subject::queue) body["tasks_entered"] = sum.count(FactKind::task_entered_queue);
}

void add_task_counts(Json& body, Subject subject, const Cumulative& sum) {
  add_entered(body, subject, sum);
  body["tasks_canceled"] = sum.count(FactKind::task_canceled);
  body["tasks_completed"] = sum.count(FactKind::task_completed);
  body["tasks_deleted"] = sum.count(FactKind::task_deleted);
  body["tasks_moved"] = sum.count(FactKind::task_moved);
  if (subject != Subject::queue)
    body["tasks_timed_out_in_workflow"] = sum.count(FactKind::task_timed_out_in_workflow);
  body["avg_task_acceptance_time"] = whole_seconds(sum.until_accepted.average());
  body["wait_duration_until_accepted"] = waits_json(sum.until_accepted);
  body["wait_duration_until_canceled"] = waits_json(sum.until_canceled);
  if (subject == Subject::queue)
    body["wait_duration_in_queue_until_accepted"] = waits_json(sum.in_queue_until_accepted);
  body["split_by_wait_time"] = split_json(sum.splits);
}

Json sid_or_null(const Scope& scope, const OldestTask& oldest) {
  return oldest.task.is_none() ? Json() : Json(sid_of(scope, oldest.task));
}

}  // namespace

StatisticsQuery read_statistics_query(const Scope& scope, Parameters& parameters) {
  return {read_period(parameters, scope.now()), task_channel(scope, parameters), read_thresholds(parameters)};
}

Json statistics_frame(const Scope& scope, std::string_view sid_key, const std::string& sid) {
  Json body;
  body["account_sid"] = scope.call().caller.account;
  body["workspace_sid"] = scope.configuration().workspace_sid();
  if (!sid_key.empty()) body[std::string(sid_key)] = sid;
  body["url"] = scope.call().base_url + scope.call().request.path;
  return body;
}

void add_cumulative(Json& body, const Scope& scope, Subject subject, const StatisticsQuery& query,
                    const Cumulative& sum) {
  const FactLog* log = scope.records().facts(scope.rules().name);
  const Time known_since = log == nullptr ? scope.now() : log->complete_since();
  body["start_time"] = date_text(std::max(query.period.from, known_since));
  body["end_time"] = date_text(query.period.until);
  add_reservations(body, sum);
  if (subject != Subject::workers) add_task_counts(body, subject, sum);
}

void add_tasks(Json& body, const Scope& scope, Subject subject, const TaskFigures& tasks) {
  body["total_tasks"] = tasks.total;
  Json& by_status = body["tasks_by_status"] = Json::object();
  for (std::size_t s = 0; s < tasks.by_status.size(); ++s)
    by_status[std::string(codec::enum_text(static_cast<TaskStatus>(s)))] = tasks.by_status[s];
  Json& by_priority = body["tasks_by_priority"] = Json::object();
  for (const auto& [priority, count] : tasks.by_priority) by_priority[std::to_string(priority)] = count;
  body["longest_task_waiting_age"] = whole_seconds(tasks.longest_waiting.age);
  body["longest_task_waiting_sid"] = sid_or_null(scope, tasks.longest_waiting);
  if (subject != Subject::queue) return;
  body["longest_relative_task_age_in_queue"] = whole_seconds(tasks.longest_waiting_in_queue.age);
  body["longest_relative_task_sid_in_queue"] = sid_or_null(scope, tasks.longest_waiting_in_queue);
}

void add_workers(Json& body, const Scope& scope, Subject subject, const WorkerFigures& workers) {
  body[subject == Subject::queue ? "total_eligible_workers" : "total_workers"] = workers.total;
  if (subject == Subject::queue) body["total_available_workers"] = workers.available;
  Json& activities = body["activity_statistics"] = Json::array();
  for (const std::uint32_t id : scope.configuration().ids(SidKind::activity)) {
    activities.push_back({{"sid", scope.activity_sid({id})},
                          {"friendly_name", scope.rules().activities[id].name},
                          {"workers", workers.by_activity[id]}});
  }
}

void add_durations(Json& body, const Scope& scope, const std::vector<Waits>& durations) {
  Json& activities = body["activity_durations"] = Json::array();
  for (const std::uint32_t id : scope.configuration().ids(SidKind::activity)) {
    Json one{{"sid", scope.activity_sid({id})}, {"friendly_name", scope.rules().activities[id].name}};
    one.update(waits_json(durations[id]));
    activities.push_back(std::move(one));
  }
}

}  // namespace switchyard::adapters::taskrouter
