// A request's way: who asks, for what, the host's thread, the answer.
#include "adapters/taskrouter/api.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/taskrouter/events.h"
#include "adapters/taskrouter/page.h"
#include "adapters/taskrouter/reservations.h"
#include "adapters/taskrouter/statistics_endpoints.h"
#include "adapters/taskrouter/tasks.h"
#include "adapters/taskrouter/workspaces.h"
#include "engine/base/match.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::array<std::string_view, 3> expression_filters{
    "EvaluateTaskAttributes", "TargetWorkersExpression", "EvaluateWorkerAttributes"};

std::string base_url_of(const http::Request& request, const std::string& configured) {
  if (!configured.empty()) return configured;
  const std::string_view host = http::find_header(request.headers, "Host").value_or("localhost");
  const bool is_text = codec::first_invalid_byte(host) == host.size();  // it will stand in answers
  return (request.encrypted ? "https://" : "http://") + std::string(is_text ? host : "localhost");
}

// The form of a POST, the query of all others.
Result<Parameters> parameters_of(const http::Request& request) {
  if (request.method != "POST") return Parameters(request.query);
  auto form = http::read_form(request.body);
  if (!form) return tl::unexpected(bad_request("The body is not a form (application/x-www-form-urlencoded)"));
  return Parameters(*std::move(form));
}

bool is_expression_list(const Call& call) {
  return call.request.method == "GET" && std::any_of(expression_filters.begin(), expression_filters.end(),
                                                     [&](auto name) { return call.parameters.has(name); });
}

}  // namespace

// A request on its way through the host.
struct Api::Pending {
  Call call;
  Endpoint endpoint = nullptr;
  bool shares_flush = false;
  http::Respond respond;
  std::optional<Decision> decision;

  void answer(http::Response response) const { respond(std::move(response)); }
  void answer(const ApiError& error) const { respond(to_response(error)); }
};

Api::Api(Port& port, Accounts accounts, Settings settings)
    : port_(port),
      accounts_(std::move(accounts)),
      settings_(std::move(settings)),
      routes_(all_routes()),
      accounts_requests_(settings_.requests_of_account),
      expression_lists_(3, seconds(1)),
      records_(settings_.work) {}

Result<std::shared_ptr<Api::Pending>> Api::begin(http::Request& request) {
  auto caller = accounts_.get()->authenticate(request.headers);
  if (!caller) return tl::unexpected(unauthorized());
  if (const auto wait = accounts_requests_.take(caller->account, settings_.steady()))
    return tl::unexpected(too_many_requests(wait->count()));
  Matched found = find_route(routes_, request.method, request.path);
  if (found.route == nullptr && found.path_is_known)
    return tl::unexpected(method_not_allowed(request.method));
  if (found.route == nullptr) return tl::unexpected(not_found(request.path));
  auto parameters = parameters_of(request);
  if (!parameters) return tl::unexpected(std::move(parameters.error()));
  auto pending = std::make_shared<Pending>();
  pending->endpoint = found.route->endpoint;
  pending->shares_flush = found.route->shares_flush;
  std::string base_url = base_url_of(request, settings_.base_url);
  pending->call = {std::move(request),  *std::move(caller), *std::move(parameters), std::move(found.values),
                   std::move(base_url), settings_.clock(),  settings_.judge_url};
  return pending;
}

void Api::admit(Accounts accounts, http::Rate requests_of_account) {
  accounts_.put(std::move(accounts));
  accounts_requests_.change(requests_of_account);
}

void Api::handle(http::Request request, http::Respond respond) {
  auto begun = begin(request);
  if (!begun) return respond(to_response(begun.error()));
  const std::shared_ptr<Pending> pending = *std::move(begun);
  pending->respond = std::move(respond);
  const Call& call = pending->call;
  if (is_expression_list(call) && !expression_lists_.allow(call.caller.account, call.received))
    return pending->answer(too_many_requests(1));
  if (pending->endpoint != nullptr) return ask(pending);
  call.request.method == "GET" ? list_workspaces(pending) : create_workspace(pending);
}

void Api::ask(const std::shared_ptr<Pending>& pending) {
  Work work;
  work.workspace = find_workspace(pending->call.path.front());
  if (work.workspace.empty()) return pending->answer(not_found(pending->call.request.path));
  work.decide = [this, pending](const WorkspaceView& view) { return decide(*pending, view); };
  work.finish = [this, pending](const WorkspaceView* view, const Outcome& outcome) {
    finish(pending, view, outcome);
  };
  work.looks_at_state = !pending->shares_flush;
  if (!port_.submit(std::move(work))) pending->answer(unavailable("Too much work at the moment"));
}

std::vector<Command> Api::decide(Pending& pending, const WorkspaceView& view) {
  const auto configuration = configuration_of(view);
  const Scope scope(pending.call, view, *configuration, records_);
  pending.decision =
      may_see(pending.call.caller, scope) ? pending.endpoint(scope) : Decision(not_found(scope));
  auto* const change = std::get_if<Change>(&pending.decision->value);
  return change != nullptr ? std::move(change->commands) : std::vector<Command>{};
}

void Api::finish(const std::shared_ptr<Pending>& pending, const WorkspaceView* view, const Outcome& outcome) {
  if (view == nullptr) return pending->answer(not_found(pending->call.request.path));
  if (outcome.kind == Outcome::Kind::journal_failed) return pending->answer(unavailable(outcome.reason));
  const auto changed = [&](const Change& change) {
    const auto refusal = refusal_in(outcome);
    if (refusal && change.tolerated != refusal->reason)
      return pending->answer(change.explain ? change.explain(*refusal) : refused(*refusal));
    const auto configuration = configuration_of(*view);
    pending->answer(change.reply(Scope(pending->call, *view, *configuration, records_), outcome));
  };
  match(
      pending->decision->value, [&](http::Response& response) { pending->answer(std::move(response)); },
      [&](const ApiError& error) { pending->answer(error); }, changed,
      [&](RemoveWorkspace) { remove(pending, std::string(view->name)); });
}

void Api::remove(const std::shared_ptr<Pending>& pending, std::string name) {
  const bool queued = port_.remove_workspace(std::move(name), [pending](bool removed) {
    removed ? pending->answer(no_content()) : pending->answer(not_found(pending->call.request.path));
  });
  if (!queued) pending->answer(unavailable("Too much work at the moment"));
}

void Api::list_workspaces(const std::shared_ptr<Pending>& pending) {
  const auto look = [this, pending](const std::vector<WorkspaceView>& views) {
    std::vector<WorkspaceRow> visible;
    for (const WorkspaceView& view : views) {
      const auto configuration = configuration_of(view);
      const Scope scope(pending->call, view, *configuration, records_);
      if (may_see(pending->call.caller, scope)) visible.push_back({configuration, &scope.rules()});
    }
    const auto list = workspace_list(pending->call, std::move(visible));
    list ? pending->answer(*list) : pending->answer(list.error());
  };
  if (!port_.look_at_all(look)) pending->answer(unavailable("Too much work at the moment"));
}

void Api::create_workspace(const std::shared_ptr<Pending>& pending) {
  auto made = new_workspace(pending->call);
  if (!made) return pending->answer(made.error());
  const auto opened = [pending, body = std::move(made->body)](const auto& name) {
    name ? pending->answer(json_response(201, body)) : pending->answer(bad_request(name.error()));
  };
  if (!port_.open_workspace(std::move(made->document), opened))
    pending->answer(unavailable("Too much work at the moment"));
}

std::string Api::find_workspace(std::string_view sid) const {
  const std::lock_guard lock(mutex_);
  const auto found = workspaces_.find(sid);
  return found != workspaces_.end() ? found->second : std::string();
}

std::shared_ptr<const Configuration> Api::configuration_of(const WorkspaceView& view) {
  const Workspace& rules = view.engine.state().workspace();
  auto& kept = configurations_[std::string(view.name)];
  if (!kept || kept->version() != rules.version) kept = std::make_shared<const Configuration>(rules);
  return kept;
}

void Api::workspace_opened(const WorkspaceView& view) {
  records_.workspace_opened(view);
  const std::lock_guard lock(mutex_);
  workspaces_.insert_or_assign(make_sid(sid_key(view.name), SidKind::workspace, 1), std::string(view.name));
}

void Api::workspace_removed(std::string_view name) {
  configurations_.erase(std::string(name));
  records_.workspace_removed(name);
  const std::lock_guard lock(mutex_);
  workspaces_.erase(make_sid(sid_key(name), SidKind::workspace, 1));
}

void Api::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  records_.turn_applied(view, turn, replayed);
}

}  // namespace switchyard::adapters::taskrouter
