// One pass over the window's part between two moments.
#include "adapters/taskrouter/statistics/cumulative.h"

#include <algorithm>

namespace switchyard::adapters::taskrouter {
namespace {

template <class Kind>
bool is_meant(const std::optional<Kind>& wanted, Kind found) {
  return !wanted || *wanted == found;
}

void add(Split& split, const Fact& fact) {
  const bool above = fact.wait > split.threshold;
  if (fact.kind == FactKind::reservation_accepted) ++(above ? split.accepted_above : split.accepted_below);
  if (fact.kind == FactKind::task_canceled) ++(above ? split.canceled_above : split.canceled_below);
}

void add(Cumulative& sum, const Fact& fact) {
  ++sum.counts[static_cast<std::size_t>(fact.kind)];
  if (fact.kind == FactKind::task_canceled) sum.until_canceled.add(fact.wait);
  if (fact.kind == FactKind::reservation_accepted) {
    sum.until_accepted.add(fact.wait);
    sum.in_queue_until_accepted.add(fact.wait_in_queue);
  }
  for (Split& split : sum.splits) add(split, fact);
}

Cumulative empty_sum(const std::vector<Duration>& thresholds) {
  Cumulative sum;
  for (const Duration threshold : thresholds) sum.splits.push_back({threshold, 0, 0, 0, 0});
  return sum;
}

template <class Visit>
void for_each_meant(const FactLog& log, const Selection& selection, Visit visit) {
  const auto earlier = [](const Fact& fact, Time time) { return fact.at < time; };
  const std::deque<Fact>& facts = log.facts();
  auto fact = std::lower_bound(facts.begin(), facts.end(), selection.from, earlier);
  for (; fact != facts.end() && fact->at < selection.until; ++fact) {
    if (fits(*fact, selection)) visit(*fact);
  }
}

}  // namespace

bool fits(const Fact& fact, const Selection& wanted) {
  return is_meant(wanted.tenant, fact.tenant) && is_meant(wanted.channel, fact.channel) &&
         is_meant(wanted.workflow, fact.workflow) && is_meant(wanted.queue, fact.queue) &&
         (!wanted.worker || (!fact.worker.is_none() && wanted.worker(fact.worker)));
}

void Waits::add(Duration wait) {
  least = count == 0 ? wait : std::min(least, wait);
  most = std::max(most, wait);
  total += wait;
  ++count;
}

Duration Waits::average() const {
  return count == 0 ? Duration{} : Duration{total.microseconds / static_cast<std::int64_t>(count)};
}

Cumulative accumulate(const FactLog& log, const Selection& selection,
                      const std::vector<Duration>& thresholds) {
  Cumulative sum = empty_sum(thresholds);
  for_each_meant(log, selection, [&](const Fact& fact) { add(sum, fact); });
  return sum;
}

std::vector<Cumulative> accumulate_by_queue(const FactLog& log, const Selection& selection,
                                            const std::vector<Duration>& thresholds, std::size_t queues) {
  std::vector<Cumulative> sums(queues, empty_sum(thresholds));
  for_each_meant(log, selection, [&](const Fact& fact) {
    if (fact.queue.index() < queues) add(sums[fact.queue.index()], fact);
  });
  return sums;
}

}  // namespace switchyard::adapters::taskrouter
