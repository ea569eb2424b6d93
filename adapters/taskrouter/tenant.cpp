// A key is told of its own tenant alone, so that it learns no other's name.
#include "adapters/taskrouter/tenant.h"

#include <algorithm>
#include <vector>

namespace switchyard::adapters::taskrouter {
namespace {

std::vector<std::string> declared(const Scope& scope) {
  std::vector<std::string> names;
  const Json& document = scope.configuration().document();
  if (const auto list = document.find("tenants"); list != document.end()) {
    for (const Json& tenant : *list) names.push_back(text_of(tenant, "name"));
  }
  return names;
}

std::optional<std::string> own(const std::string& tenant, const std::optional<std::string>& asked,
                               Parameters& parameters) {
  if (asked && *asked != tenant) parameters.refuse("Tenant must be the tenant of the key, or left out");
  return tenant;
}

}  // namespace

std::optional<std::string> wanted_tenant(const Scope& scope, Parameters& parameters) {
  const auto asked = parameters.text("Tenant");
  if (const auto& caller = scope.call().caller.tenant) return own(*caller, asked, parameters);
  const std::vector<std::string> names = declared(scope);
  if (!asked) {
    if (names.size() > 1)
      parameters.refuse(
          "Missing required parameter Tenant in the post body: the workspace has more than one tenant");
    return std::nullopt;
  }
  const bool is_only = names.empty() && *asked == "default";
  if (!is_only && std::find(names.begin(), names.end(), *asked) == names.end())
    parameters.refuse("Tenant is not a tenant of the workspace");
  return names.empty() ? std::nullopt : asked;
}

void refuse_another_tenant(const Scope& scope, Parameters& parameters, TenantId tenant) {
  const auto asked = parameters.text("Tenant");
  if (asked && *asked != scope.rules().tenants[tenant.index()].name)
    parameters.refuse("Tenant must not change: make another one for the other tenant");
}

}  // namespace switchyard::adapters::taskrouter
