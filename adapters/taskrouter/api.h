// The TaskRouter-compatible REST API: one handler of HTTP requests over the host's port.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/current.h"
#include "adapters/http/outgoing.h"
#include "adapters/http/rate_limit.h"
#include "adapters/port.h"
#include "adapters/taskrouter/account.h"
#include "adapters/taskrouter/endpoint.h"
#include "adapters/taskrouter/rate_limit.h"
#include "adapters/taskrouter/work_records.h"

namespace switchyard::adapters::taskrouter {

struct Settings {
  // What the URLs in answers begin with, "https://host", without a slash at the end; empty: as the client
  // called us.
  std::string base_url;
  std::function<Time()> clock;  // the wall clock; may be asked on any thread
  WorkSettings work = {};
  http::Rate requests_of_account = {};  // its keys included; beyond it 429. None: without limit
  std::function<http::RateLimit::Moment()> steady = std::chrono::steady_clock::now;  // for that limit
  http::JudgeUrl judge_url = {};  // of callback URLs; none: all are good
};

// An observer of the host, for it knows workspaces by their SIDs: it has to be told before the host opens
// the first. `port` lives longer.
class Api final : public Observer {
 public:
  Api(Port& port, Accounts accounts, Settings settings);

  // Answers every request once, with Twilio's errors for what is wrong. Any thread. A http::Handler is
  //   [&api](http::Request request, http::Respond respond) { api.handle(std::move(request), …); }
  void handle(http::Request request, http::Respond respond);

  // Instead of what it was made with, for requests from now on. Any thread.
  void admit(Accounts accounts, http::Rate requests_of_account);

  // The newest events of a workspace, for whoever delivers them; null when there is none of that name. On the
  // host's thread.
  const twilio_events::WorkspaceEvents* events(std::string_view workspace) const {
    return records_.events(workspace);
  }

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;

 private:
  struct Pending;

  Result<std::shared_ptr<Pending>> begin(http::Request& request);
  void list_workspaces(const std::shared_ptr<Pending>& pending);
  void create_workspace(const std::shared_ptr<Pending>& pending);
  void ask(const std::shared_ptr<Pending>& pending);
  std::vector<Command> decide(Pending& pending, const WorkspaceView& view);
  void finish(const std::shared_ptr<Pending>& pending, const WorkspaceView* view, const Outcome& outcome);
  void remove(const std::shared_ptr<Pending>& pending, std::string name);
  std::string find_workspace(std::string_view sid) const;  // its name; empty when there is none
  std::shared_ptr<const Configuration> configuration_of(const WorkspaceView& view);

  Port& port_;
  http::Current<Accounts> accounts_;
  Settings settings_;
  std::vector<Route> routes_;
  http::RateLimits accounts_requests_;
  RateLimit expression_lists_;
  WorkRecords records_;  // only on the host's thread

  mutable std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> workspaces_;  // SID to name; guarded by mutex_

  // By name, as they were last asked for. Only on the host's thread.
  std::map<std::string, std::shared_ptr<const Configuration>, std::less<>> configurations_;
};

}  // namespace switchyard::adapters::taskrouter
