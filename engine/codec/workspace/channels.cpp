// Task channels: TaskRouter's five, and what the document says of them and adds.
#include <algorithm>
#include <array>

#include "engine/codec/workspace/draft.h"

namespace switchyard::codec {
namespace {

constexpr std::array<std::string_view, 5> standard{"default", "voice", "sms", "chat", "video"};

bool is_unique_name(std::string_view name) {
  auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  auto belongs = [&](char c) {
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_letter || is_digit(c) || c == '_' || c == '$' || c == '-';
  };
  return !name.empty() && !is_digit(name.front()) && std::all_of(name.begin(), name.end(), belongs);
}

ChannelKind usual_kind(std::string_view name) {
  if (name == "voice" || name == "video") return ChannelKind::call;
  return name == "sms" || name == "chat" ? ChannelKind::messages : ChannelKind::work;
}

MissRule read_miss_rule(Draft& draft, Reader& entry) {
  MissRule rule;
  const Node* node = entry.object("on_miss");
  if (node == nullptr) return rule;
  Reader reader(draft.document, *node, draft.problems);
  const Node* activity = reader.find("activity");
  if (activity != nullptr && activity->text == "stay") {
    rule.changes_activity = false;
  } else if (activity != nullptr) {
    rule.activity = look_up_activity(draft, draft.document, *activity).value_or(ActivityId{});
  }
  if (auto after = reader.integer("after", 1, 1'000'000)) rule.after = static_cast<std::uint32_t>(*after);
  reader.finish();
  return rule;
}

TaskChannel read_channel(Draft& draft, Reader& entry, Duration cooldown) {
  TaskChannel channel;
  channel.name = entry.string("name").value_or("");
  const auto kind = entry.word("kind", {"work", "call", "messages"});
  channel.kind = kind ? static_cast<ChannelKind>(*kind) : usual_kind(channel.name);
  channel.opens_record = entry.boolean("opens_record").value_or(false);
  channel.places_call_after = entry.duration("places_call_after");
  channel.optimized_routing = entry.boolean("optimized_routing").value_or(false);
  channel.reservation_timeout = entry.duration("reservation_timeout", seconds(1), days(1));
  channel.wrap_up_limit = entry.duration("wrap_up_limit");
  channel.cooldown = entry.duration("cooldown").value_or(cooldown);
  channel.cooldown_after_miss = entry.boolean("cooldown_after_miss").value_or(false);
  channel.on_miss = read_miss_rule(draft, entry);
  channel.ring_all_miss_counts = entry.boolean("ring_all_miss_counts").value_or(false);
  return channel;
}

void read_listed_channel(Draft& draft, const Node& node, Duration cooldown) {
  Reader entry(draft.document, node, draft.problems);
  auto name = entry.required_string("name");
  read_formerly(draft.channels, entry);
  TaskChannel channel = read_channel(draft, entry, cooldown);
  entry.finish();
  if (!name) return draft.channels.mark_incomplete();
  const Node& name_node = *entry.find("name");
  if (!is_unique_name(*name)) {
    expect(draft.document, name_node, draft.problems,
           "must be made of letters, digits, _, $ and -, and not begin with a digit");
  } else if (auto id = declare(draft, draft.channels, name_node, "task channel", *name)) {
    put(draft.workspace.channels, *id, std::move(channel));
  }
}

// What the document does not list is as usual again, also when an earlier version said otherwise.
void declare_standard_channels(Draft& draft, Duration cooldown) {
  for (std::string_view name : standard) {
    auto id = draft.channels.declare(name);
    if (!id) continue;
    TaskChannel channel;
    channel.name = name;
    channel.kind = usual_kind(name);
    channel.cooldown = cooldown;
    put(draft.workspace.channels, *id, std::move(channel));
  }
}

}  // namespace

void read_channels(Draft& draft, Reader& root) {
  Duration cooldown = root.duration("cooldown").value_or(Duration{});
  if (draft.previous != nullptr) {
    draft.workspace.channels = draft.previous->channels;
    for (const TaskChannel& channel : draft.previous->channels) draft.channels.remember(channel.name);
  } else {
    // They have the same ids everywhere, whether the document lists them or not.
    for (std::string_view name : standard) draft.channels.remember(name);
  }
  if (const Node* list = list_of(root, "task_channels", draft.channels)) {
    for (const Node& node : list->children) read_listed_channel(draft, node, cooldown);
  }
  declare_standard_channels(draft, cooldown);
}

}  // namespace switchyard::codec
