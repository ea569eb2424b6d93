// Channels that share a capacity, and channels that keep each other out.
#include <algorithm>
#include <utility>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"
#include "engine/codec/workspace/draft.h"

namespace switchyard::codec {
namespace {

void join(Draft& draft, const Node& name, ChannelGroupId group) {
  const auto channel = look_up(draft, draft.channels, draft.document, name, "task channel");
  if (!channel) return;
  ChannelGroupId& joined = draft.workspace.channels[*channel].group;
  if (joined == group) {
    expect(draft.document, name, draft.problems, "must stand once in the group");
  } else if (!joined.is_none()) {
    expect(draft.document, name, draft.problems, "must be in one group at most",
           "it is in " + draft.workspace.channel_groups[joined.index()].name);
  } else {
    joined = group;
  }
}

void read_group(Draft& draft, const Node& node) {
  Reader entry(draft.document, node, draft.problems);
  const auto id = declare_name(draft, draft.groups, entry, "channel group");
  ChannelGroup group;
  if (const auto capacity = entry.integer("capacity", 0, 1'000'000)) {
    group.capacity = static_cast<std::uint32_t>(*capacity);
  }
  const Node* channels = entry.array("channels");
  if (channels == nullptr) entry.require("channels");
  entry.finish();
  if (!id) return;
  group.name = draft.groups.names().back();
  if (draft.channels.find(group.name)) {
    expect(draft.document, *entry.find("name"), draft.problems, "must not be the name of a task channel");
  }
  put(draft.workspace.channel_groups, *id, std::move(group));
  if (channels == nullptr) return;
  for (const Node& name : channels->children) join(draft, name, ChannelGroupId{*id});
}

std::vector<TaskChannelId> members_of(const Draft& draft, ChannelGroupId group) {
  std::vector<TaskChannelId> members;
  for (std::uint32_t id = 0; id < draft.workspace.channels.size(); ++id) {
    if (draft.workspace.channels[id].group == group) members.push_back(TaskChannelId{id});
  }
  return members;
}

// The channels that a name stands for: itself, or all of a group.
std::vector<TaskChannelId> channels_of(Draft& draft, const Node& name) {
  if (!name.is(Node::Kind::string))
    return read_string(draft.document, name, draft.problems), std::vector<TaskChannelId>{};
  if (const auto group = draft.groups.find(name.text)) return members_of(draft, ChannelGroupId{*group});
  if (const auto channel = draft.channels.find(name.text)) return {TaskChannelId{*channel}};
  if (!draft.groups.is_complete() || !draft.channels.is_complete()) return {};
  std::vector<std::string> known = draft.groups.names();
  known.insert(known.end(), draft.channels.names().begin(), draft.channels.names().end());
  draft.problems.add(draft.document.problem(
      name, "there is no task channel or channel group " + shortened(quoted(name.text), 60),
      suggestion(name.text, known)));
  return {};
}

// Each channel once: a group and one of its channels must not count the same task twice.
std::vector<TaskChannelId> read_channels_of(Draft& draft, Reader& entry, std::string_view key) {
  std::vector<TaskChannelId> all;
  const Node* list = entry.array(key);
  if (list == nullptr) return entry.require(key), all;
  if (list->children.empty()) expect(draft.document, *list, draft.problems, "must not be empty");
  for (const Node& name : list->children) {
    const std::vector<TaskChannelId> some = channels_of(draft, name);
    all.insert(all.end(), some.begin(), some.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

void read_block_rule(Draft& draft, const Node& node) {
  Reader entry(draft.document, node, draft.problems);
  BlockRule rule;
  rule.blocked = read_channels_of(draft, entry, "block");
  rule.counted = read_channels_of(draft, entry, "when");
  if (const auto above = entry.integer("above", 0, 1'000'000))
    rule.above = static_cast<std::uint32_t>(*above);
  entry.finish();
  draft.workspace.block_rules.push_back(std::move(rule));
}

// A group that the document no longer has lets its channels go, also those that only an earlier version
// knows.
void remember_groups(Draft& draft, const Workspace& previous) {
  draft.workspace.channel_groups = previous.channel_groups;
  for (const ChannelGroup& group : previous.channel_groups) draft.groups.remember(group.name);
  for (TaskChannel& channel : draft.workspace.channels) channel.group = ChannelGroupId{};
}

}  // namespace

void read_channel_groups(Draft& draft, Reader& root) {
  if (draft.previous != nullptr) remember_groups(draft, *draft.previous);
  if (const Node* list = list_of(root, "channel_groups", draft.groups)) {
    for (const Node& node : list->children) read_group(draft, node);
  }
  if (const Node* list = root.array("block_rules")) {
    for (const Node& node : list->children) read_block_rule(draft, node);
  }
}

}  // namespace switchyard::codec
