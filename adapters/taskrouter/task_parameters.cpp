// Reads what a task is given from outside.
#include "adapters/taskrouter/task_parameters.h"

#include <utility>

#include "adapters/taskrouter/attributes.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::adapters::taskrouter {

std::optional<Attributes> task_attributes(Parameters& parameters) {
  auto text = parameters.text("Attributes");
  if (!text) return std::nullopt;
  auto read = read_attributes(*std::move(text));
  if (read) return *std::move(read);
  parameters.refuse(read.error().message);
  return std::nullopt;
}

std::optional<std::int32_t> task_priority(Parameters& parameters) {
  const auto given = parameters.integer("Priority", 0, 2'147'483'647);
  return given ? std::optional(static_cast<std::int32_t>(*given)) : std::nullopt;
}

std::optional<Time> date_parameter(Parameters& parameters, std::string_view name) {
  const auto text = parameters.text(name);
  if (!text || text->empty()) return std::nullopt;
  const auto time = codec::parse_rfc3339(*text);
  if (!time)
    parameters.refuse(std::string(name) + " must be a date of ISO 8601, such as 2026-03-01T08:00:00Z");
  return time;
}

std::optional<Time> virtual_start_time(Parameters& parameters, Time now) {
  const auto time = date_parameter(parameters, "VirtualStartTime");
  if (time && *time > now) parameters.refuse("VirtualStartTime cannot be in the future");
  if (time && *time < earliest_time) parameters.refuse("VirtualStartTime cannot be before 1900");
  return time;
}

std::optional<TaskChannelId> task_channel(const Scope& scope, Parameters& parameters) {
  return thing_parameter(scope, parameters, "TaskChannel", &Scope::find_channel);
}

}  // namespace switchyard::adapters::taskrouter
