// M/G/1-PS: everything is the load over one minus the load.
#include "reports/formulas/processor_sharing.h"

#include <limits>

namespace switchyard::reports {

Answer<ProcessorSharing> processor_sharing(const Demand& demand) {
  if (const Problem p = problem_of(demand)) return tl::unexpected(*p);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double load = offered_load(demand);
  if (load >= 1.0) return ProcessorSharing{false, infinity, infinity, infinity, 1.0};
  const double stretch = 1.0 / (1.0 - load);
  return ProcessorSharing{true, demand.handle_time * stretch, stretch, load * stretch, load};
}

Answer<double> processor_sharing_time(const Demand& demand, double work) {
  if (const Problem p = unless_not_negative("the work", work)) return tl::unexpected(*p);
  const Answer<ProcessorSharing> queue = processor_sharing(demand);
  if (!queue) return tl::unexpected(queue.error());
  return work == 0.0 ? 0.0 : work * queue->stretch;
}

}  // namespace switchyard::reports
