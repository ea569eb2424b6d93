// Events: the window is searched, newest first.
#include "adapters/taskrouter/events.h"

#include <algorithm>
#include <optional>

#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/period.h"
#include "adapters/taskrouter/task_parameters.h"
#include "adapters/taskrouter/task_view.h"
#include "adapters/taskrouter/work_records.h"

namespace switchyard::adapters::taskrouter {
namespace {

using twilio_events::Event;
using twilio_events::EventNames;
using twilio_events::Resource;

struct Filter {
  Period period;
  std::vector<std::string> types;
  std::optional<std::uint64_t> serial;
  std::optional<TaskId> task;
  std::optional<ReservationId> reservation;
  std::optional<WorkerId> worker;
  std::optional<TaskQueueId> queue;
  std::optional<WorkflowId> workflow;
  std::optional<TaskChannelId> channel;
};

// A SID that is none of ours fits no event.
std::optional<std::uint64_t> serial_parameter(const Scope& scope, Parameters& parameters,
                                              std::string_view name, SidKind kind) {
  const auto sid = parameters.text(name);
  if (!sid || sid->empty()) return std::nullopt;
  return scope.configuration().find_serial(kind, *sid).value_or(0);
}

template <class Id>
std::optional<Id> id_parameter(const Scope& scope, Parameters& parameters, std::string_view name,
                               SidKind kind) {
  const auto serial = serial_parameter(scope, parameters, name, kind);
  if (!serial) return std::nullopt;
  return *serial == 0 ? Id{} : Id{static_cast<std::uint32_t>(*serial - 1)};
}

std::optional<TaskChannelId> channel_parameter(const Scope& scope, Parameters& parameters) {
  const auto name = parameters.text("TaskChannel");
  if (!name || name->empty()) return std::nullopt;
  return scope.find_channel(*name).value_or(TaskChannelId{});
}

Filter read_filter(const Scope& scope, Parameters& parameters) {
  Filter filter;
  filter.period = read_period(parameters, scope.now());
  filter.types = parameters.list("EventType");
  if (const auto serial = serial_parameter(scope, parameters, "TaskSid", SidKind::task))
    filter.task = TaskId{*serial};
  if (const auto serial = serial_parameter(scope, parameters, "ReservationSid", SidKind::reservation))
    filter.reservation = ReservationId{*serial};
  filter.serial = serial_parameter(scope, parameters, "Sid", SidKind::event);
  filter.worker = id_parameter<WorkerId>(scope, parameters, "WorkerSid", SidKind::worker);
  filter.queue = id_parameter<TaskQueueId>(scope, parameters, "TaskQueueSid", SidKind::task_queue);
  filter.workflow = id_parameter<WorkflowId>(scope, parameters, "WorkflowSid", SidKind::workflow);
  filter.channel = channel_parameter(scope, parameters);
  return filter;
}

// None is never meant: a wanted thing that does not exist fits nothing.
template <class Id>
bool is_wanted(const std::optional<Id>& wanted, Id found) {
  return !wanted || (*wanted == found && !found.is_none());
}

bool passes(const Filter& filter, const Event& event) {
  const bool of_type = filter.types.empty() || std::find(filter.types.begin(), filter.types.end(),
                                                         type_text(event.type)) != filter.types.end();
  return of_type && is_wanted(filter.task, event.task) && is_wanted(filter.reservation, event.reservation) &&
         (!filter.serial || *filter.serial == event.serial) && is_wanted(filter.worker, event.worker) &&
         is_wanted(filter.queue, event.queue) && is_wanted(filter.workflow, event.workflow) &&
         is_wanted(filter.channel, event.channel);
}

// Of a task that came to a shared team, its own tenant sees what happened to it; what concerns no tenant
// alone, all see.
bool may_see(const Scope& scope, const Event& event) {
  return event.tenant.is_none() || scope.sees(event.tenant);
}

std::string resource_url(const Scope& scope, const Event& event, const std::string& sid) {
  switch (resource_of(event.type)) {
    case Resource::workspace:
      return scope.url();
    case Resource::activity:
      return scope.url({"Activities", sid});
    case Resource::task_channel:
      return scope.url({"TaskChannels", sid});
    case Resource::task_queue:
      return scope.url({"TaskQueues", sid});
    case Resource::workflow:
      return scope.url({"Workflows", sid});
    case Resource::worker:
      return scope.url({"Workers", sid});
    case Resource::task:
      return scope.url({"Tasks", sid});
    case Resource::reservation:
      return scope.url({"Tasks", sid_of(scope, event.task), "Reservations", sid});
  }
  return {};
}

Json event_json(const Scope& scope, const Event& event, const EventNames& names) {
  const std::string sid = scope.configuration().serial_sid(SidKind::event, event.serial);
  const std::string resource = resource_sid(event, names);
  Json data = Json::object();
  for (auto& [name, value] : event_data(event, names)) data[twilio_events::snake_case(name)] = value;
  Json body;
  body["sid"] = sid;
  body["account_sid"] = names.account_sid;
  body["workspace_sid"] = scope.configuration().workspace_sid();
  body["event_type"] = type_text(event.type);
  body["event_date"] = date_text(event.time);
  body["event_date_ms"] = event.time.microseconds / 1'000;
  body["description"] = description(event, names);
  for (const char* unknown : {"actor_sid", "actor_type", "actor_url"}) body[unknown] = nullptr;
  body["resource_sid"] = resource;
  body["resource_type"] = resource_text(resource_of(event.type));
  body["resource_url"] = resource_url(scope, event, resource);
  body["event_data"] = std::move(data);
  body["source"] = "switchyard";
  body["source_ip_address"] = nullptr;
  body["url"] = scope.url({"Events", sid});
  return body;
}

EventNames names_of(const Scope& scope) {
  return event_names(scope.configuration(), scope.rules(), scope.call().caller.account);
}

Decision list_events(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  const Filter filter = read_filter(scope, parameters);
  if (parameters.error()) return *parameters.error();
  const auto* events = scope.records().events(scope.rules().name);
  std::vector<const Event*> found;
  if (events != nullptr) {
    const auto end = events->first_since(filter.period.until);
    for (auto event = events->first_since(filter.period.from); event < end; ++event) {
      if (may_see(scope, *event) && passes(filter, *event)) found.push_back(&*event);
    }
  }
  std::reverse(found.begin(), found.end());
  const EventNames names = names_of(scope);
  return list_reply(
      scope.call(), "events", found,
      [&](const Event* event) { return scope.configuration().serial_sid(SidKind::event, event->serial); },
      [&](const Event* event) { return event_json(scope, *event, names); });
}

Decision fetch_event(const Scope& scope) {
  const auto serial = scope.configuration().find_serial(SidKind::event, scope.call().path[1]);
  const auto* events = scope.records().events(scope.rules().name);
  const Event* event = serial && events != nullptr ? events->find(*serial) : nullptr;
  if (event == nullptr || !may_see(scope, *event)) return not_found(scope);
  return json_response(200, event_json(scope, *event, names_of(scope)));
}

}  // namespace

EventNames event_names(const Configuration& configuration, const Workspace& rules, std::string account_sid) {
  return {rules, std::move(account_sid), configuration.friendly_name(),
          [&configuration](SidKind kind, std::uint64_t serial) {
            const bool declared =
                kind != SidKind::workspace && kind < SidKind::task && kind != SidKind::worker_channel;
            return declared ? configuration.sid(kind, static_cast<std::uint32_t>(serial - 1))
                            : configuration.serial_sid(kind, serial);
          }};
}

std::vector<Route> event_routes() {
  return {{"GET", "/v1/Workspaces/{}/Events", list_events},
          {"GET", "/v1/Workspaces/{}/Events/{}", fetch_event}};
}

}  // namespace switchyard::adapters::taskrouter
