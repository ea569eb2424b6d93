// Numbers, and what tenants do with calls: what they show, whom they call back, who may divert them.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/codec/text/utf8.h"
#include "engine/codec/workspace/draft.h"
#include "engine/state/tenancy.h"

namespace switchyard::codec {
namespace {

bool is_e164(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() >= 3 && text.size() <= 16 && text[0] == '+' && text[1] != '0' &&
         std::all_of(text.begin() + 1, text.end(), is_digit);
}

bool is_sip_uri(std::string_view text) {
  const bool has_scheme = text.substr(0, 4) == "sip:" || text.substr(0, 5) == "sips:";
  const std::size_t at = text.find('@');
  return has_scheme && at != std::string_view::npos && at > text.find(':') + 1 && at + 1 < text.size() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

void read_dialled(Draft& draft, Reader& entry, Number& number, std::set<std::string>& dialled) {
  const auto text = entry.required_string("number");
  if (!text) return;
  number.number = *text;
  if (!is_e164(*text) && !is_sip_uri(*text)) {
    expect(draft.document, *entry.find("number"), draft.problems, "must be a number in E.164 or a SIP URI",
           "such as \"+37052000001\" or \"sip:desk@example.com\"");
  } else if (!dialled.insert(*text).second) {
    expect(draft.document, *entry.find("number"), draft.problems, "must stand once in the document");
  }
}

WorkflowId read_workflow(Draft& draft, Reader& entry, TenantId tenant) {
  const Node* name = entry.find("workflow");
  if (name == nullptr) return {};
  const auto id = look_up(draft, draft.workflows, draft.document, *name, "workflow");
  if (!id) return {};
  if (draft.workspace.workflows[*id].tenant != tenant) {
    entry.report(
        *name, "the workflow must be of the number's tenant",
        "it is " + draft.workspace.tenants[draft.workspace.workflows[*id].tenant.index()].name + "'s");
  }
  return WorkflowId{*id};
}

void read_number(Draft& draft, const Node& node, std::set<std::string>& dialled) {
  Reader entry(draft.document, node, draft.problems);
  const auto id = declare_name(draft, draft.numbers, entry, "number");
  Number number;
  number.tenant = read_tenant(draft, entry);
  number.workflow = read_workflow(draft, entry, number.tenant);
  number.caller_name = entry.string("caller_name").value_or("");
  read_dialled(draft, entry, number, dialled);
  entry.finish();
  if (!id) return;
  number.name = draft.numbers.names().back();
  put(draft.workspace.numbers, *id, std::move(number));
}

NumberId read_caller(Draft& draft, Reader& reader) {
  const Node* name = reader.find("caller_number");
  if (name == nullptr) return {};
  const auto id = look_up(draft, draft.numbers, draft.document, *name, "number");
  return id ? NumberId{*id} : NumberId{};
}

// A tenant's work stays with its own things and those of the teams that it shares.
void refuse_strangers(Draft& draft, const Node& name, TenantId tenant, TenantId owner,
                      const std::string& what) {
  if (may_serve(draft.workspace, owner, tenant)) return;
  draft.problems.add(draft.document.problem(
      name, "the " + what + " must be of the tenant or of a team that it shares (found " +
                shortened(quoted(draft.workspace.tenants[owner.index()].name), 60) + ")"));
}

TaskQueueId read_callback_queue(Draft& draft, Reader& reader, TenantId tenant) {
  const Node* name = reader.require("queue");
  if (name == nullptr) return {};
  const auto id = look_up(draft, draft.queues, draft.document, *name, "task queue");
  if (!id) return {};
  refuse_strangers(draft, *name, tenant, draft.workspace.queues[*id].tenant, "queue");
  return TaskQueueId{*id};
}

TaskChannelId read_callback_channel(Draft& draft, Reader& reader) {
  const TaskChannelId voice{draft.channels.find("voice").value_or(0)};
  const Node* name = reader.find("channel");
  if (name == nullptr) return voice;
  const auto id = look_up(draft, draft.channels, draft.document, *name, "task channel");
  return id ? TaskChannelId{*id} : voice;
}

CallbackRule read_callbacks(Draft& draft, Reader& entry, TenantId tenant) {
  CallbackRule rule;
  const Node* node = entry.object("callbacks");
  if (node == nullptr) return rule;
  Reader reader(draft.document, *node, draft.problems);
  rule.queue = read_callback_queue(draft, reader, tenant);
  rule.channel = read_callback_channel(draft, reader);
  rule.due = reader.duration("due").value_or(rule.due);
  rule.after_voicemail = reader.boolean("after_voicemail").value_or(rule.after_voicemail);
  rule.after_missed_call = reader.boolean("after_missed_call").value_or(rule.after_missed_call);
  reader.finish();
  return rule;
}

void read_tenant_calls(Draft& draft, const Node& node) {
  const Node* name = node.member("name");
  const auto id = name != nullptr ? draft.tenants.find(name->text) : std::nullopt;
  if (!id) return;
  Reader entry(draft.document, node, draft.problems);
  Tenant& tenant = draft.workspace.tenants[*id];
  tenant.caller_number = read_caller(draft, entry);
  if (!tenant.caller_number.is_none()) {
    const Number& number = draft.workspace.numbers[tenant.caller_number.index()];
    refuse_strangers(draft, *entry.find("caller_number"), TenantId{*id}, number.tenant, "number");
  }
  tenant.callbacks = read_callbacks(draft, entry, TenantId{*id});
  tenant.divert_code = entry.string("divert_code").value_or("");
}

}  // namespace

void read_numbers(Draft& draft, Reader& root) {
  if (draft.previous != nullptr) {
    draft.workspace.numbers = draft.previous->numbers;
    for (const Number& number : draft.previous->numbers) draft.numbers.remember(number.name);
  }
  if (const Node* list = list_of(root, "numbers", draft.numbers)) {
    std::set<std::string> dialled;
    for (const Node& node : list->children) read_number(draft, node, dialled);
  }
  draft.workspace.caller_number = read_caller(draft, root);
  const Node* tenants = root.array("tenants");
  if (tenants == nullptr) return;
  for (const Node& node : tenants->children) read_tenant_calls(draft, node);
}

}  // namespace switchyard::codec
