// The beginning of most cases: one queue, equal workers, Poisson arrivals.
#pragma once

#include "bench/support/build_workspace.h"
#include "bench/validation/experiment.h"
#include "reports/formulas/group.h"

namespace switchyard::bench {

struct PlainQueue {
  std::int64_t workers = 10;
  double erlangs = 8;
  double mean_handle_time = 180;  // seconds
  std::uint64_t calls = 20'000;   // expected in one replication
};

// The same for the formulas.
reports::Group group_of(const PlainQueue& plain);

// One queue "all" (id 0) that all workers serve, one workflow (id 0), one stream (traffic 0), exponential
// handling.
sim::Scenario plain_scenario(const std::string& name, const PlainQueue& plain);

}  // namespace switchyard::bench
