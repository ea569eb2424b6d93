// StartDate and EndDate go before Minutes.
#include "adapters/taskrouter/period.h"

#include "adapters/taskrouter/task_parameters.h"

namespace switchyard::adapters::taskrouter {

Period read_period(Parameters& parameters, Time now) {
  constexpr std::int64_t thirty_days = 30 * 24 * 60;
  const Duration back = minutes(parameters.integer("Minutes", 1, thirty_days).value_or(15));
  const auto start = date_parameter(parameters, "StartDate");
  const auto end = date_parameter(parameters, "EndDate");
  const Time until = end.value_or(now + microseconds(1));
  const Time from = start.value_or(end ? *end - back : now - back);
  if (from > until) parameters.refuse("StartDate must be before EndDate");
  return {from, until};
}

}  // namespace switchyard::adapters::taskrouter
