// Cobham's formula W_k = [C / (c mu)] / ((1 - s_(k-1)) (1 - s_k)).
#include "reports/formulas/priorities.h"

#include <limits>
#include <numeric>

#include "reports/formulas/erlang_c.h"

namespace switchyard::reports {

Answer<std::vector<double>> priority_waits(const std::vector<double>& arrival_rates, double handle_time,
                                           std::int64_t agents) {
  if (arrival_rates.empty()) return tl::unexpected(std::string("at least one class is needed"));
  for (const double rate : arrival_rates) {
    if (const Problem p = unless_not_negative("each arrival rate", rate)) return tl::unexpected(*p);
  }
  const double total = std::accumulate(arrival_rates.begin(), arrival_rates.end(), 0.0);
  const Group group{{total, handle_time}, agents};
  const Answer<ErlangC> queue = erlang_c(group, 0.0);
  if (!queue) return tl::unexpected(queue.error());
  // In overload every agent is always busy: C is 1, and the classes that the agents keep up with still have
  // waits.
  const double next_completion = queue->wait_probability / service_capacity(group);
  std::vector<double> waits;
  double before = 0.0;
  for (const double rate : arrival_rates) {
    const double with = before + rate / service_capacity(group);
    waits.push_back(with < 1.0 ? next_completion / ((1.0 - before) * (1.0 - with))
                               : std::numeric_limits<double>::infinity());
    before = with;
  }
  return waits;
}

}  // namespace switchyard::reports
