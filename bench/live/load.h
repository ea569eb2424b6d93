// A closed loop of HTTP/1.1 connections: each sends its next request when it has its answer.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace switchyard::bench {

struct LoadOptions {
  std::uint16_t port = 0;
  unsigned connections = 64;
  std::uint64_t requests = 0;  // how many to send
  double most_per_second = 0;  // 0: as fast as the server answers
  // The whole text of request number n.
  std::function<std::string(std::uint64_t)> request;
};

struct LoadResult {
  std::uint64_t answered = 0;
  std::uint64_t refused = 0;  // answers that are not 2xx
  double seconds = 0;
  double p50_us = 0;
  double p99_us = 0;
};

// Blocks until all is answered. Throws std::runtime_error when a connection breaks.
LoadResult run_load(const LoadOptions& options);

// CPU time that a process and its children (nginx' workers) have used, in seconds.
double cpu_seconds(const std::vector<int>& processes);
// Resident memory in bytes and open descriptors of a process.
std::uint64_t resident_bytes(int process);
std::size_t open_descriptors(int process);
std::vector<int> children_of(int process);

}  // namespace switchyard::bench
