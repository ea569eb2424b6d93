// What was measured in one interval, at every place and of every worker.
#pragma once

#include <vector>

#include "reports/measures/contacts.h"
#include "reports/measures/level.h"
#include "reports/measures/worker_time.h"

namespace switchyard::reports {

// One interval of a place: contacts by the interval of their arrival, the level of those waiting and the work
// on them by the clock.
struct IntervalMeasures {
  Contacts contacts;
  Level depth;
  Level talking;      // workers at a time; the area is the time that they spent
  Level wrapping_up;  // likewise
  Duration p95_wait_answered{};

  // Two parts of the same interval; the percentile is known to one of them.
  void add(const IntervalMeasures& other);
};

// One interval of a worker, or of a group: contacts by the interval of their arrival, time by the clock.
struct WorkerInterval {
  WorkerContacts contacts;
  WorkerTime time;

  void add(const WorkerInterval& other) {
    contacts.add(other.contacts);
    time.add(other.time);
  }
};

struct OneInterval {
  IntervalMeasures total;
  std::vector<IntervalMeasures> queues;    // by TaskQueueId
  std::vector<IntervalMeasures> channels;  // by TaskChannelId
  std::vector<IntervalMeasures> tenants;   // by TenantId
  std::vector<WorkerInterval> workers;     // by WorkerId
  std::vector<WorkerInterval> groups;
  WorkerTime all_workers;
};

}  // namespace switchyard::reports
