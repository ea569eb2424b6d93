// All numbers of one run, exact, as the collector hands them over: the base of every rendering.
#pragma once

#include <string>
#include <vector>

#include "reports/measures/contacts.h"
#include "reports/measures/level.h"
#include "reports/measures/names.h"
#include "reports/measures/place.h"
#include "reports/measures/settings.h"
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
};

// A place over the whole window.
struct PlaceMeasures {
  Contacts contacts;
  Level depth;  // tasks waiting, ringing included
  Level talking;
  Level wrapping_up;
  Waits waits;
  std::vector<IntervalMeasures> intervals;  // empty for a tenant's channel, which has no levels either
};

struct WorkerMeasures {
  WorkerContacts contacts;
  WorkerTime time;
  std::vector<WorkerContacts> contact_intervals;  // as many as the window has
  std::vector<WorkerTime> time_intervals;
};

// A group of workers, or all.
struct StaffMeasures {
  std::string name;
  WorkerMeasures work;
};

struct Measures {
  Settings settings;
  Names names;
  Time run_end;
  PlaceMeasures total;  // tasks; the wait counts from the first arrival
  Level open_tasks;
  std::vector<PlaceMeasures> queues;  // by TaskQueueId: stays; the wait is the wait in this queue
  std::vector<PlaceMeasures> channels;
  std::vector<PlaceMeasures> tenants;
  std::vector<PlaceMeasures> tenant_channels;  // tenant · channels + channel
  std::vector<WorkerMeasures> workers;         // by WorkerId
  WorkerMeasures all_workers;
  std::vector<StaffMeasures> groups;
  std::vector<std::string> broken;  // self-checks that failed: each a sentence; a fault of ours

  // How much of the window, or of one interval, the run has covered.
  Duration observed() const { return covered(settings.window.start, settings.window.end); }
  Duration observed(std::uint32_t interval) const {
    return covered(settings.window.start_of(interval), settings.window.end_of(interval));
  }

 private:
  Duration covered(Time from, Time to) const {
    return run_end <= from ? Duration{} : std::min(to, run_end) - from;
  }
};

}  // namespace switchyard::reports
