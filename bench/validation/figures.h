// What cases measure, in the words of the reports.
#pragma once

#include "bench/validation/experiment.h"

namespace switchyard::bench {

// Of all queues together.
double wait_probability(const Observation& o);    // could not be answered at once
double mean_wait_all(const Observation& o);       // seconds, answered and lost
double mean_wait_answered(const Observation& o);  // seconds
double service_level(const Observation& o);       // answered within the first threshold / offered
double abandonment(const Observation& o);         // abandoned / offered
double lost_by_rule(const Observation& o);        // canceled while waiting / offered
double blocking(const Observation& o);            // blocked / (blocked + offered)
double occupancy(const Observation& o);           // busy share of the workers' time
double queue_length(const Observation& o);        // mean number waiting

// Of one queue: mean wait of its answered contacts.
std::function<double(const Observation&)> queue_wait(TaskQueueId queue);

// Cases, a file a family.
std::vector<Case> waiting_cases();     // Erlang C, M/G/1, LIFO, wrap-up, cooldown, chats
std::vector<Case> impatience_cases();  // Erlang A, deterministic time-outs
std::vector<Case> loss_cases();        // Erlang B, M/M/c/K, overflow
std::vector<Case> routing_cases();     // priorities, skills, longest idle, ring-all

}  // namespace switchyard::bench
