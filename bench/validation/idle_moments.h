// How long a worker of an Erlang loss group is idle, by who is asked first.
#pragma once

#include <cstdint>

namespace switchyard::bench {

struct IdleMoments {
  double mean = 0;       // seconds
  double variation = 0;  // standard deviation / mean
};

// M/M/c/c. A worker who becomes idle finds the other c - 1 busy as in a group of c - 1 (q_n = p_n / (1 -
// p_c)), so that k = c - n are idle then, the worker included. Longest idle first: the k-th arrival is the
// worker's, the time is Erlang distributed with k stages. Random: each arrival is the worker's with
// probability 1/k while k changes by arrivals and ends of service; the first two moments solve (Q m1 = -1, Q
// m2 = -2 m1) for that chain.
IdleMoments idle_with_longest_idle_first(double arrival_rate, double service_rate, std::int64_t workers);
IdleMoments idle_with_random_choice(double arrival_rate, double service_rate, std::int64_t workers);

}  // namespace switchyard::bench
