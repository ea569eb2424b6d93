// Reads who asks to be called back, and who looks for callbacks.
#include "sim/scenario/read_callbacks.h"

#include "engine/codec/text/utf8.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

void read_announcements(Reading& reading, const Node& list, CallbackRequest& request) {
  for (const Node& node : list.children) {
    const auto after = codec::read_duration(reading.document(), node, reading.problems);
    if (!after) continue;
    if (!request.announced.empty() && *after <= request.announced.back())
      reading.report(node, "announcements come one after the other");
    request.announced.push_back(*after);
  }
}

CallbackRequest read_request(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  CallbackRequest request;
  request.probability = reader.number("probability", 0, 1).value_or(request.probability);
  if (auto after = read_law(reading, reader, "after")) request.after = std::move(*after);
  if (const Node* list = reader.array("announced")) {
    read_announcements(reading, *list, request);
    if (reader.has("after"))
      reading.report(*reader.find("after"), "the announcements say when: leave this out");
  }
  request.due = reader.duration("due", seconds(1));
  if (const Node* tenants = reader.find("tenants")) {
    for (const std::uint32_t tenant :
         find_names(reading, *tenants, reading.scenario.workspace.tenants, "tenant"))
      request.tenants.push_back(TenantId{tenant});
  }
  reader.finish();
  return request;
}

}  // namespace

void read_callback_request(Reading& reading, Reader& reader, Traffic& traffic) {
  const Node* node = reader.object("callback_request");
  if (node == nullptr) return;
  traffic.callback_request = read_request(reading, *node);
  const TaskChannel& channel = reading.scenario.workspace.channels[traffic.channel.index()];
  if (channel.kind == ChannelKind::call) return;
  reading.report(*node, "only callers ask to be called back, and channel " + codec::quoted(channel.name) +
                            " is not for calls");
}

void read_callback_button(Reading& reading, Reader& reader, Habits& habits) {
  const Node* node = reader.object("callback_button");
  if (node == nullptr) return;
  Reader button(reading.document(), *node, reading.problems);
  habits.callback_button.emplace();
  habits.callback_button->share = button.number("share", 0, 1).value_or(1);
  if (auto after = read_law(reading, button, "after")) habits.callback_button->after = std::move(*after);
  button.finish();
}

}  // namespace switchyard::sim
