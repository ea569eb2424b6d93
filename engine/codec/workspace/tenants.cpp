// Tenants and the teams that they share.
#include "engine/codec/workspace/draft.h"

namespace switchyard::codec {
namespace {

TenantId place(Draft& draft, std::uint32_t id, const std::string& name) {
  std::vector<Tenant>& tenants = draft.workspace.tenants;
  if (tenants.size() <= id) tenants.resize(id + 1);
  tenants[id] = Tenant{};
  tenants[id].name = name;
  return TenantId{id};
}

void read_shared_teams(Draft& draft, Reader& entry, TenantId tenant) {
  const Node* teams = entry.array("shared_teams");
  if (teams == nullptr) return;
  for (const Node& team : teams->children) {
    auto id = look_up(draft, draft.tenants, draft.document, team, "tenant");
    if (!id) continue;
    if (*id == tenant.value) {
      expect(draft.document, team, draft.problems, "must be another tenant");
    } else {
      draft.workspace.tenants[tenant.index()].shared_teams.push_back(TenantId{*id});
    }
  }
}

RecordingPolicy read_recording(Draft& draft, Reader& entry) {
  RecordingPolicy policy;
  const Node* node = entry.object("recording");
  if (node == nullptr) return policy;
  Reader reader(draft.document, *node, draft.problems);
  policy.calls = reader.boolean("calls").value_or(policy.calls);
  policy.notice = reader.boolean("notice").value_or(policy.notice);
  policy.kept = reader.duration("keep", seconds(1)).value_or(policy.kept);
  reader.finish();
  return policy;
}

// A team serves those who declare it, and nobody passes it on: else a tenant's work could reach workers whom
// the tenant never named.
void refuse_passed_on_teams(Draft& draft, const std::vector<std::pair<const Node*, TenantId>>& declared) {
  for (const auto& [node, tenant] : declared) {
    for (const TenantId team : draft.workspace.tenants[tenant.index()].shared_teams) {
      const Tenant& shared = draft.workspace.tenants[team.index()];
      if (shared.shared_teams.empty()) continue;
      expect(draft.document, *node->member("shared_teams"), draft.problems,
             "must name teams that share no team themselves; " + shared.name + " does");
    }
  }
}

}  // namespace

void read_tenants(Draft& draft, Reader& root) {
  if (draft.previous != nullptr) {
    draft.workspace.tenants = draft.previous->tenants;
    for (const Tenant& tenant : draft.previous->tenants) draft.tenants.remember(tenant.name);
  }
  const Node* list = list_of(root, "tenants", draft.tenants);
  if (list == nullptr || list->children.empty()) {
    place(draft, *draft.tenants.declare("default"), "default");
    return;
  }
  std::vector<std::pair<const Node*, TenantId>> declared;
  for (const Node& node : list->children) {
    Reader entry(draft.document, node, draft.problems);
    auto id = declare_name(draft, draft.tenants, entry, "tenant");
    if (id) declared.emplace_back(&node, place(draft, *id, draft.tenants.names().back()));
  }
  for (auto [node, tenant] : declared) {
    Reader entry(draft.document, *node, draft.problems);
    entry.find("name");
    read_shared_teams(draft, entry, tenant);
    draft.workspace.tenants[tenant.index()].cooldown = entry.duration("cooldown");
    draft.workspace.tenants[tenant.index()].recording = read_recording(draft, entry);
    for (const std::string_view later : {"caller_number", "callbacks", "divert_code"}) entry.find(later);
    entry.finish();
  }
  refuse_passed_on_teams(draft, declared);
}

}  // namespace switchyard::codec
