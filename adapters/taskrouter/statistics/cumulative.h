// Cumulative statistics: the facts between two moments, counted.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "adapters/taskrouter/statistics/facts.h"

namespace switchyard::adapters::taskrouter {

// What is counted: everything that fits all that is named.
struct Selection {
  Time from;   // inclusive
  Time until;  // exclusive
  std::optional<TenantId> tenant;
  std::optional<TaskChannelId> channel;
  std::optional<WorkflowId> workflow;
  std::optional<TaskQueueId> queue;
  std::function<bool(WorkerId)> worker = nullptr;  // what has no worker fits none
};

bool fits(const Fact& fact, const Selection& selection);

// Lengths of time; all zero when there was none.
struct Waits {
  std::uint64_t count = 0;
  Duration total{};
  Duration least{};
  Duration most{};

  void add(Duration wait);
  Duration average() const;
};

// Beside a threshold of waiting: a wait of exactly its length counts as below.
struct Split {
  Duration threshold;
  std::uint64_t accepted_above = 0, accepted_below = 0;
  std::uint64_t canceled_above = 0, canceled_below = 0;
};

struct Cumulative {
  std::array<std::uint64_t, fact_kinds> counts{};
  Waits until_accepted;           // since the task was created, also after a transfer
  Waits in_queue_until_accepted;  // since it entered the queue
  Waits until_canceled;
  std::vector<Split> splits;

  std::uint64_t count(FactKind kind) const { return counts[static_cast<std::size_t>(kind)]; }
};

// O(facts between the two moments × thresholds).
Cumulative accumulate(const FactLog& log, const Selection& selection,
                      const std::vector<Duration>& thresholds);

// The same for each of so many queues, by TaskQueueId, in one pass; `selection` names no queue.
std::vector<Cumulative> accumulate_by_queue(const FactLog& log, const Selection& selection,
                                            const std::vector<Duration>& thresholds, std::size_t queues);

}  // namespace switchyard::adapters::taskrouter
