// Statistics of a workspace, of its workflows, queues and workers: what has been, what is, and both.
#include "adapters/taskrouter/statistics_endpoints.h"

#include <algorithm>
#include <utility>

#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/statistics/durations.h"
#include "adapters/taskrouter/statistics_view.h"
#include "adapters/taskrouter/work_records.h"
#include "engine/codec/document/document.h"
#include "engine/state/classes.h"

namespace switchyard::adapters::taskrouter {
namespace {

// What is counted: all, or one workflow's, or one queue's.
struct About {
  Subject subject = Subject::workspace;
  std::optional<WorkflowId> workflow = std::nullopt;
  std::optional<TaskQueueId> queue = std::nullopt;
};

Time queue_entry(const Scope& scope, const Task& task) {
  const auto* events = scope.records().events(scope.rules().name);
  const auto* note = events == nullptr ? nullptr : events->maker.notes().find(task.id);
  return note == nullptr ? task.arrived : note->queue_entered;
}

Selection selection_of(const Scope& scope, const StatisticsQuery& query) {
  Selection selection;
  selection.from = query.period.from;
  selection.until = query.period.until;
  selection.tenant = scope.own_tenant();
  selection.channel = query.channel;
  return selection;
}

Cumulative sum_of(const Scope& scope, const StatisticsQuery& query, const Selection& selection) {
  const FactLog* log = scope.records().facts(scope.rules().name);
  return log == nullptr ? Cumulative{} : accumulate(*log, selection, query.thresholds);
}

std::vector<Cumulative> sums_by_queue(const Scope& scope, const StatisticsQuery& query) {
  const std::size_t queues = scope.rules().queues.size();
  const FactLog* log = scope.records().facts(scope.rules().name);
  return log == nullptr ? std::vector<Cumulative>(queues)
                        : accumulate_by_queue(*log, selection_of(scope, query), query.thresholds, queues);
}

void add_past(Json& body, const Scope& scope, const About& about, const StatisticsQuery& query) {
  Selection selection = selection_of(scope, query);
  selection.workflow = about.workflow;
  selection.queue = about.queue;
  add_cumulative(body, scope, about.subject, query, sum_of(scope, query, selection));
}

void add_present(Json& body, const Scope& scope, const About& about, const StatisticsQuery& query) {
  const TaskSelection selection{scope.own_tenant(), query.channel, about.workflow, about.queue};
  add_tasks(body, scope, about.subject,
            count_tasks(scope.state(), scope.now(), selection,
                        [&](const Task& task) { return queue_entry(scope, task); }));
  if (about.queue)
    add_workers(body, scope, about.subject,
                count_workers_of(scope.state(), *about.queue, scope.own_tenant()));
  if (about.subject == Subject::workspace)
    add_workers(body, scope, about.subject, count_workers(scope.state(), scope.own_tenant()));
}

enum class Which : std::uint8_t { both, past, present };

Which which_of(const Scope& scope) {
  const std::string& path = scope.call().request.path;
  if (path.find("/CumulativeStatistics") != std::string::npos) return Which::past;
  return path.find("/RealTimeStatistics") != std::string::npos ? Which::present : Which::both;
}

Json both_of(Json frame, const std::function<void(Json&)>& past, const std::function<void(Json&)>& present,
             Which which) {
  if (which == Which::both) {
    past(frame["cumulative"]);
    present(frame["realtime"]);
  }
  if (which == Which::past) past(frame);
  if (which == Which::present) present(frame);
  return frame;
}

Json statistics_of(const Scope& scope, const About& about, const StatisticsQuery& query, Json frame) {
  return both_of(
      std::move(frame), [&](Json& body) { add_past(body, scope, about, query); },
      [&](Json& body) { add_present(body, scope, about, query); }, which_of(scope));
}

Decision answer(const Scope& scope, const About& about, Json frame) {
  Parameters parameters = scope.call().parameters;
  const StatisticsQuery query = read_statistics_query(scope, parameters);
  if (parameters.error()) return *parameters.error();
  return json_response(200, statistics_of(scope, about, query, std::move(frame)));
}

Decision of_workspace(const Scope& scope) {
  return answer(scope, {}, statistics_frame(scope));
}

Decision of_workflow(const Scope& scope) {
  const std::string& sid = scope.call().path[1];
  const auto workflow = scope.find_workflow(sid);
  if (!workflow) return not_found(scope);
  return answer(scope, {Subject::workflow, workflow, {}}, statistics_frame(scope, "workflow_sid", sid));
}

Decision of_queue(const Scope& scope) {
  const std::string& sid = scope.call().path[1];
  const auto queue = scope.find_queue(sid);
  if (!queue) return not_found(scope);
  return answer(scope, {Subject::queue, {}, queue}, statistics_frame(scope, "task_queue_sid", sid));
}

std::string queue_sid(const Scope& scope, TaskQueueId queue) {
  return scope.configuration().sid(SidKind::task_queue, queue.value);
}

// Every queue that the caller sees, with both kinds of figures.
Decision of_queues(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  const StatisticsQuery query = read_statistics_query(scope, parameters);
  const auto name = parameters.text("FriendlyName");
  if (parameters.error()) return *parameters.error();
  std::vector<TaskQueueId> queues;
  for (const std::uint32_t id : scope.configuration().ids(SidKind::task_queue)) {
    const TaskQueue& queue = scope.rules().queues[id];
    if (scope.sees(queue.tenant) && (!name || *name == queue.name)) queues.push_back({id});
  }
  const std::vector<Cumulative> past = sums_by_queue(scope, query);
  const std::vector<TaskFigures> present =
      count_tasks_by_queue(scope.state(), scope.now(), {scope.own_tenant(), query.channel, {}, {}},
                           [&](const Task& task) { return queue_entry(scope, task); });
  return list_reply(
      scope.call(), "task_queues_statistics", queues, [&](TaskQueueId id) { return queue_sid(scope, id); },
      [&](TaskQueueId id) {
        const std::string sid = queue_sid(scope, id);
        Json body = statistics_frame(scope, "task_queue_sid", sid);
        body["url"] = scope.url({"TaskQueues", sid, "Statistics"});
        add_cumulative(body["cumulative"], scope, Subject::queue, query, past[id.index()]);
        add_tasks(body["realtime"], scope, Subject::queue, present[id.index()]);
        add_workers(body["realtime"], scope, Subject::queue,
                    count_workers_of(scope.state(), id, scope.own_tenant()));
        return body;
      });
}

// The array in the JSON of a bulk request: alone or under a name, and that again under `body`, as the SDK
// sends what it is given.
const codec::Node* bulk_array(const codec::Node& root) {
  const codec::Node* inside = root.member("body");
  if (inside == nullptr) inside = &root;
  const codec::Node* array = inside;
  for (const char* name : {"TaskQueueSids", "task_queue_sids", "QueueSids", "queue_sids"}) {
    if (const codec::Node* named = inside->member(name)) array = named;
  }
  return array->is(codec::Node::Kind::array) ? array : nullptr;
}

// The SIDs of the bulk request, in JSON or in a form.
std::vector<std::string> bulk_sids(const Scope& scope) {
  const http::Request& request = scope.call().request;
  std::vector<std::string> sids = scope.call().parameters.list("TaskQueueSids");
  if (sids.empty()) sids = scope.call().parameters.list("TaskQueueSid");
  const auto document = codec::parse_document(request.body, "body", {64 * 1024, 1'000, 8});
  if (!sids.empty() || !document) return sids;
  const codec::Node* array = bulk_array(document->root);
  if (array == nullptr) return sids;
  for (const codec::Node& node : array->children) sids.push_back(node.text);
  return sids;
}

Decision of_queues_in_bulk(const Scope& scope) {
  constexpr std::size_t most = 50;
  const std::vector<std::string> sids = bulk_sids(scope);
  if (sids.empty() || sids.size() > most) return bad_request("TaskQueueSids must have 1 to 50 SIDs");
  Json data = Json::array();
  for (const std::string& sid : sids) {
    const auto queue = scope.find_queue(sid);
    if (!queue) return bad_request("TaskQueueSid " + sid + " was not found");
    Json one{{"task_queue_sid", sid}};
    add_present(one, scope, {Subject::queue, {}, queue}, {});
    data.push_back(std::move(one));
  }
  Json body = statistics_frame(scope);
  body["task_queue_response_count"] = data.size();
  body["task_queue_data"] = std::move(data);
  return json_response(200, body);
}

// Which workers a request for their statistics means.
struct Crowd {
  std::optional<std::string> name;
  std::optional<TaskQueueId> queue;
};

Crowd read_crowd(const Scope& scope, Parameters& parameters) {
  Crowd crowd{parameters.text("FriendlyName"), std::nullopt};
  if (const auto sid = parameters.text("TaskQueueSid")) {
    crowd.queue = scope.find_queue(*sid);
    if (!crowd.queue) parameters.refuse("TaskQueueSid " + *sid + " was not found");
  }
  const auto name = parameters.text("TaskQueueName");
  for (const std::uint32_t id : scope.configuration().ids(SidKind::task_queue)) {
    const TaskQueue& queue = scope.rules().queues[id];
    if (name && scope.sees(queue.tenant) && queue.name == *name) crowd.queue = TaskQueueId{id};
  }
  if (name && !crowd.queue) parameters.refuse("TaskQueueName " + *name + " was not found");
  return crowd;
}

bool belongs(const Scope& scope, const Crowd& crowd, WorkerId id) {
  const Worker& worker = scope.rules().workers[id.index()];
  const ProfileId profile = scope.state().workers[id.index()].profile;
  if (!scope.sees(worker.tenant) || (crowd.name && *crowd.name != worker.name)) return false;
  return !crowd.queue ||
         belongs_to_queue(scope.state(), *crowd.queue, scope.state().matching.profiles[profile.index()]);
}

void add_workers_past(Json& body, const Scope& scope, const StatisticsQuery& query,
                      const std::function<bool(WorkerId)>& counts) {
  Selection selection = selection_of(scope, query);
  selection.worker = counts;
  add_cumulative(body, scope, Subject::workers, query, sum_of(scope, query, selection));
  const FactLog* log = scope.records().facts(scope.rules().name);
  const Time until = std::min(query.period.until, scope.now());
  if (log != nullptr)
    add_durations(body, scope, activity_durations(scope.state(), *log, query.period.from, until, counts));
}

void add_workers_present(Json& body, const Scope& scope, const std::function<bool(WorkerId)>& counts) {
  WorkerFigures figures;
  figures.by_activity.resize(scope.rules().activities.size());
  for (const std::uint32_t id : scope.configuration().ids(SidKind::worker)) {
    if (!counts({id})) continue;
    ++figures.total;
    ++figures.by_activity[scope.state().workers[id].activity.index()];
  }
  add_workers(body, scope, Subject::workers, figures);
}

Decision of_workers(const Scope& scope) {
  Parameters parameters = scope.call().parameters;
  const StatisticsQuery query = read_statistics_query(scope, parameters);
  const Crowd crowd = read_crowd(scope, parameters);
  if (parameters.error()) return *parameters.error();
  const auto counts = [&](WorkerId id) { return belongs(scope, crowd, id); };
  return json_response(
      200, both_of(
               statistics_frame(scope), [&](Json& body) { add_workers_past(body, scope, query, counts); },
               [&](Json& body) { add_workers_present(body, scope, counts); }, which_of(scope)));
}

Decision of_worker(const Scope& scope) {
  const std::string& sid = scope.call().path[1];
  const auto worker = scope.find_worker(sid);
  if (!worker) return not_found(scope);
  Parameters parameters = scope.call().parameters;
  const StatisticsQuery query = read_statistics_query(scope, parameters);
  if (parameters.error()) return *parameters.error();
  Json body = statistics_frame(scope, "worker_sid", sid);
  add_workers_past(body["cumulative"], scope, query, [&](WorkerId id) { return id == *worker; });
  return json_response(200, body);
}

}  // namespace

std::vector<Route> statistics_routes() {
  return {{"GET", "/v1/Workspaces/{}/Statistics", of_workspace},
          {"GET", "/v1/Workspaces/{}/CumulativeStatistics", of_workspace},
          {"GET", "/v1/Workspaces/{}/RealTimeStatistics", of_workspace},
          {"GET", "/v1/Workspaces/{}/Workflows/{}/Statistics", of_workflow},
          {"GET", "/v1/Workspaces/{}/Workflows/{}/CumulativeStatistics", of_workflow},
          {"GET", "/v1/Workspaces/{}/Workflows/{}/RealTimeStatistics", of_workflow},
          {"GET", "/v1/Workspaces/{}/TaskQueues/Statistics", of_queues},
          {"POST", "/v1/Workspaces/{}/TaskQueues/RealTimeStatistics", of_queues_in_bulk},
          {"GET", "/v1/Workspaces/{}/TaskQueues/{}/Statistics", of_queue},
          {"GET", "/v1/Workspaces/{}/TaskQueues/{}/CumulativeStatistics", of_queue},
          {"GET", "/v1/Workspaces/{}/TaskQueues/{}/RealTimeStatistics", of_queue},
          {"GET", "/v1/Workspaces/{}/Workers/Statistics", of_workers},
          {"GET", "/v1/Workspaces/{}/Workers/CumulativeStatistics", of_workers},
          {"GET", "/v1/Workspaces/{}/Workers/RealTimeStatistics", of_workers},
          {"GET", "/v1/Workspaces/{}/Workers/{}/Statistics", of_worker}};
}

}  // namespace switchyard::adapters::taskrouter
