// Reads voicemails, calls to customers, conversations of messages, and calls to another line.
#include "sim/scenario/read_lines.h"

#include "engine/codec/text/utf8.h"
#include "engine/state/tenancy.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

void take_law(Reading& reading, Reader& reader, std::string_view key, Distribution& law) {
  if (auto found = read_law(reading, reader, key)) law = std::move(*found);
}

void read_voicemail(Reading& reading, const Node& node, VoicemailHabit& habit) {
  Reader reader(reading.document(), node, reading.problems);
  habit.speaks = reader.number("speaks", 0, 1).value_or(habit.speaks);
  take_law(reading, reader, "greeting", habit.greeting);
  take_law(reading, reader, "length", habit.length);
  reader.finish();
}

void read_returns(Reading& reading, const Node& node, OutboundCall& call) {
  Reader reader(reading.document(), node, reading.problems);
  call.returned = reader.number("probability", 0, 1).value_or(1);
  take_law(reading, reader, "delay", call.return_delay);
  reader.require("as");  // find_returned_traffic() looks it up
  reader.finish();
}

void read_outbound_call(Reading& reading, const Node& node, OutboundCall& call) {
  Reader reader(reading.document(), node, reading.problems);
  call.answered = reader.number("answered", 0, 1).value_or(call.answered);
  take_law(reading, reader, "ring", call.ring);
  take_law(reading, reader, "no_answer", call.no_answer);
  if (const Node* returns = reader.object("returns")) read_returns(reading, *returns, call);
  reader.finish();
}

Burst read_burst(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  Burst burst;
  reader.require("messages");
  if (auto messages = read_number_law(reading, reader, "messages", 1, 10'000))
    burst.messages = std::move(*messages);
  take_law(reading, reader, "gap", burst.gap);
  reader.finish();
  return burst;
}

WritesAgain read_writes_again(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  WritesAgain habit;
  habit.probability = reader.number("probability", 0, 1).value_or(1);
  reader.require("delay");
  take_law(reading, reader, "delay", habit.delay);
  habit.most = static_cast<std::uint32_t>(reader.integer("most", 1, 1000).value_or(habit.most));
  reader.finish();
  return habit;
}

Conversation read_conversation(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  Conversation conversation;
  if (auto messages = read_number_law(reading, reader, "messages", 1, 10'000))
    conversation.messages = std::move(*messages);
  take_law(reading, reader, "answer_delay", conversation.answer_delay);
  reader.require("writing_time");
  take_law(reading, reader, "writing_time", conversation.writing_time);
  conversation.close_after = reader.duration("close_after", seconds(1));
  if (const Node* burst = reader.object("burst")) conversation.burst = read_burst(reading, *burst);
  if (const Node* again = reader.object("writes_again"))
    conversation.writes_again = read_writes_again(reading, *again);
  reader.finish();
  return conversation;
}

// What the engine would refuse, and nothing would come of it.
void refuse_divert(Reading& reading, const Node& node, const Divert& divert) {
  const Workspace& workspace = reading.scenario.workspace;
  const Tenant& tenant = workspace.tenants[divert.tenant.index()];
  const Node* const code = node.member("code");
  if (tenant.divert_code.empty()) {
    reading.report(node, "tenant " + codec::quoted(tenant.name) + " has no divert_code",
                   "without one nobody may divert its calls");
  } else if (divert.code != tenant.divert_code) {
    reading.report(code != nullptr ? *code : node,
                   "this is not the divert_code of tenant " + codec::quoted(tenant.name));
  }
  if (!may_serve(workspace, workspace.numbers[divert.to.index()].tenant, divert.tenant)) {
    reading.report(*node.member("to"), "the number must be of the tenant or of a team that it shares");
  }
}

std::optional<Divert> read_divert(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  const Workspace& workspace = reading.scenario.workspace;
  Divert divert;
  reader.require("at");
  reader.require("to");
  const auto at = read_moment(reading, reader, "at");
  const auto tenant = find_name(reading, reader, "tenant", workspace.tenants, "tenant");
  const auto to = find_name(reading, reader, "to", workspace.numbers, "number");
  divert.code = reader.string("code").value_or("");
  divert.until = read_moment(reading, reader, "until");
  reader.finish();
  if (!at || !to) return std::nullopt;
  const Scenario& scenario = reading.scenario;
  if (*at < scenario.start || *at >= scenario.end())
    reading.report(*node.member("at"), "this moment is outside the scenario's time");
  if (divert.until && *divert.until <= *at)
    reading.report(*node.member("until"), "the divert ends before it begins");
  divert.at = *at;
  divert.tenant = TenantId{tenant.value_or(0)};
  divert.to = NumberId{*to};
  if (tenant || !reader.has("tenant")) refuse_divert(reading, node, divert);
  return divert;
}

}  // namespace

void read_lines(Reading& reading, Reader& reader, Traffic& traffic) {
  if (const Node* node = reader.object("voicemail")) read_voicemail(reading, *node, traffic.voicemail);
  if (const Node* node = reader.object("outbound_call"))
    read_outbound_call(reading, *node, traffic.outbound_call);
  const Node* thread = reader.object("thread");
  if (thread == nullptr) return;
  traffic.conversation = read_conversation(reading, *thread);
  if (reader.has("handle_time")) {
    reading.report(*reader.find("handle_time"),
                   "a conversation is as long as its messages: leave the handle time out");
  }
}

void find_returned_traffic(Reading& reading, const Node& list) {
  for (std::size_t i = 0; i < list.children.size(); ++i) {
    const Node* call = list.children[i].member("outbound_call");
    const Node* returns = call != nullptr ? call->member("returns") : nullptr;
    const Node* name = returns != nullptr ? returns->member("as") : nullptr;
    if (name == nullptr) continue;
    reading.scenario.traffic[i].outbound_call.returned_as =
        find_name(reading, *name, reading.scenario.traffic, "traffic");
  }
}

void read_diverts(Reading& reading, Reader& reader) {
  if (const Node* list = reader.array("diverts")) {
    for (const Node& node : list->children) {
      if (auto divert = read_divert(reading, node)) reading.scenario.diverts.push_back(std::move(*divert));
    }
  }
  const Node* node = reader.object("forwarding");
  if (node == nullptr) return;
  Reader forwarding(reading.document(), *node, reading.problems);
  take_law(reading, forwarding, "delay", reading.scenario.forwarding.delay);
  reading.scenario.forwarding.failure = forwarding.number("failure", 0, 1).value_or(0);
  forwarding.finish();
}

}  // namespace switchyard::sim
