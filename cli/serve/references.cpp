// One look at each name, with the place where it is written.
#include "cli/serve/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace switchyard::cli {
namespace {

class ReferenceCheck {
 public:
  ReferenceCheck(const ServeConfig& config, const std::map<std::string, WorkspaceNames>& workspaces,
                 const ServeConfig* running)
      : config_(config), workspaces_(workspaces), running_(running) {}

  codec::Problems run() {
    for (std::size_t i = 0; i < config_.accounts.size(); ++i) check_keys(i);
    if (!workspaces_.empty()) {
      check_webhook_channel("/webhooks/channel_sms", config_.webhooks.channel_sms);
      check_webhook_channel("/webhooks/channel_voice", config_.webhooks.channel_voice);
    }
    for (std::size_t i = 0; i < config_.leads.size(); ++i)
      check_lead(config_.leads[i], fmt::format("/leads/{}", i));
    for (std::size_t i = 0; i < config_.agents.size(); ++i)
      check_agent(config_.agents[i], fmt::format("/agents/{}", i));
    check_numbers();
    if (config_.webhooks.account.empty()) check_owners();
    return std::move(problems_);
  }

 private:
  void check_keys(std::size_t account) {
    const AccountConfig& owner = config_.accounts[account];
    for (std::size_t i = 0; i < owner.keys.size(); ++i) {
      if (!owner.keys[i].tenant.empty())
        check_key_tenant(owner, owner.keys[i].tenant, fmt::format("/accounts/{}/keys/{}/tenant", account, i));
    }
  }

  // An account without workspaces makes them with the API, so that their tenants are not known yet.
  void check_key_tenant(const AccountConfig& owner, const std::string& tenant, const std::string& place) {
    bool owns = false;
    bool recovered = false;
    for (const auto& [name, names] : workspaces_) {
      if (names.account != owner.sid) continue;
      if (names.tenants.contains(tenant)) return;
      owns = true;
      recovered = recovered || names.recovered;
    }
    if (owns)
      problem(place, fmt::format("no workspace of the account has a tenant \"{}\"", tenant), recovered);
  }

  // Only what is written: a centre without messages needs no channel for them.
  void check_webhook_channel(const std::string& place, const std::string& channel) {
    if (!config_.places.contains(place)) return;
    const auto has = [&](const auto& entry) { return entry.second.channels.contains(channel); };
    if (std::any_of(workspaces_.begin(), workspaces_.end(), has)) return;
    const auto recovered = [](const auto& entry) { return entry.second.recovered; };
    problem(place, fmt::format("no workspace has a task channel \"{}\"", channel),
            std::any_of(workspaces_.begin(), workspaces_.end(), recovered));
  }

  void check_lead(const LeadConfig& lead, const std::string& place) {
    const WorkspaceNames* names = find(lead.workspace, place);
    if (names == nullptr) return;
    const bool may_lack = names->recovered || is_at_work(lead);
    const auto lacks = [&](const char* key, const char* what, const std::string& name) {
      problem(place + key, fmt::format("the workspace \"{}\" has no {} \"{}\"", lead.workspace, what, name),
              may_lack);
    };
    if (!names->tenants.contains(lead.tenant)) return lacks("/tenant", "tenant", lead.tenant);
    if (!names->channels.contains(lead.channel)) lacks("/channel", "task channel", lead.channel);
    const auto workflow = names->workflows.find(lead.workflow);
    if (workflow == names->workflows.end()) return lacks("/workflow", "workflow", lead.workflow);
    if (workflow->second == lead.tenant) return;
    problem(place + "/workflow",
            fmt::format("the workflow \"{}\" is of the tenant \"{}\", not of \"{}\"", lead.workflow,
                        workflow->second, lead.tenant),
            may_lack);
  }

  void check_agent(const AgentConfig& agent, const std::string& place) {
    const WorkspaceNames* names = find(agent.workspace, place);
    if (names == nullptr || names->workers.contains(agent.worker)) return;
    problem(place + "/worker",
            fmt::format("the workspace \"{}\" has no worker \"{}\"", agent.workspace, agent.worker),
            names->recovered || is_at_work(agent));
  }

  const WorkspaceNames* find(const std::string& workspace, const std::string& place) {
    const auto found = workspaces_.find(workspace);
    if (found != workspaces_.end()) return &found->second;
    problem(place + "/workspace", fmt::format("there is no workspace \"{}\"", workspace), false);
    return nullptr;
  }

  // A message to a number must belong to one workspace.
  void check_numbers() {
    std::map<std::string, std::pair<const std::string*, const WorkspaceNames*>> owners;
    for (const auto& [name, names] : workspaces_) {
      for (const std::string& number : names.numbers) {
        const auto [first, fresh] = owners.try_emplace(number, &name, &names);
        if (!fresh) check_number(number, *first->second.first, *first->second.second, name, names);
      }
    }
  }
  void check_number(const std::string& number, const std::string& one, const WorkspaceNames& of_one,
                    const std::string& other, const WorkspaceNames& of_other) {
    if (&of_one == &of_other) return;
    const bool new_is_first = of_other.recovered && !of_one.recovered;
    problem(new_is_first || of_other.place.empty() ? of_one.place : of_other.place,
            fmt::format(
                "the number {} is in the workspaces \"{}\" and \"{}\", so nobody can tell whose its work is",
                number, one, other),
            of_one.recovered && of_other.recovered);
  }

  // Those that came back only: a new one is of an account that is there.
  void check_owners() {
    for (const auto& [name, names] : workspaces_) {
      const auto owns = [&, account = names.account](const AccountConfig& known) {
        return known.sid == account;
      };
      if (names.numbers.empty() || std::any_of(config_.accounts.begin(), config_.accounts.end(), owns))
        continue;
      problem(
          names.place,
          fmt::format("no webhook reaches the numbers of the workspace \"{}\": its account \"{}\" is none of "
                      "/accounts, and /webhooks/account names no other",
                      name, names.account),
          true);
    }
  }

  // At the name itself; where it is not written: at the entry that it is missing in.
  void problem(const std::string& place, std::string message, bool warns) {
    auto found = config_.places.find(place);
    if (found == config_.places.end()) found = config_.places.find(place.substr(0, place.rfind('/')));
    codec::Problem problem = found == config_.places.end() ? codec::Problem{} : found->second;
    problem.message = std::move(message);
    if (warns) problem.severity = codec::Severity::warning;
    problems_.add(std::move(problem));
  }

  bool is_at_work(const AgentConfig& agent) const {
    const auto same = [&](const AgentConfig& other) {
      return other.workspace == agent.workspace && other.worker == agent.worker;
    };
    return running_ != nullptr && std::any_of(running_->agents.begin(), running_->agents.end(), same);
  }
  bool is_at_work(const LeadConfig& lead) const {
    const auto names = [](const LeadConfig& of) {
      return std::tie(of.workspace, of.tenant, of.channel, of.workflow);
    };
    const auto same = [&](const LeadConfig& other) { return names(other) == names(lead); };
    return running_ != nullptr && std::any_of(running_->leads.begin(), running_->leads.end(), same);
  }

  const ServeConfig& config_;
  const std::map<std::string, WorkspaceNames>& workspaces_;
  const ServeConfig* const running_;
  codec::Problems problems_;
};

std::set<std::string> agents_among(const std::vector<Worker>& workers, const ServeConfig& config) {
  std::set<std::string> agents;
  for (const AgentConfig& agent : config.agents) agents.insert(agent.worker);
  std::set<std::string> found;
  for (const Worker& worker : workers) {
    if (!worker.removed && agents.contains(worker.name)) found.insert(worker.name);
  }
  return found;
}

}  // namespace

WorkspaceNames names_of(const Workspace& rules, const ServeConfig& config) {
  WorkspaceNames names;
  for (const Tenant& tenant : rules.tenants) names.tenants.insert(tenant.name);
  for (const TaskChannel& channel : rules.channels) names.channels.insert(channel.name);
  for (const Workflow& workflow : rules.workflows) {
    if (!workflow.removed)
      names.workflows.emplace(workflow.name, rules.tenants[workflow.tenant.index()].name);
  }
  for (const Number& number : rules.numbers) {
    if (!number.workflow.is_none() && !rules.workflows[number.workflow.index()].removed)
      names.numbers.push_back(number.number);
  }
  names.workers = agents_among(rules.workers, config);
  return names;
}

codec::Problems check_references(const ServeConfig& config,
                                 const std::map<std::string, WorkspaceNames>& workspaces,
                                 const ServeConfig* running) {
  return ReferenceCheck(config, workspaces, running).run();
}

}  // namespace switchyard::cli
