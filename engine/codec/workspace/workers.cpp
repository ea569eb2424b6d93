// Workers, one by one or many alike.
#include <utility>

#include "engine/codec/workspace/draft.h"

namespace switchyard::codec {
namespace {

constexpr std::size_t most_workers = 1'000'000;
constexpr std::size_t most_worker_bytes = std::size_t{512} << 20;
constexpr std::size_t taskrouter_attributes = 4'096;  // characters of JSON text, with its spaces

void place(Draft& draft, std::uint32_t id, Worker worker, const Node& node) {
  std::vector<Worker>& workers = draft.workspace.workers;
  if (workers.size() <= id) {
    workers.resize(id + 1);
    draft.worker_nodes.resize(id + 1, nullptr);
  }
  workers[id] = std::move(worker);
  draft.worker_nodes[id] = &node;
}

std::optional<std::uint32_t> read_capacity(Reader& entry, const Node& node) {
  auto capacity = read_integer(entry.document(), node, entry.problems(), 0, 1'000'000);
  return capacity ? std::optional(static_cast<std::uint32_t>(*capacity)) : std::nullopt;
}

WorkerChannel read_channel(Draft& draft, Reader& entry, const Node& node) {
  WorkerChannel channel;
  if (!node.is(Node::Kind::object)) {
    channel.capacity = read_capacity(entry, node).value_or(channel.capacity);
    return channel;
  }
  Reader reader(draft.document, node, draft.problems);
  if (const Node* capacity = reader.find("capacity")) {
    channel.capacity = read_capacity(entry, *capacity).value_or(channel.capacity);
  }
  channel.available = reader.boolean("available").value_or(true);
  reader.finish();
  return channel;
}

std::vector<WorkerChannel> read_worker_channels(Draft& draft, Reader& entry) {
  std::vector<WorkerChannel> channels(draft.workspace.channels.size());
  if (const Node* list = entry.object("channels")) {
    for (const Node& member : list->children) {
      auto id = look_up_key(draft, draft.channels, member, "task channel");
      if (id) channels[*id] = read_channel(draft, entry, member);
    }
  }
  return channels;
}

std::vector<std::uint32_t> read_group_capacities(Draft& draft, Reader& entry) {
  std::vector<std::uint32_t> capacities;
  for (const ChannelGroup& group : draft.workspace.channel_groups) capacities.push_back(group.capacity);
  if (const Node* list = entry.object("group_capacities")) {
    for (const Node& member : list->children) {
      const auto id = look_up_key(draft, draft.groups, member, "channel group");
      if (id) capacities[*id] = read_capacity(entry, member).value_or(capacities[*id]);
    }
  }
  return capacities;
}

Attributes read_attributes(Reader& entry) {
  const Node* node = entry.object("attributes");
  if (node == nullptr) return {};
  if (node->end - node->offset > taskrouter_attributes) {
    entry.warn(*node, "TaskRouter refuses attributes of more than 4096 characters (found " +
                          std::to_string(node->end - node->offset) + ")");
  }
  return Attributes(to_value(*node));
}

Worker read_worker(Draft& draft, Reader& entry) {
  Worker worker;
  worker.tenant = read_tenant(draft, entry);
  worker.attributes = read_attributes(entry);
  worker.activity = draft.workspace.default_activity;
  if (const Node* activity = entry.find("activity")) {
    worker.activity = look_up_activity(draft, draft.document, *activity).value_or(worker.activity);
  }
  worker.channels = read_worker_channels(draft, entry);
  worker.group_capacities = read_group_capacities(draft, entry);
  worker.shift = read_calendar(draft, entry, "shift");
  return worker;
}

// A short entry with a count can stand for a lot of memory.
bool room_for(Draft& draft, Reader& entry, const Worker& worker) {
  draft.worker_bytes += worker.name.size() + worker.attributes.view().bytes().size() +
                        worker.channels.size() * sizeof(WorkerChannel) +
                        worker.group_capacities.size() * sizeof(std::uint32_t);
  if (draft.worker_bytes <= most_worker_bytes) return true;
  entry.report(entry.node(), "the workers must take at most " + std::to_string(most_worker_bytes >> 20) +
                                 " MB with their names, attributes and channels");
  return false;
}

// agent-1 … agent-40, all alike.
void place_many(Draft& draft, Reader& entry, const Worker& worker, std::int64_t count) {
  const Node& name = *entry.find("name");
  for (std::int64_t number = 1; number <= count; ++number) {
    if (draft.workspace.workers.size() >= most_workers) {
      entry.report(entry.node(),
                   "a workspace must have at most " + std::to_string(most_workers) + " workers");
      return;
    }
    if (!room_for(draft, entry, worker)) return;
    Worker one = worker;
    one.name += std::to_string(number);
    auto id = declare(draft, draft.workers, name, "worker", one.name);
    if (id) place(draft, *id, std::move(one), entry.node());
  }
}

void place_one(Draft& draft, Reader& entry, Worker worker) {
  auto id = declare(draft, draft.workers, *entry.find("name"), "worker", worker.name);
  if (!id || !room_for(draft, entry, worker)) return;
  read_foreign_sid(draft, entry, SidKind::worker, *id);
  worker.sid = entry.string("sid").value_or("");
  place(draft, *id, std::move(worker), entry.node());
}

void refuse_single_keys(Reader& entry) {
  for (const char* const key : {"sid", "formerly"}) {
    const Node* const node = entry.find(key);
    if (node == nullptr) continue;
    entry.report(*node, std::string(key) + " must not stand beside count: each worker has its own");
  }
}

void read_entry(Draft& draft, const Node& node) {
  Reader entry(draft.document, node, draft.problems);
  auto name = entry.required_string("name");
  auto count = entry.integer("count", 1, 100'000);
  Worker worker = read_worker(draft, entry);
  if (!count) read_formerly(draft.workers, entry);
  if (name) {
    worker.name = *name;
    if (count) refuse_single_keys(entry);
    if (count) {
      place_many(draft, entry, worker, *count);
    } else if (!entry.has("count")) {
      place_one(draft, entry, std::move(worker));
    }
  }
  entry.finish();
}

void collect_attribute_names(Draft& draft) {
  for (const Worker& worker : draft.workspace.workers) {
    if (worker.removed) continue;
    for (ValueCursor member(worker.attributes.view()); !member.at_end(); member.advance()) {
      bool& has_array = draft.worker_attributes[std::string(member.key())];
      has_array = has_array || member.value().kind() == ValueKind::array;
    }
  }
}

}  // namespace

void read_workers(Draft& draft, Reader& root) {
  if (draft.previous != nullptr) {
    draft.workspace.workers = draft.previous->workers;
    draft.worker_nodes.resize(draft.previous->workers.size(), nullptr);
    for (Worker& worker : draft.workspace.workers) {
      draft.workers.remember(worker.name);
      worker.removed = true;
      worker.channels.resize(draft.workspace.channels.size());
      worker.group_capacities.resize(draft.workspace.channel_groups.size());
    }
  }
  if (const Node* list = list_of(root, "workers", draft.workers)) {
    for (const Node& node : list->children) {
      if (is_hopeless(draft)) return;
      read_entry(draft, node);
    }
  }
  collect_attribute_names(draft);
}

}  // namespace switchyard::codec
