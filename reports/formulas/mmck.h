// Waits when the queue has a last place: contacts that find it full are refused.
#pragma once

#include "reports/formulas/group.h"

namespace switchyard::reports {

// M/M/c/K, K places in all, those in service included; always stable. Waits and levels are over the accepted
// contacts (0 when nobody is accepted). Source: birth-death balance, any textbook.
struct FiniteQueue {
  double blocking = 0.0;          // share of the offered contacts that is refused
  double wait_probability = 0.0;  // accepted contacts that wait
  double mean_wait = 0.0;         // accepted contacts, seconds, zero waits included
  double service_level = 0.0;     // accepted contacts with wait <= threshold
  double queue_length = 0.0;      // mean number waiting
  double occupancy = 0.0;         // busy share of agents
};

// places >= agents; threshold >= 0 seconds. O(places).
Answer<FiniteQueue> mmck(const Group& group, std::int64_t places, double threshold);

}  // namespace switchyard::reports
