// What all resources of a workspace have in common: their first fields, their order, their URLs.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/taskrouter/endpoint.h"

namespace switchyard::adapters::taskrouter {

// The last part of the URLs of a kind, such as "Workers".
std::string_view url_part(SidKind kind);

// account_sid, workspace_sid, sid, friendly_name, date_created, date_updated and url of what the document
// declares; of a worker, a queue or a workflow also whose it is, as `tenant` (ours).
Json resource_head(const Scope& scope, SidKind kind, std::uint32_t id);
// The answer that shows a thing after a change, by the name that it has then.
using Render = Json (*)(const Scope&, std::uint32_t id);
std::function<http::Response(const Scope&, const Outcome&)> shows(unsigned status, SidKind kind,
                                                                  std::string name, Render render);
// 204, when it is done.
http::Response says_done(const Scope&, const Outcome&);

// The name of a thing that the document declares.
std::string name_of(const Scope& scope, SidKind kind, std::uint32_t id);

// The ids of a kind that the caller sees, ascending.
std::vector<std::uint32_t> visible(const Scope& scope, SidKind kind);
// Those of them that the query's `FriendlyName` names.
void keep_named(Parameters& parameters, const Scope& scope, SidKind kind, std::vector<std::uint32_t>& ids);

// Sorts by the query's `Ordering`: "FriendlyName:asc", "DateCreated:desc" …, several with commas. `allowed`
// are the names that may stand there. `value_of(id, name)` is what is compared, as text.
using OrderValue = std::function<std::string(std::uint32_t, std::string_view)>;
void put_in_order(Parameters& parameters, std::initializer_list<std::string_view> allowed,
                  const OrderValue& value_of, std::vector<std::uint32_t>& ids);
// FriendlyName, DateCreated and DateUpdated, which all kinds have.
OrderValue usual_order_values(const Scope& scope, SidKind kind);

// An error where a tenant's key would change what all tenants share.
std::optional<ApiError> refuse_tenants(const Scope& scope);

}  // namespace switchyard::adapters::taskrouter
