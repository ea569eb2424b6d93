// One look at the state on the host's thread, in pieces that keep it for a few milliseconds at most.
#include "adapters/operations/board.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/http/json_answer.h"
#include "engine/codec/json/values.h"
#include "engine/codec/text/task_status.h"
#include "engine/codec/text/time_text.h"
#include "engine/state/state.h"

namespace switchyard::adapters::operations {
namespace {

using Json = nlohmann::ordered_json;

template <class Things, class Kind>
Json name_of(const Things& things, Id<Kind> id) {
  return id.index() < things.size() ? Json(things[id.index()].name) : Json();
}

template <class Things>
Json names_of(const Things& things) {
  Json names = Json::array();
  for (const auto& thing : things) names.push_back(thing.name);
  return names;
}

std::string_view word_of(ReservationStatus status) {
  if (status == ReservationStatus::pending) return "pending";
  return status == ReservationStatus::accepted ? "accepted" : "wrapping";
}

Json activities_of(const Workspace& rules) {
  Json list = Json::array();
  for (const Activity& activity : rules.activities)
    list.push_back({{"name", activity.name}, {"available", activity.available}});
  return list;
}

Json queues_of(const Workspace& rules) {
  Json list = Json::array();
  for (const TaskQueue& queue : rules.queues) {
    list.push_back(
        {{"name", queue.name}, {"tenant", name_of(rules.tenants, queue.tenant)}, {"removed", queue.removed}});
  }
  return list;
}

Json channels_of(const Workspace& rules, const WorkerState& worker) {
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(worker.channels.size(), rules.channels.size()); ++i) {
    if (worker.channels[i].available && worker.channels[i].capacity > 0)
      list.push_back(rules.channels[i].name);
  }
  return list;
}

Json cooldowns_of(const State& state, const WorkerState& worker) {
  const Workspace& rules = state.workspace();
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(worker.channels.size(), rules.channels.size()); ++i) {
    const TimerHandle timer = worker.channels[i].cooldown_timer;
    if (timer == 0) continue;
    list.push_back({{"task_channel", rules.channels[i].name},
                    {"until", codec::to_rfc3339(state.timers.record(timer).deadline)}});
  }
  return list;
}

Json workers_of(const State& state) {
  const Workspace& rules = state.workspace();
  Json list = Json::array();
  for (std::size_t i = 0; i < rules.workers.size(); ++i) {
    const WorkerState& worker = state.workers[i];
    std::string attributes;
    codec::append_json(attributes, worker.attributes.view());
    list.push_back({{"name", rules.workers[i].name},
                    {"tenant", name_of(rules.tenants, rules.workers[i].tenant)},
                    {"activity", name_of(rules.activities, worker.activity)},
                    {"since", codec::to_rfc3339(worker.activity_since)},
                    {"attributes", std::move(attributes)},
                    {"channels", channels_of(rules, worker)},
                    {"cooldowns", cooldowns_of(state, worker)},
                    {"removed", rules.workers[i].removed}});
  }
  return list;
}

// Open ones behind `after`, by their ids; one more than `most` when there are more.
std::vector<const Task*> open_tasks(const State& state, std::uint64_t after, std::size_t most) {
  std::vector<const Task*> open;
  for (const Task& task : state.tasks) {
    if (task.id.value > after && !has_ended(task.status)) open.push_back(&task);
  }
  const auto end = open.begin() + static_cast<std::ptrdiff_t>(std::min(open.size(), most + 1));
  std::partial_sort(open.begin(), end, open.end(),
                    [](const Task* a, const Task* b) { return a->id < b->id; });
  open.erase(end, open.end());
  return open;
}

// In which line it stands: in none while it waits for one worker.
TaskQueueId line_of(const Task& task) {
  const bool waits_for_one = is_waiting(task.status) && !task.waits_for.worker.is_none();
  return waits_for_one ? TaskQueueId{} : task.queue;
}

Json shown(const Workspace& rules, const Task& task) {
  Json json{{"id", task.id.value},
            {"tenant", name_of(rules.tenants, task.tenant)},
            {"task_channel", name_of(rules.channels, task.channel)},
            {"queue", name_of(rules.queues, line_of(task))},
            {"status", codec::enum_text(task.status)},
            {"priority", task.priority},
            {"arrived", codec::to_rfc3339(task.arrived)}};
  if (is_held(task)) {
    json["warm_transfer"] = {{"reservation", task.transfer.initiator.value},
                             {"from", name_of(rules.queues, task.transfer.back_to)}};
  }
  return json;
}

Json shown(const Workspace& rules, const Reservation& reservation) {
  return {{"id", reservation.id.value},
          {"task", reservation.task_id.value},
          {"worker", name_of(rules.workers, reservation.worker)},
          {"status", word_of(reservation.status)},
          {"created", codec::to_rfc3339(reservation.created)}};
}

void add_work(Json& body, const State& state, std::uint64_t after, std::size_t most) {
  std::vector<const Task*> open = open_tasks(state, after, most);
  const bool more = open.size() > most;
  if (more) open.pop_back();
  const std::uint64_t last = open.empty() ? after : open.back()->id.value;
  Json& tasks = body["tasks"] = Json::array();
  for (const Task* task : open) tasks.push_back(shown(state.workspace(), *task));
  Json& reservations = body["reservations"] = Json::array();
  for (const Reservation& reservation : state.reservations) {
    const bool is_here = reservation.task_id.value > after && reservation.task_id.value <= last;
    if (!reservation.id.is_none() && is_live(reservation.status) && is_here)
      reservations.push_back(shown(state.workspace(), reservation));
  }
  body["next"] = more ? Json(last) : Json();
}

Json board_of(const WorkspaceView& view, std::uint64_t after, std::size_t most) {
  const State& state = view.engine.state();
  const Workspace& rules = state.workspace();
  Json body{{"workspace", view.name},
            {"version", rules.version},
            {"sequence", view.engine.sequence()},
            {"time", codec::to_rfc3339(view.now)},
            {"default_activity", name_of(rules.activities, rules.default_activity)},
            {"activities", activities_of(rules)},
            {"tenants", names_of(rules.tenants)},
            {"task_channels", names_of(rules.channels)},
            {"workflows", names_of(rules.workflows)},
            {"task_queues", queues_of(rules)},
            {"workers", workers_of(state)}};
  add_work(body, state, after, most);
  return body;
}

std::optional<std::uint64_t> task_after(const http::Request& request) {
  const std::string_view text = http::find_field(request.query, "after").value_or("0");
  std::uint64_t after = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), after);
  return bad == std::errc() && end == text.data() + text.size() ? std::optional(after) : std::nullopt;
}

const WorkspaceView* meant_by(const std::optional<std::string>& name,
                              const std::vector<WorkspaceView>& views) {
  if (!name) return views.size() == 1 ? &views.front() : nullptr;
  const auto found =
      std::find_if(views.begin(), views.end(), [&](const WorkspaceView& view) { return view.name == *name; });
  return found == views.end() ? nullptr : &*found;
}

}  // namespace

void Boards::handle(const http::Request& request, http::Respond respond) {
  if (!may_use_(request)) return respond(http::json_refusal(401, "boards are for operators"));
  if (request.method != "GET") return respond(http::json_refusal(405, "only GET"));
  const auto after = task_after(request);
  if (!after) return respond(http::json_refusal(400, "after is the number of a task"));
  const std::optional<std::string> name(http::find_field(request.query, "workspace"));
  const bool asked = port_.look_at_all(
      [respond, name, after = *after, most = tasks_](const std::vector<WorkspaceView>& views) {
        const WorkspaceView* view = meant_by(name, views);
        if (view == nullptr)
          return respond(http::json_refusal(404, "no workspace of that name; name one: ?workspace=NAME"));
        respond(http::json_answer(200, board_of(*view, after, most)));
      });
  if (asked) return;
  http::Response overloaded = http::json_refusal(503, "the host takes no work at the moment");
  overloaded.headers.emplace_back("Retry-After", "1");
  respond(std::move(overloaded));
}

}  // namespace switchyard::adapters::operations
