// The fields of a task and of a reservation, each once.
#include "adapters/taskrouter/task_view.h"

#include <algorithm>
#include <array>

#include "adapters/taskrouter/attributes.h"
#include "adapters/taskrouter/json_text.h"
#include "adapters/taskrouter/work_records.h"
#include "engine/base/match.h"
#include "engine/codec/json/values.h"
#include "engine/codec/text/task_status.h"
#include "engine/state/pools.h"

namespace switchyard::adapters::taskrouter {
namespace {

using twilio_events::TaskNote;

constexpr std::array<std::string_view, 8> reservation_words{"pending",  "accepted", "wrapping", "completed",
                                                            "rejected", "timeout",  "canceled", "rescinded"};

bool is_forgotten(const Scope& scope, Time ended) {
  return ended <= scope.now() - scope.rules().ended_kept;
}

template <class Things, class Kind>
Json name_or_null(const Things& things, Id<Kind> id) {
  return id.index() < things.size() ? Json(things[id.index()].name) : Json();
}

// Where direct work was sent; null for work of a workflow that was named as such.
Json routing_target(const Scope& scope, const switchyard::Route& route) {
  return match(
      route, [](const ThroughWorkflow&) { return Json(); },
      [&](const ToWorker& to) { return scope.worker_sid(to.worker); },
      [&](const ToTaskQueue& to) { return scope.queue_sid(to.queue); });
}

Json url_or_null(const Scope& scope, std::string_view part, const Json& sid) {
  return sid.is_null() ? Json() : Json(scope.url({part, sid.get_ref<const std::string&>()}));
}

void add_places(JsonObject& body, const Scope& scope, const Task& task) {
  body.add("task_queue_sid", scope.queue_sid(task.queue));
  body.add("task_queue_friendly_name", name_or_null(scope.rules().queues, task.queue));
  body.add("task_channel_sid", scope.channel_sid(task.channel));
  body.add("task_channel_unique_name", name_or_null(scope.rules().channels, task.channel));
  body.add("workflow_sid", scope.workflow_sid(task.workflow));
  body.add("workflow_friendly_name", name_or_null(scope.rules().workflows, task.workflow));
}

// What only the notes know; the arrival is the best guess for dates.
void add_noted(JsonObject& body, const Scope& scope, const Task& task) {
  const TaskNote* note = note_of(scope, task.id);
  const switchyard::Route route = note == nullptr ? switchyard::Route(ThroughWorkflow{}) : note->route;
  const auto* direct = std::get_if<ToWorker>(&route);
  body.add("reason", note == nullptr || note->reason.empty() ? Json() : Json(note->reason));
  body.add("date_updated", date_text(note == nullptr ? task.arrived : note->updated));
  body.add(
      "task_queue_entered_date",
      task.queue.is_none() ? Json() : Json(date_text(note == nullptr ? task.arrived : note->queue_entered)));
  body.add("routing_target", routing_target(scope, route));
  body.add("ignore_capacity", direct != nullptr && direct->ignore_capacity);
}

http::Response tagged(unsigned status, std::string body, std::string tag) {
  http::Response response = json_response(status, std::move(body));
  response.headers.emplace_back("ETag", std::move(tag));
  return response;
}

// An open one changes when it is made, accepted or wrapped up; one that is over when it ended.
Time changed(const Scope& scope, const Reservation& reservation) {
  if (!is_live(reservation.status)) return reservation.ended;
  const TaskNote* note = note_of(scope, reservation.task_id);
  const bool in_hand = reservation.status != ReservationStatus::pending && note != nullptr;
  return in_hand ? std::max(note->handed, reservation.created) : reservation.created;
}

void append_task(std::string& text, const Scope& scope, const Task& task) {
  const std::string sid = sid_of(scope, task.id);
  JsonObject body(text);
  body.add("sid", sid);
  body.add("account_sid", scope.call().caller.account);
  body.add("workspace_sid", scope.configuration().workspace_sid());
  body.add("age", (scope.now() - task.arrived).microseconds / 1'000'000);
  body.add("assignment_status", codec::enum_text(twilio_events::shown_status(task)));
  body.add("attributes", codec::json_text(task.attributes));
  body.add("addons", "{}");
  body.add("priority", task.priority);
  body.add("timeout", task.time_to_live.microseconds / 1'000'000);
  body.add("date_created", date_text(task.arrived));
  body.add("virtual_start_time", date_text(task.virtual_start));
  add_places(body, scope, task);
  add_noted(body, scope, task);
  body.add("url", scope.url({"Tasks", sid}));
  JsonObject links(body.begin("links"));
  links.add("task_queue", url_or_null(scope, "TaskQueues", scope.queue_sid(task.queue)));
  links.add("workflow", url_or_null(scope, "Workflows", scope.workflow_sid(task.workflow)));
  links.add("workspace", scope.url());
  links.add("reservations", scope.url({"Tasks", sid, "Reservations"}));
}

void append_reservation(std::string& text, const Scope& scope, const Reservation& reservation, Side side) {
  const std::string sid = sid_of(scope, reservation.id);
  const std::string task = sid_of(scope, reservation.task_id);
  const std::string worker = scope.worker_sid(reservation.worker).is_null()
                                 ? std::string()
                                 : scope.worker_sid(reservation.worker).get<std::string>();
  JsonObject body(text);
  body.add("sid", sid);
  body.add("account_sid", scope.call().caller.account);
  body.add("workspace_sid", scope.configuration().workspace_sid());
  body.add("reservation_status", status_text(reservation.status));
  body.add("task_sid", task);
  body.add("worker_sid", worker);
  body.add("worker_name", name_or_null(scope.rules().workers, reservation.worker));
  body.add("date_created", date_text(reservation.created));
  body.add("date_updated", date_text(changed(scope, reservation)));
  body.add("url", side == Side::task ? scope.url({"Tasks", task, "Reservations", sid})
                                     : scope.url({"Workers", worker, "Reservations", sid}));
  JsonObject links(body.begin("links"));
  links.add("task", scope.url({"Tasks", task}));
  links.add("worker", scope.url({"Workers", worker}));
  links.add("workspace", scope.url());
}

}  // namespace

const TaskNote* note_of(const Scope& scope, TaskId task) {
  const auto* events = scope.records().events(scope.rules().name);
  return events == nullptr ? nullptr : events->maker.notes().find(task);
}

bool is_shown(const Scope& scope, const Task& task) {
  if (task.id.is_none() || !scope.sees(task.tenant)) return false;
  if (has_ended(task.status) && is_forgotten(scope, task.ended)) return false;
  const TaskNote* note = note_of(scope, task.id);
  return note == nullptr || !note->deleted;
}

bool is_shown(const Scope& scope, const Reservation& reservation) {
  if (reservation.id.is_none()) return false;
  if (!is_live(reservation.status) && is_forgotten(scope, reservation.ended)) return false;
  const std::optional<Task> task = recall_task(scope.state(), reservation.task_id);
  return task && is_shown(scope, *task);
}

std::optional<Task> find_shown_task(const Scope& scope, std::string_view sid) {
  const auto serial = scope.configuration().find_serial(SidKind::task, sid);
  std::optional<Task> task = serial ? recall_task(scope.state(), TaskId{*serial}) : std::nullopt;
  if (task && !is_shown(scope, *task)) task.reset();
  return task;
}

const Reservation* find_shown_reservation(const Scope& scope, std::string_view sid) {
  const auto serial = scope.configuration().find_serial(SidKind::reservation, sid);
  const ReservationSlot slot = serial ? find_reservation(scope.state(), ReservationId{*serial}) : no_slot;
  if (slot == no_slot || !is_shown(scope, scope.state().reservations[slot])) return nullptr;
  return &scope.state().reservations[slot];
}

std::string sid_of(const Scope& scope, TaskId task) {
  return scope.configuration().serial_sid(SidKind::task, task.value);
}
std::string sid_of(const Scope& scope, ReservationId reservation) {
  return scope.configuration().serial_sid(SidKind::reservation, reservation.value);
}

std::string task_json(const Scope& scope, const Task& task) {
  std::string text;
  text.reserve(2'048);
  append_task(text, scope, task);
  return text;
}

std::string reservation_json(const Scope& scope, const Reservation& reservation, Side side) {
  std::string text;
  text.reserve(1'024);
  append_reservation(text, scope, reservation, side);
  return text;
}

std::string_view status_text(ReservationStatus status) {
  return reservation_words[static_cast<std::size_t>(status)];
}

std::string etag(const Scope& scope, const Task& task) {
  std::string text = sid_of(scope, task.id);
  (text += ' ') += codec::enum_text(twilio_events::shown_status(task));
  for (const std::int64_t number : {std::int64_t{task.priority}, task.virtual_start.microseconds,
                                    std::int64_t{task.queue.value}, std::int64_t{task.workflow.value}})
    (text += ' ') += std::to_string(number);
  return etag_of((text += ' ') += task.attributes.bytes());
}

std::string etag(const Scope& scope, const Reservation& reservation) {
  std::string text = sid_of(scope, reservation.id);
  return etag_of((text += ' ') += status_text(reservation.status));
}

http::Response task_response(unsigned status, const Scope& scope, const Task& task) {
  return tagged(status, task_json(scope, task), etag(scope, task));
}

http::Response reservation_response(const Scope& scope, const Reservation& reservation, Side side) {
  return tagged(200, reservation_json(scope, reservation, side), etag(scope, reservation));
}

}  // namespace switchyard::adapters::taskrouter
