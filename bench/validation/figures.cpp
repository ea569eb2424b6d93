// Reads figures off the measures of one replication.
#include "bench/validation/figures.h"

namespace switchyard::bench {

namespace {

double in_seconds(Duration d) {
  return static_cast<double>(d.microseconds) * 1e-6;
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

const reports::Contacts& contacts(const Observation& o) {
  return o.measures.total.contacts;
}

}  // namespace

double wait_probability(const Observation& o) {
  return 1 - share(contacts(o).at_once, contacts(o).offered);
}

// By the clock, so that whoever leaves in whatever way is counted: queue length over arrival rate (Little
// 1961).
double mean_wait_all(const Observation& o) {
  return in_seconds(o.measures.total.depth.area) / static_cast<double>(contacts(o).offered);
}

double mean_wait_answered(const Observation& o) {
  return in_seconds(contacts(o).wait_answered) / static_cast<double>(contacts(o).answered);
}

double service_level(const Observation& o) {
  return share(contacts(o).answered_within[0], contacts(o).offered);
}
double abandonment(const Observation& o) {
  return share(contacts(o).abandoned, contacts(o).offered);
}
double lost_by_rule(const Observation& o) {
  return share(contacts(o).canceled_waiting(), contacts(o).offered);
}

double blocking(const Observation& o) {
  return share(contacts(o).blocked, contacts(o).blocked + contacts(o).offered);
}

double occupancy(const Observation& o) {
  const reports::WorkerTime& time = o.measures.all_workers.time;
  return in_seconds(time.busy(false)) / in_seconds(time.total());
}

double queue_length(const Observation& o) {
  return in_seconds(o.measures.total.depth.area) / in_seconds(o.measures.observed());
}

std::function<double(const Observation&)> queue_wait(TaskQueueId queue) {
  return [queue](const Observation& o) {
    const reports::Contacts& c = o.measures.queues[queue.index()].contacts;
    return in_seconds(c.wait_answered) / static_cast<double>(c.answered);
  };
}

}  // namespace switchyard::bench
