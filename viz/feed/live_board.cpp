// Names become ids by the reader that reads the events too, so both mean the same.
#include "viz/feed/live_board.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "adapters/http/url.h"
#include "engine/codec/text/task_status.h"
#include "engine/codec/text/time_text.h"
#include "viz/view/event_row.h"

namespace switchyard::viz {
namespace {

const Json no_rows = Json::array();

const Json& rows_of(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() && found->is_array() ? *found : no_rows;
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                           : std::string();
}

template <class Number>
Number number_of(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() && found->is_number_integer() ? found->get<Number>()
                                                                                   : Number{};
}

std::optional<Time> time_of(const Json& object, const char* name) {
  return codec::parse_rfc3339(text_of(object, name));
}

struct Reader {
  codec::EventReader& names;
  Workspace& tables;

  template <class Id>
  Id id(const Json& object, const char* field) {
    const std::string name = text_of(object, field);
    return name.empty() ? Id{} : names.id_of(Id{}, name);
  }

  void read_tables(const Json& body);
  void read_worker(const Json& row, LiveBoard& board);
  void read_transfer(const Json& row, OpenTask& task);
  LiveBoard::Page read_page(const Json& body);
};

void Reader::read_tables(const Json& body) {
  for (const Json& name : rows_of(body, "tenants"))
    if (name.is_string()) names.id_of(TenantId{}, name.get<std::string>());
  for (const Json& name : rows_of(body, "task_channels"))
    if (name.is_string()) names.id_of(TaskChannelId{}, name.get<std::string>());
  for (const Json& name : rows_of(body, "workflows"))
    if (name.is_string()) names.id_of(WorkflowId{}, name.get<std::string>());
  for (const Json& row : rows_of(body, "activities")) {
    const auto activity = id<ActivityId>(row, "name");
    if (!activity.is_none()) tables.activities[activity.index()].available = row.value("available", false);
  }
  tables.default_activity = id<ActivityId>(body, "default_activity");
  for (const Json& row : rows_of(body, "task_queues")) {
    const auto queue = id<TaskQueueId>(row, "name");
    if (queue.is_none()) continue;
    const auto tenant = id<TenantId>(row, "tenant");
    if (!tenant.is_none()) tables.queues[queue.index()].tenant = tenant;
    tables.queues[queue.index()].removed = row.value("removed", false);
  }
}

void Reader::read_worker(const Json& row, LiveBoard& board) {
  const auto worker = id<WorkerId>(row, "name");
  if (worker.is_none()) return;
  if (board.presences.size() <= worker.index()) board.presences.resize(worker.index() + 1);
  if (board.attributes.size() <= worker.index()) board.attributes.resize(worker.index() + 1);
  const auto activity = id<ActivityId>(row, "activity");
  board.presences[worker.index()] = {activity, time_of(row, "since").value_or(earliest_time)};
  board.attributes[worker.index()] = text_of(row, "attributes");
  Worker& known = tables.workers[worker.index()];
  known.activity = activity;
  known.removed = row.value("removed", false);
  const auto tenant = id<TenantId>(row, "tenant");
  if (!tenant.is_none()) known.tenant = tenant;
  for (const Json& cooldown : rows_of(row, "cooldowns")) {
    const auto channel = id<TaskChannelId>(cooldown, "task_channel");
    if (!channel.is_none()) board.cooldowns.push_back({worker, channel});
  }
  known.channels.assign(tables.channels.size(), {0, false});
  for (const Json& name : rows_of(row, "channels")) {
    const auto channel =
        name.is_string() ? names.id_of(TaskChannelId{}, name.get<std::string>()) : TaskChannelId{};
    if (channel.index() < known.channels.size()) known.channels[channel.index()] = {1, true};
  }
}

OpenOffer::Phase phase_of(const std::string& status) {
  if (status == "accepted") return OpenOffer::Phase::on_task;
  return status == "wrapping" ? OpenOffer::Phase::wrapping : OpenOffer::Phase::reserved;
}

void Reader::read_transfer(const Json& row, OpenTask& task) {
  const auto transfer = row.find("warm_transfer");
  if (transfer == row.end()) return;
  task.initiator = ReservationId{number_of<std::uint64_t>(*transfer, "reservation")};
  task.transferred_queue = id<TaskQueueId>(*transfer, "from");
}

LiveBoard::Page Reader::read_page(const Json& body) {
  LiveBoard::Page page{
      number_of<std::uint64_t>(body, "sequence"), time_of(body, "time").value_or(earliest_time), {}};
  std::map<std::uint64_t, std::size_t> place;
  for (const Json& row : rows_of(body, "tasks")) {
    KnownWork work;
    work.task.id = TaskId{number_of<std::uint64_t>(row, "id")};
    work.task.tenant = id<TenantId>(row, "tenant");
    work.task.channel = id<TaskChannelId>(row, "task_channel");
    work.task.queue = id<TaskQueueId>(row, "queue");
    work.task.priority = number_of<std::int32_t>(row, "priority");
    work.task.status = codec::enum_value<TaskStatus>(text_of(row, "status")).value_or(TaskStatus::pending);
    work.task.arrived = time_of(row, "arrived").value_or(page.time);
    read_transfer(row, work.task);
    if (work.task.id.is_none()) continue;
    place[work.task.id.value] = page.work.size();
    page.work.push_back(std::move(work));
  }
  for (const Json& row : rows_of(body, "reservations")) {
    const auto found = place.find(number_of<std::uint64_t>(row, "task"));
    if (found == place.end()) continue;
    OpenOffer offer;
    offer.id = ReservationId{number_of<std::uint64_t>(row, "id")};
    offer.worker = id<WorkerId>(row, "worker");
    offer.phase = phase_of(text_of(row, "status"));
    offer.since = time_of(row, "created").value_or(page.time);
    page.work[found->second].offers.push_back(offer);
  }
  return page;
}

// Before it was offered to anybody else than who had it in hand already: reservations are counted up.
KnownWork waiting(const KnownWork& work, const ReservationCreated& offered,
                  const std::set<ReservationId>& wrapping_since) {
  KnownWork before{work.task, {}};
  before.task.queue = offered.queue;
  before.task.status = TaskStatus::pending;
  if (!(work.task.initiator < offered.reservation)) before.task.initiator = {};
  for (OpenOffer offer : work.offers) {
    if (before.task.initiator.is_none() || offer.id != before.task.initiator) continue;
    if (wrapping_since.contains(offer.id)) offer.phase = OpenOffer::Phase::on_task;
    before.offers.push_back(offer);
  }
  return before;
}

// What was told since, as far as it says how things were before.
struct Since {
  std::map<TaskId, const Event*> first;  // of each task
  std::set<ReservationId> wrapping;      // that began to
  std::map<WorkerId, ActivityId> activities;
  std::map<std::pair<WorkerId, TaskChannelId>, bool> cooling;

  void see(const Event& event) {
    first.emplace(concerned_by(event).task, &event);
    if (const auto* change = std::get_if<WorkerActivityChanged>(&event))
      activities.emplace(change->worker, change->from);
    if (const auto* wraps = std::get_if<ReservationWrapping>(&event)) wrapping.insert(wraps->reservation);
    if (const auto* started = std::get_if<CooldownStarted>(&event))
      cooling.emplace(std::pair(started->worker, started->channel), false);
    if (const auto* ended = std::get_if<CooldownEnded>(&event))
      cooling.emplace(std::pair(ended->worker, ended->channel), true);
  }
};

std::vector<KnownCooldown> cooldowns_before(const LiveBoard& board, Since& since) {
  for (const KnownCooldown& cooldown : board.cooldowns)
    since.cooling.emplace(std::pair(cooldown.worker, cooldown.channel), true);
  std::vector<KnownCooldown> cooldowns;
  for (const auto& [where, was_cooling] : since.cooling) {
    if (was_cooling) cooldowns.push_back({where.first, where.second});
  }
  return cooldowns;
}

}  // namespace

void add_page(LiveBoard& board, const Json& body, codec::EventReader& reader, Workspace& tables) {
  Reader read{reader, tables};
  if (board.pages.empty()) {
    board.workspace = text_of(body, "workspace");
    read.read_tables(body);
    for (const Json& row : rows_of(body, "workers")) read.read_worker(row, board);
  }
  board.pages.push_back(read.read_page(body));
}

tl::expected<LiveBoard, FeedProblem> ask_board(LiveHost& host, const std::string& name,
                                               codec::EventReader& reader, Workspace& tables) {
  LiveBoard board;
  const std::string which = name.empty() ? "" : "&workspace=" + adapters::http::percent_encode(name);
  std::optional<std::uint64_t> after = 0;
  while (after) {
    const auto body = host.get_as_operator("/v1/board?after=" + std::to_string(*after) + which);
    if (!body) return tl::unexpected(body.error());
    add_page(board, *body, reader, tables);
    const auto next = number_of<std::uint64_t>(*body, "next");
    after = next > *after ? std::optional(next) : std::nullopt;
  }
  return board;
}

LiveBegin begin_of(const LiveBoard& board, const std::vector<EventTurn>& turns) {
  Since since;
  for (const EventTurn& turn : turns) {
    for (const Event& event : turn.events) since.see(event);
  }
  LiveBegin begin;
  for (const LiveBoard::Presence& presence : board.presences) begin.activities.push_back(presence.activity);
  for (const auto& [worker, activity] : since.activities) {
    if (begin.activities.size() <= worker.index()) begin.activities.resize(worker.index() + 1);
    begin.activities[worker.index()] = activity;
  }
  begin.cooldowns = cooldowns_before(board, since);
  for (const LiveBoard::Page& page : board.pages) {
    for (const KnownWork& work : page.work) {
      const auto first = since.first.find(work.task.id);
      if (first == since.first.end()) {
        begin.work.push_back(work);
      } else if (const auto* offered = std::get_if<ReservationCreated>(first->second)) {
        begin.work.push_back(waiting(work, *offered, since.wrapping));
      }
    }
  }
  return begin;
}

}  // namespace switchyard::viz
