// Queues that nobody matches, where tasks would wait until their time to live; and queues in which a shared
// team serves before its turn.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/match.h"
#include "engine/codec/text/utf8.h"
#include "engine/codec/workspace/draft.h"
#include "engine/expression/evaluate.h"
#include "engine/expression/path.h"
#include "engine/state/tenancy.h"

namespace switchyard::codec {
namespace {

// Beyond it the warning is not worth the time.
constexpr std::size_t most_evaluations = 1'000'000;

Value field_value(const Draft& draft, std::uint32_t id, expression::WorkerField field) {
  const Worker& worker = draft.workspace.workers[id];
  const Activity& activity = draft.workspace.activities[worker.activity.index()];
  using expression::WorkerField;
  switch (field) {
    case WorkerField::sid:
      return Value{make_sid(draft.sid_key, SidKind::worker, std::uint64_t{id} + 1)};
    case WorkerField::friendly_name:
      return Value{worker.name};
    case WorkerField::activity_sid:
      return Value{make_sid(draft.sid_key, SidKind::activity, std::uint64_t{worker.activity.value} + 1)};
    case WorkerField::activity_name:
      return Value{activity.name};
  }
  return Value{};
}

Value channel_value(const Draft& draft, std::uint32_t id, const expression::WorkerChannel& name) {
  auto channel = draft.channels.find(name.unique_name);
  if (!channel) return Value{};
  std::int64_t capacity = draft.workspace.workers[id].channels[*channel].capacity;
  switch (name.figure) {
    case expression::ChannelFigure::configured_capacity:
      return Value{capacity};
    case expression::ChannelFigure::assigned_tasks:
      return Value{std::int64_t{0}};
    case expression::ChannelFigure::available_capacity_percentage:
      return Value{std::int64_t{capacity > 0 ? 100 : 0}};
  }
  return Value{};
}

// The values at the start of what a queue's condition reads. Those that are not attributes are kept in
// `made`.
class StartValues {
 public:
  StartValues(const Draft& draft, std::uint32_t worker) : draft_(draft), worker_(worker) {}

  std::vector<ValueView> of(const expression::Program& program) {
    const std::vector<expression::Name>& names = draft_.workspace.slots.worker;
    made_.assign(names.size(), {});
    std::vector<ValueView> values(names.size());
    for (std::uint32_t slot : program.worker_slots()) values[slot] = value_of(names[slot], made_[slot]);
    return values;
  }

 private:
  ValueView value_of(const expression::Name& name, std::string& made) const {
    if (const auto* attribute = std::get_if<expression::WorkerAttribute>(&name)) {
      return expression::find(draft_.workspace.workers[worker_].attributes.view(), attribute->path);
    }
    if (const auto* field = std::get_if<expression::WorkerField>(&name)) {
      made = encode(field_value(draft_, worker_, *field));
    } else if (const auto* channel = std::get_if<expression::WorkerChannel>(&name)) {
      made = encode(channel_value(draft_, worker_, *channel));
    }
    return ValueView(made);
  }

  const Draft& draft_;
  std::uint32_t worker_;
  std::vector<std::string> made_;
};

bool matches(const Draft& draft, const TaskQueue& queue, std::uint32_t id) {
  const Worker& worker = draft.workspace.workers[id];
  if (worker.removed || !may_serve(draft.workspace, worker.tenant, queue.tenant)) return false;
  StartValues values(draft, id);
  std::vector<ValueView> views = values.of(queue.target_workers);
  return expression::evaluate(queue.target_workers, {{}, views, {}, {}});
}

// Workers of one entry are alike but for their names, so without a name in the condition one stands for all.
bool is_twin(const Draft& draft, std::uint32_t id) {
  return id > 0 && draft.worker_nodes[id] == draft.worker_nodes[id - 1];
}

bool reads_who(const Draft& draft, const expression::Program& program) {
  for (std::uint32_t slot : program.worker_slots()) {
    if (std::holds_alternative<expression::WorkerField>(draft.workspace.slots.worker[slot])) return true;
  }
  return false;
}

bool has_worker(const Draft& draft, const TaskQueue& queue, std::size_t& budget) {
  bool all_differ = reads_who(draft, queue.target_workers);
  for (std::uint32_t id = 0; id < draft.workspace.workers.size(); ++id) {
    if (!all_differ && is_twin(draft, id)) continue;
    if (budget == 0) return true;
    --budget;
    if (matches(draft, queue, id)) return true;
  }
  return false;
}

// 1==2 and an empty text say "nobody" on purpose; the clock may say so now and not later.
bool is_meant_to_match(const TaskQueue& queue) {
  const expression::Program& program = queue.target_workers;
  return !queue.removed && !queue.nobody && !program.worker_slots().empty() && program.clock_slots().empty();
}

void warn(Draft& draft, const Node& node, std::string message, std::string hint) {
  Problem problem = draft.document.problem(node, std::move(message), std::move(hint));
  problem.severity = Severity::warning;
  draft.problems.add(std::move(problem));
}

void warn_of_empty_queues(Draft& draft, std::size_t& budget) {
  for (std::size_t id = 0; id < draft.workspace.queues.size(); ++id) {
    const TaskQueue& queue = draft.workspace.queues[id];
    if (!is_meant_to_match(queue) || has_worker(draft, queue, budget)) continue;
    warn(draft, *draft.queue_nodes[id]->member("target_workers"), "no worker matches this queue at the start",
         "tasks will wait here until their time to live");
  }
}

// By task queue: the teams to whose queues work goes on that waited there first, at its own tenant.
using TeamsBehind = std::vector<std::set<TenantId>>;

void note_teams(TeamsBehind& teams, const Workspace& workspace, TenantId tenant, const Filter& filter) {
  std::vector<TaskQueueId> own;
  for (std::uint32_t i = 0; i < filter.target_count; ++i) {
    const TaskQueueId queue = workspace.targets[filter.first_target.index() + i].queue;
    if (queue.is_none()) continue;
    const TenantId owner = workspace.queues[queue.index()].tenant;
    if (owner == tenant) {
      own.push_back(queue);
    } else {
      for (const TaskQueueId before : own) teams[before.index()].insert(owner);
    }
  }
}

TeamsBehind teams_behind(const Workspace& workspace) {
  TeamsBehind teams(workspace.queues.size());
  for (const Workflow& workflow : workspace.workflows) {
    for (const Filter& filter : workflow.filters) note_teams(teams, workspace, workflow.tenant, filter);
  }
  return teams;
}

// By tenant, without the twins.
std::vector<std::vector<std::uint32_t>> workers_of_tenants(const Draft& draft) {
  std::vector<std::vector<std::uint32_t>> workers(draft.workspace.tenants.size());
  for (std::uint32_t id = 0; id < draft.workspace.workers.size(); ++id) {
    if (!is_twin(draft, id)) workers[draft.workspace.workers[id].tenant.index()].push_back(id);
  }
  return workers;
}

void warn_of_teams_at_once(Draft& draft, std::size_t& budget) {
  const TeamsBehind teams = teams_behind(draft.workspace);
  const auto workers = workers_of_tenants(draft);
  for (std::size_t id = 0; id < draft.workspace.queues.size(); ++id) {
    const TaskQueue& queue = draft.workspace.queues[id];
    if (queue.removed || queue.nobody || !queue.target_workers.clock_slots().empty()) continue;
    for (const TenantId team : teams[id]) {
      const std::vector<std::uint32_t>& members = workers[team.index()];
      if (budget < members.size()) return;
      budget -= members.size();
      const auto is_in = [&](std::uint32_t worker) { return matches(draft, queue, worker); };
      if (std::none_of(members.begin(), members.end(), is_in)) continue;
      const Node& entry = *draft.queue_nodes[id];
      const Node* const text = entry.member("target_workers");
      warn(draft, text != nullptr ? *text : entry,
           "workers of the shared team " + shortened(quoted(draft.workspace.tenants[team.index()].name), 60) +
               " are in this queue as well, and a workflow goes on from it to the team's own",
           "if the team is to come later, name here only the tenant's workers");
    }
  }
}

}  // namespace

void add_warnings(Draft& draft) {
  if (draft.workspace.workers.empty()) return;
  std::size_t budget = most_evaluations;
  warn_of_empty_queues(draft, budget);
  warn_of_teams_at_once(draft, budget);
}

}  // namespace switchyard::codec
