// All numbers of one run, exact, as the collector hands them over: the base of every rendering.
#pragma once

#include <string>
#include <vector>

#include "reports/measures/contacts.h"
#include "reports/measures/interval_books.h"
#include "reports/measures/level.h"
#include "reports/measures/names.h"
#include "reports/measures/one_interval.h"
#include "reports/measures/place.h"
#include "reports/measures/settings.h"
#include "reports/measures/worker_time.h"

namespace switchyard::reports {

// A place over the whole window. A tenant's channel has no levels.
struct PlaceMeasures {
  Contacts contacts;
  Level depth;  // tasks waiting, ringing included
  Level talking;
  Level wrapping_up;
  Waits waits;
};

// A worker, or a group of them, over the whole window.
using WorkerMeasures = WorkerInterval;

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
  WorkerMeasures all_workers;                  // their time
  std::vector<StaffMeasures> groups;
  IntervalBooks intervals;
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
