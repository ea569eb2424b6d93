// Reads the traffic of a scenario: what arrives, where it goes, how customers wait, how long the work takes.
#include <algorithm>
#include <set>

#include "engine/base/match.h"
#include "engine/codec/text/utf8.h"
#include "sim/scenario/read_callbacks.h"
#include "sim/scenario/read_lines.h"
#include "sim/scenario/read_rates.h"
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

constexpr std::int64_t most_priority = 2'147'483'647;

Value::Object object_of(const Node* node) {
  return node != nullptr ? std::get<Value::Object>(to_value(*node).data) : Value::Object{};
}

Value::Object overlaid(Value::Object below, Value::Object above) {
  for (auto& member : above) {
    const auto same = std::find_if(below.begin(), below.end(),
                                   [&](const auto& other) { return other.first == member.first; });
    if (same != below.end()) {
      same->second = std::move(member.second);
    } else {
      below.push_back(std::move(member));
    }
  }
  return below;
}

Attributes attributes_of(Value::Object object) {
  return Attributes(Value(Value::Data(std::move(object))));
}

void read_mix(Reading& reading, Reader& reader, Traffic& traffic) {
  const Value::Object fixed = object_of(reader.object("attributes"));
  const Node* list = reader.array("mix");
  double total = 0;
  if (list != nullptr) {
    for (const Node& node : list->children) {
      Reader item(reading.document(), node, reading.problems);
      const double weight = item.number("weight", 0, 1e9).value_or(1);
      traffic.mix.push_back({weight, attributes_of(overlaid(fixed, object_of(item.object("attributes"))))});
      item.finish();
      total += weight;
    }
    if (total <= 0) reading.report(*list, "the weights of a mix must come to more than 0");
  }
  if (traffic.mix.empty()) traffic.mix.push_back({1, attributes_of(fixed)});
}

// "calls-*": all workflows whose names begin so.
void read_spread(Reading& reading, const Node& node, Traffic& traffic) {
  const auto& workflows = reading.scenario.workspace.workflows;
  const std::string_view prefix = std::string_view(node.text).substr(0, node.text.size() - 1);
  for (std::uint32_t i = 0; i < workflows.size(); ++i) {
    if (std::string_view(workflows[i].name).substr(0, prefix.size()) == prefix)
      traffic.spread.push_back(WorkflowId{i});
  }
  if (traffic.spread.empty()) return reading.report(node, "no workflow's name begins with this");
  traffic.route = ThroughWorkflow{traffic.spread.front()};
}

bool is_prefix(const Node* node) {
  return node != nullptr && node->is(Node::Kind::string) && !node->text.empty() && node->text.back() == '*';
}

// Where the contacts go, and the tenant that this belongs to.
TenantId read_route(Reading& reading, Reader& reader, Traffic& traffic) {
  const Workspace& workspace = reading.scenario.workspace;
  const Node* spread = reader.find("workflow");
  if (is_prefix(spread)) {
    read_spread(reading, *spread, traffic);
    return traffic.spread.empty() ? TenantId{0} : workspace.workflows[traffic.spread.front().index()].tenant;
  }
  const auto workflow = find_name(reading, reader, "workflow", workspace.workflows, "workflow");
  const auto queue = find_name(reading, reader, "queue", workspace.queues, "task queue");
  const auto worker = find_name(reading, reader, "worker", workspace.workers, "worker");
  const int given = static_cast<int>(reader.has("workflow")) + static_cast<int>(reader.has("queue")) +
                    static_cast<int>(reader.has("worker"));
  if (given > 1) reading.report(reader.node(), "traffic goes to one of workflow, queue and worker");
  if (queue) {
    traffic.route = ToTaskQueue{TaskQueueId{*queue}};
    return workspace.queues[*queue].tenant;
  }
  if (worker) {
    traffic.route = ToWorker{WorkerId{*worker}};
    return workspace.workers[*worker].tenant;
  }
  if (given == 0 && workspace.workflows.size() != 1) {
    reading.report(reader.node(), "traffic needs a workflow (the workspace has " +
                                      std::to_string(workspace.workflows.size()) + ")");
    return TenantId{0};
  }
  const std::uint32_t chosen = workflow.value_or(0);
  traffic.route = ThroughWorkflow{WorkflowId{chosen}};
  return chosen < workspace.workflows.size() ? workspace.workflows[chosen].tenant : TenantId{0};
}

void read_target(Reading& reading, Reader& reader, Traffic& traffic) {
  const Workspace& workspace = reading.scenario.workspace;
  const TenantId tenant = read_route(reading, reader, traffic);
  const auto named = find_name(reading, reader, "tenant", workspace.tenants, "tenant");
  traffic.tenant = named ? TenantId{*named} : tenant;
  if (!traffic.spread.empty() && named) {
    reading.report(*reader.find("tenant"), "the tenant is each workflow's own: leave it out");
  }
  const auto channel = find_name(reading, reader, "channel", workspace.channels, "task channel");
  const auto voice = std::find_if(workspace.channels.begin(), workspace.channels.end(),
                                  [](const TaskChannel& entry) { return entry.name == "voice"; });
  const auto usual = voice != workspace.channels.end() ? voice - workspace.channels.begin() : 0;
  traffic.channel = TaskChannelId{channel.value_or(static_cast<std::uint32_t>(usual))};
  traffic.priority = static_cast<std::int32_t>(reader.integer("priority", 0, most_priority).value_or(0));
  traffic.time_to_live = reader.duration("time_to_live", seconds(1), days(14));
}

void read_redial(Reading& reading, const Node& node, Redial& redial) {
  Reader reader(reading.document(), node, reading.problems);
  redial.probability = reader.number("probability", 0, 1).value_or(1);
  redial.delay = read_law(reading, reader, "delay").value_or(Distribution(Exponential{300}));
  redial.most = static_cast<std::uint32_t>(reader.integer("most", 1, 1000).value_or(1));
  reader.finish();
}

void read_customers(Reading& reading, Reader& reader, Traffic& traffic) {
  traffic.patience = read_law(reading, reader, "patience");
  traffic.balk = reader.number("balk", 0, 1).value_or(0);
  if (const Node* redial = reader.find("redial")) read_redial(reading, *redial, traffic.redial);
}

void read_window(Reading& reading, Reader& reader, Traffic& traffic) {
  const Scenario& scenario = reading.scenario;
  traffic.from = read_moment(reading, reader, "from").value_or(scenario.start);
  traffic.until = read_moment(reading, reader, "until").value_or(scenario.end());
  if (traffic.from < traffic.until || !(reader.has("from") || reader.has("until"))) return;
  const Node* node = reader.has("until") ? reader.find("until") : reader.find("from");
  reading.report(*node, "the traffic ends before it begins");
}

Traffic read_item(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  if (!node.is(Node::Kind::object)) return {};
  Traffic traffic;
  traffic.name = reader.required_string("name").value_or("");
  read_target(reading, reader, traffic);
  read_mix(reading, reader, traffic);
  read_window(reading, reader, traffic);
  if (reader.has("trace") && reader.has("mix")) {
    reading.report(*reader.find("mix"), "a trace brings its own attributes: leave the mix out");
  }
  read_arrivals(reading, reader, traffic);
  read_surges(reading, reader, traffic);
  read_customers(reading, reader, traffic);
  read_lines(reading, reader, traffic);
  read_callback_request(reading, reader, traffic);
  if (const Node* law = reader.find("handle_time")) traffic.handle_time = read_daily_law(reading, *law);
  traffic.wrap_up = read_law(reading, reader, "wrap_up");
  reader.finish();
  return traffic;
}

// Two streams of one name would be the same people twice.
void check_names(Reading& reading, const Node& list) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < reading.scenario.traffic.size(); ++i) {
    const Traffic& traffic = reading.scenario.traffic[i];
    const auto take = [&](const std::string& name) {
      if (!names.insert(name).second) {
        reading.report(list.children[i], "the name " + codec::quoted(name) + " is taken by other traffic");
      }
    };
    take(traffic.name);
    for (const Surge& surge : traffic.surges) take(surge.name);
  }
}

}  // namespace

void read_traffic(Reading& reading, const Node& list) {
  for (const Node& node : list.children) reading.scenario.traffic.push_back(read_item(reading, node));
  if (list.children.empty()) reading.report(list, "there must be some traffic");
  check_names(reading, list);
  find_returned_traffic(reading, list);
}

}  // namespace switchyard::sim
