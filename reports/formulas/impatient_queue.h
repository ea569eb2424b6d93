// The measures of a queue whose customers may leave, in the report's own words.
#pragma once

namespace switchyard::reports {

// Names as in the reports; T is the threshold. All ratios are long-run shares of the offered contacts
// (service_level.answered: of the answered ones).
struct ServiceLevels {
  double offered = 0.0;          // answered within T / offered: an abandon is a failure (SL1, the default)
  double answered = 0.0;         // answered within T / answered (SL2)
  double all_within = 0.0;       // answered or abandoned within T / offered (SL3)
  double excluding_early = 0.0;  // answered within T / (offered - abandoned within T) (SL4)
};

// Means over nobody (no answered, no abandoned contact) are 0.
struct ImpatientQueue {
  bool stable = true;               // false: enough customers never leave, so that waits grow without end
  double wait_probability = 0.0;    // finds every agent busy, those who then leave at once included
  double abandonment = 0.0;         // share of the offered contacts that leaves
  double mean_wait_all = 0.0;       // seconds, answered and abandoned
  double mean_wait_answered = 0.0;  // ASA, zero waits included
  double mean_wait_abandoned = 0.0;
  double queue_length = 0.0;  // mean number waiting
  double occupancy = 0.0;     // busy share of agents
  ServiceLevels service_level;
};

}  // namespace switchyard::reports
