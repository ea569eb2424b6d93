// The common side of the workspace's resources.
#include "adapters/taskrouter/resource.h"

#include <algorithm>
#include <utility>

namespace switchyard::adapters::taskrouter {
namespace {

struct OrderClause {
  std::string name;
  bool descending = false;
};

std::vector<OrderClause> read_ordering(Parameters& parameters,
                                       std::initializer_list<std::string_view> allowed) {
  std::vector<OrderClause> clauses;
  for (const std::string& text : parameters.list("Ordering")) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string name = text.substr(0, colon);
    const std::string direction = lower_case(colon < text.size() ? text.substr(colon + 1) : "asc");
    const bool is_known = std::find(allowed.begin(), allowed.end(), name) != allowed.end();
    if (!is_known || (direction != "asc" && direction != "desc")) {
      parameters.refuse("Ordering must be a list of Attribute:asc or Attribute:desc (found " + text + ")");
      continue;
    }
    clauses.push_back({name, direction == "desc"});
  }
  return clauses;
}

// Of the kinds that tenants have for themselves.
std::optional<TenantId> tenant_of(const Scope& scope, SidKind kind, std::uint32_t id) {
  switch (kind) {
    case SidKind::worker:
      return scope.rules().workers[id].tenant;
    case SidKind::task_queue:
      return scope.rules().queues[id].tenant;
    case SidKind::workflow:
      return scope.rules().workflows[id].tenant;
    default:
      return std::nullopt;
  }
}

bool tenant_sees(const Scope& scope, SidKind kind, std::uint32_t id) {
  const auto tenant = tenant_of(scope, kind, id);
  return !tenant || scope.sees(*tenant);
}

}  // namespace

std::string_view url_part(SidKind kind) {
  switch (kind) {
    case SidKind::activity:
      return "Activities";
    case SidKind::worker:
      return "Workers";
    case SidKind::task_channel:
      return "TaskChannels";
    case SidKind::task_queue:
      return "TaskQueues";
    case SidKind::workflow:
      return "Workflows";
    case SidKind::task:
      return "Tasks";
    case SidKind::reservation:
      return "Reservations";
    case SidKind::worker_channel:
      return "Channels";
    case SidKind::event:
      return "Events";
    case SidKind::workspace:
      break;
  }
  return "Workspaces";
}

std::string name_of(const Scope& scope, SidKind kind, std::uint32_t id) {
  const Json* const entry = scope.configuration().entry(kind, id);
  return entry != nullptr ? text_of(*entry, "name") : std::string();
}

Json resource_head(const Scope& scope, SidKind kind, std::uint32_t id) {
  const Configuration& configuration = scope.configuration();
  const Json& facts = configuration.facts(kind, id);
  const std::string sid = configuration.sid(kind, id);
  Json head;
  head["account_sid"] = configuration.account();
  head["workspace_sid"] = configuration.workspace_sid();
  head["sid"] = sid;
  head["friendly_name"] = name_of(scope, kind, id);
  head["date_created"] = member_or_null(facts, "date_created");
  head["date_updated"] = member_or_null(facts, "date_updated");
  head["url"] = scope.url({url_part(kind), sid});
  if (const auto tenant = tenant_of(scope, kind, id))
    head["tenant"] = scope.rules().tenants[tenant->index()].name;
  return head;
}

std::function<http::Response(const Scope&, const Outcome&)> shows(unsigned status, SidKind kind,
                                                                  std::string name, Render render) {
  return [=](const Scope& scope, const Outcome&) {
    for (const std::uint32_t id : scope.configuration().ids(kind)) {
      if (name_of(scope, kind, id) == name) return json_response(status, render(scope, id));
    }
    return to_response(not_found(scope));
  };
}

http::Response says_done(const Scope&, const Outcome&) {
  return no_content();
}

std::vector<std::uint32_t> visible(const Scope& scope, SidKind kind) {
  std::vector<std::uint32_t> ids = scope.configuration().ids(kind);
  if (scope.own_tenant()) std::erase_if(ids, [&](std::uint32_t id) { return !tenant_sees(scope, kind, id); });
  return ids;
}

void keep_named(Parameters& parameters, const Scope& scope, SidKind kind, std::vector<std::uint32_t>& ids) {
  const auto name = parameters.text("FriendlyName");
  if (name) std::erase_if(ids, [&](std::uint32_t id) { return name_of(scope, kind, id) != *name; });
}

void put_in_order(Parameters& parameters, std::initializer_list<std::string_view> allowed,
                  const OrderValue& value_of, std::vector<std::uint32_t>& ids) {
  const auto clauses = read_ordering(parameters, allowed);
  for (auto clause = clauses.rbegin(); clause != clauses.rend(); ++clause) {
    std::vector<std::pair<std::string, std::uint32_t>> rows;
    for (const std::uint32_t id : ids) rows.emplace_back(value_of(id, clause->name), id);
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
      return clause->descending ? b.first < a.first : a.first < b.first;
    });
    std::transform(rows.begin(), rows.end(), ids.begin(), [](const auto& row) { return row.second; });
  }
}

OrderValue usual_order_values(const Scope& scope, SidKind kind) {
  return [&scope, kind](std::uint32_t id, std::string_view name) {
    if (name == "FriendlyName") return name_of(scope, kind, id);
    const Json& facts = scope.configuration().facts(kind, id);
    return text_of(facts, name == "DateCreated" ? "date_created" : "date_updated");
  };
}

std::optional<ApiError> refuse_tenants(const Scope& scope) {
  if (!scope.own_tenant()) return std::nullopt;
  return forbidden("A tenant's key must not change what all tenants share");
}

}  // namespace switchyard::adapters::taskrouter
