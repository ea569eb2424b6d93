// The parameters that creating and updating a task have in common.
#pragma once

#include <optional>

#include "adapters/taskrouter/scope.h"
#include "engine/base/attributes.h"
#include "engine/base/time.h"

namespace switchyard::adapters::taskrouter {

// Each is nothing when the parameter is absent; what is wrong is kept by `parameters`.
std::optional<Attributes> task_attributes(Parameters& parameters);
std::optional<std::int32_t> task_priority(Parameters& parameters);
// Not in the future, not before 1900.
std::optional<Time> virtual_start_time(Parameters& parameters, Time now);
// RFC 3339.
std::optional<Time> date_parameter(Parameters& parameters, std::string_view name);
std::optional<TaskChannelId> task_channel(const Scope& scope, Parameters& parameters);

// A parameter that names a thing by SID; what is not there is refused.
template <class Id>
std::optional<Id> thing_parameter(const Scope& scope, Parameters& parameters, std::string_view name,
                                  std::optional<Id> (Scope::*find)(std::string_view) const) {
  const auto sid = parameters.text(name);
  if (!sid || sid->empty()) return std::nullopt;
  const auto found = (scope.*find)(*sid);
  if (!found) parameters.refuse(std::string(name) + " " + *sid + " was not found");
  return found;
}

}  // namespace switchyard::adapters::taskrouter
