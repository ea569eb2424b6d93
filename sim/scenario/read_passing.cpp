// Reads what workers do with work besides ending it: giving it back, passing it on, several things at once.
#include "sim/scenario/read_passing.h"

#include "engine/codec/text/utf8.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

HandBackHabit read_hand_back(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  HandBackHabit habit;
  habit.probability = reader.number("probability", 0, 1).value_or(1);
  habit.to = reader.word("to", {"queue", "worker"}).value_or(0) == 0 ? HandBackTo::queue : HandBackTo::worker;
  if (auto after = read_law(reading, reader, "after")) habit.after = std::move(*after);
  reader.finish();
  return habit;
}

// "service-*": of the queues whose names begin so, the one of the contact's tenant.
void read_queues(Reading& reading, const Node& node, TransferHabit& habit) {
  const auto& queues = reading.scenario.workspace.queues;
  std::vector<bool> has_one(reading.scenario.workspace.tenants.size());
  for (const std::uint32_t place : find_names(reading, node, queues, "task queue")) {
    const TaskQueue& queue = queues[place];
    if (has_one[queue.tenant.index()]) {
      const std::string& tenant = reading.scenario.workspace.tenants[queue.tenant.index()].name;
      reading.report(node, "two queues of tenant " + codec::quoted(tenant) + " have names that begin so");
      break;
    }
    has_one[queue.tenant.index()] = true;
    habit.queues.push_back(TaskQueueId{place});
  }
}

void read_queue(Reading& reading, const Node& node, TransferHabit& habit) {
  if (node.is(Node::Kind::string) && !node.text.empty() && node.text.back() == '*')
    return read_queues(reading, node, habit);
  const auto queue = find_name(reading, node, reading.scenario.workspace.queues, "task queue");
  if (queue) habit.queue = TaskQueueId{*queue};
}

void read_goal(Reading& reading, Reader& reader, TransferHabit& habit) {
  const Workspace& workspace = reading.scenario.workspace;
  if (const Node* queue = reader.find("queue")) read_queue(reading, *queue, habit);
  const auto worker = find_name(reading, reader, "worker", workspace.workers, "worker");
  if (worker) habit.worker = WorkerId{*worker};
  if (reader.has("queue") == reader.has("worker"))
    reading.report(reader.node(), "a transfer goes to either a queue or a worker");
}

TransferHabit read_transfer(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  TransferHabit habit;
  habit.probability = reader.number("probability", 0, 1).value_or(1);
  const auto& channels = reading.scenario.workspace.channels;
  if (const auto channel = find_name(reading, reader, "channel", channels, "task channel"))
    habit.channel = TaskChannelId{*channel};
  const bool warm = reader.word("mode", {"cold", "warm"}).value_or(0) == 1;
  habit.mode = warm ? TransferMode::warm : TransferMode::cold;
  read_goal(reading, reader, habit);
  if (auto after = read_law(reading, reader, "after")) habit.after = std::move(*after);
  if (auto consult = read_law(reading, reader, "consult")) habit.consult = std::move(*consult);
  habit.timeout = reader.duration("timeout", seconds(1), days(1));
  // Without it a transfer to a queue that nobody serves would never end.
  if (warm && !habit.timeout) habit.timeout = seconds(60);
  if (!warm && (reader.has("consult") || reader.has("timeout"))) {
    reading.report(reader.node(), "only a warm transfer has \"consult\" and \"timeout\"");
  }
  reader.finish();
  return habit;
}

std::vector<TaskChannelId> message_channels(const Workspace& workspace) {
  std::vector<TaskChannelId> channels;
  for (std::uint32_t i = 0; i < workspace.channels.size(); ++i) {
    if (workspace.channels[i].kind == ChannelKind::messages) channels.push_back(TaskChannelId{i});
  }
  return channels;
}

Concurrency read_concurrency(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  Concurrency concurrency;
  const Workspace& workspace = reading.scenario.workspace;
  const Node* channels = reader.array("channels");
  const Node* factors = reader.array("factors");
  reader.require("factors");
  reader.finish();
  if (channels == nullptr) concurrency.channels = message_channels(workspace);
  for (const Node& entry : channels != nullptr ? channels->children : std::vector<Node>{}) {
    if (const auto channel = find_name(reading, entry, workspace.channels, "task channel"))
      concurrency.channels.push_back(TaskChannelId{*channel});
  }
  for (const Node& entry : factors != nullptr ? factors->children : std::vector<Node>{}) {
    const auto factor = codec::read_number(reading.document(), entry, reading.problems, 0.01, 1);
    concurrency.factors.push_back(factor.value_or(1));
  }
  return concurrency;
}

}  // namespace

void read_passing(Reading& reading, Reader& reader, Habits& habits) {
  if (const Node* node = reader.object("hand_back")) habits.hand_back = read_hand_back(reading, *node);
  if (const Node* list = reader.array("transfers")) {
    for (const Node& node : list->children) habits.transfers.push_back(read_transfer(reading, node));
  }
  if (const Node* node = reader.object("concurrency")) habits.concurrency = read_concurrency(reading, *node);
}

}  // namespace switchyard::sim
