// A document from a file becomes an account's by the section that the API keeps in it.
#include "cli/serve/workspaces.h"

#include <algorithm>
#include <future>
#include <set>

#include "engine/codec/workspace/compile.h"

namespace switchyard::cli {
namespace {

struct Declared {
  std::string name;
  std::string source;
};

// The document with the files of its workflows in it, owned by the account.
Outcome<Declared> read_workspace(const WorkspaceConfig& config) {
  const auto document = codec::read_document(config.file);
  if (!document) return fail(ExitCode::invalid_input, codec::to_text(document.error()));
  auto compiled = codec::compile_workspace(*document);
  if (!compiled) return fail(ExitCode::invalid_input, codec::to_text(compiled.error()));
  Declared declared{compiled->workspace.name, compiled->workspace.source};
  if (document->root.member("taskrouter") == nullptr) {
    const std::size_t brace = declared.source.find('{', document->root.offset);
    declared.source.insert(brace + 1, "\"taskrouter\": {\"account_sid\": \"" + config.account + "\"},");
  }
  return declared;
}

Outcome<std::set<std::string>> names_at_work(adapters::Port& port) {
  std::promise<std::set<std::string>> names;
  const bool asked = port.look_at_all([&](const std::vector<adapters::WorkspaceView>& views) {
    std::set<std::string> there;
    for (const adapters::WorkspaceView& view : views) there.emplace(view.name);
    names.set_value(std::move(there));
  });
  if (!asked) return fail(ExitCode::environment, "the host takes no work");
  return names.get_future().get();
}

Outcome<void> make(adapters::Port& port, const Declared& declared) {
  std::promise<tl::expected<std::string, std::string>> made;
  const bool asked = port.open_workspace(
      declared.source, [&](const tl::expected<std::string, std::string>& name) { made.set_value(name); });
  if (!asked) return fail(ExitCode::environment, "the host takes no work");
  const auto name = made.get_future().get();
  if (!name) return fail(ExitCode::environment, declared.name + ": " + name.error());
  return {};
}

bool names_all(const ServeConfig& config) {
  const auto has_one = [](const auto& entry) { return !entry.workspace.empty(); };
  return std::all_of(config.leads.begin(), config.leads.end(), has_one) &&
         std::all_of(config.agents.begin(), config.agents.end(), has_one);
}

}  // namespace

Outcome<void> name_workspaces(ServeConfig& config) {
  if (names_all(config)) return {};
  if (config.workspaces.size() != 1) {
    return fail(ExitCode::invalid_input, "every one of /agents and /leads must name its workspace, because " +
                                             std::to_string(config.workspaces.size()) +
                                             " stand in /workspaces");
  }
  const auto only = read_workspace(config.workspaces.front());
  if (!only) return tl::unexpected(only.error());
  for (LeadConfig& lead : config.leads) {
    if (lead.workspace.empty()) lead.workspace = only->name;
  }
  for (AgentConfig& agent : config.agents) {
    if (agent.workspace.empty()) agent.workspace = only->name;
  }
  return {};
}

Outcome<void> make_workspaces(adapters::Port& port, const std::vector<WorkspaceConfig>& workspaces) {
  const auto there = names_at_work(port);
  if (!there) return tl::unexpected(there.error());
  for (const WorkspaceConfig& config : workspaces) {
    const auto declared = read_workspace(config);
    if (!declared) return tl::unexpected(declared.error());
    if (there->contains(declared->name)) continue;
    if (auto made = make(port, *declared); !made) return made;
  }
  return {};
}

}  // namespace switchyard::cli
