// Times when one worker divides its attention equally over all open contacts, as in chat.
#pragma once

#include "reports/formulas/group.h"

namespace switchyard::reports {

// M/G/1 processor sharing; the answers hold for every law of the work. Source: Kleinrock 1967.
// Work is in seconds of undivided attention. Unstable at a load of 1 and above: times are infinite.
struct ProcessorSharing {
  bool stable = false;
  double mean_time = 0.0;       // seconds in the system
  double stretch = 0.0;         // time in the system per second of work
  double number_present = 0.0;  // mean open contacts
  double occupancy = 1.0;       // share of time with at least one open
};
Answer<ProcessorSharing> processor_sharing(const Demand& demand);

// Mean seconds in the system of a contact with this much work (>= 0): work / (1 - load).
Answer<double> processor_sharing_time(const Demand& demand, double work);

}  // namespace switchyard::reports
