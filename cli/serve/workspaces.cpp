// A document from a file becomes an account's by the section that the API keeps in it.
#include "cli/serve/workspaces.h"

#include <algorithm>
#include <future>
#include <map>
#include <set>

#include "adapters/callbacks/document_settings.h"
#include "cli/serve/references.h"
#include "engine/codec/workspace/compile.h"
#include "engine/state/state.h"

namespace switchyard::cli {
namespace {

struct Declared {
  std::string name;
  std::string source;
  Workspace rules;
  codec::Problems faults;  // of a new workspace: URLs that must not be asked, another owner
};

// The document with the account in its section `taskrouter`, unless one stands there.
std::string with_owner(std::string source, const std::string& account) {
  const auto document = codec::parse_document(source, "workspace");
  if (!document) return source;
  const std::string owner = "\"account_sid\": \"" + account + '"';
  const codec::Node* section = document->root.member("taskrouter");
  if (section == nullptr) return source.insert(document->root.offset + 1, "\"taskrouter\": {" + owner + "},");
  if (section->member("account_sid") != nullptr || !section->is(codec::Node::Kind::object)) return source;
  const std::string comma = section->children.empty() ? "" : ",";
  return source.insert(section->offset + 1, owner + comma);
}

// Two owners would be told two stories: the API asks the document, who reads the configuration asks that.
void check_owner(const codec::Document& document, const std::string& account, codec::Problems& problems) {
  const codec::Node* section = document.root.member("taskrouter");
  const codec::Node* owner = section == nullptr ? nullptr : section->member("account_sid");
  if (owner == nullptr || (owner->is(codec::Node::Kind::string) && owner->text == account)) return;
  problems.add(document.problem(*owner, "must be \"" + account + "\", as the configuration says (found " +
                                            document.written(*owner) + ")"));
}

// The document with the files of its workflows in it, owned by the account.
Outcome<Declared> read_workspace(const WorkspaceConfig& config, const adapters::http::JudgeUrl& judge = {}) {
  const auto document = codec::read_document(config.file);
  if (!document) return fail(document.error());
  auto compiled = codec::compile_workspace(*document);
  if (!compiled) return fail(compiled.error());
  Declared declared{compiled->workspace.name, compiled->workspace.source, std::move(compiled->workspace),
                    adapters::callbacks::check_callback_urls(*document, judge)};
  check_owner(*document, config.account, declared.faults);
  declared.source = with_owner(std::move(declared.source), config.account);
  return declared;
}

using Workspaces = std::map<std::string, WorkspaceNames>;

// A copy to be read here: the host's thread has better things to do than to parse.
std::string account_of(std::string source) {
  Workspace rules;
  rules.source = std::move(source);
  return adapters::callbacks::read_document_settings(rules).account_sid;
}

Outcome<Workspaces> workspaces_at_work(adapters::Port& port, const ServeConfig& config) {
  std::promise<Workspaces> looked;
  std::map<std::string, std::string> sources;
  const bool asked = port.look_at_all([&](const std::vector<adapters::WorkspaceView>& views) {
    Workspaces there;
    for (const adapters::WorkspaceView& view : views) {
      const Workspace& rules = view.engine.state().workspace();
      there.emplace(view.name, names_of(rules, config));
      sources.emplace(view.name, rules.source);
    }
    looked.set_value(std::move(there));
  });
  if (!asked) return fail(ExitCode::environment, "the host takes no work");
  Workspaces there = looked.get_future().get();
  for (auto& [name, names] : there) names.account = account_of(std::move(sources[name]));
  return there;
}

codec::Problem place_in(const ServeConfig& config, const std::string& pointer, std::string message) {
  const auto found = config.places.find(pointer);
  codec::Problem problem = found == config.places.end() ? codec::Problem{} : found->second;
  problem.message = std::move(message);
  return problem;
}

// Those that are not there yet, which `all` gets too.
Outcome<std::vector<Declared>> new_workspaces(const ServeConfig& config, Workspaces& all,
                                              const adapters::http::JudgeUrl& judge) {
  std::vector<Declared> fresh;
  codec::Problems problems;
  std::set<std::string> named;
  for (std::size_t i = 0; i < config.workspaces.size(); ++i) {
    auto declared = read_workspace(config.workspaces[i], judge);
    if (!declared) return tl::unexpected(declared.error());
    const std::string place = "/workspaces/" + std::to_string(i) + "/file";
    if (!named.insert(declared->name).second) {
      problems.add(
          place_in(config, place, "another of /workspaces has the name \"" + declared->name + "\" too"));
      continue;
    }
    const auto [there, is_new] = all.try_emplace(declared->name);
    if (is_new) there->second = names_of(declared->rules, config);
    if (is_new) there->second.account = config.workspaces[i].account;
    there->second.place = place;
    if (is_new) problems.add_all(declared->faults);
    if (is_new) fresh.push_back(*std::move(declared));
  }
  if (problems.has_errors()) return fail(std::move(problems));
  return fresh;
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

Outcome<codec::Problems> make_workspaces(adapters::Port& port, const ServeConfig& config,
                                         const ServeConfig* running, const adapters::http::JudgeUrl& judge) {
  auto all = workspaces_at_work(port, config);
  if (!all) return tl::unexpected(all.error());
  for (auto& [name, names] : *all) names.recovered = running == nullptr;
  const auto fresh = new_workspaces(config, *all, judge);
  if (!fresh) return tl::unexpected(fresh.error());
  codec::Problems problems = check_references(config, *all, running);
  if (problems.has_errors()) return fail(std::move(problems));
  for (const Declared& declared : *fresh) {
    if (auto made = make(port, declared); !made) return tl::unexpected(made.error());
  }
  return problems;
}

Outcome<codec::Problems> check_workspaces(const ServeConfig& config, const adapters::http::JudgeUrl& judge) {
  Workspaces all;
  const auto fresh = new_workspaces(config, all, judge);
  if (!fresh) return tl::unexpected(fresh.error());
  return check_references(config, all, nullptr);
}

}  // namespace switchyard::cli
