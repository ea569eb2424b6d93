// Remembers the last few requests of each account.
#include "adapters/taskrouter/rate_limit.h"

namespace switchyard::adapters::taskrouter {

bool RateLimit::allow(const std::string& account, Time now) {
  const std::lock_guard lock(mutex_);
  std::deque<Time>& seen = seen_[account];
  while (!seen.empty() && seen.front() + window_ <= now) seen.pop_front();
  if (seen.size() >= most_) return false;
  seen.push_back(now);
  return true;
}

}  // namespace switchyard::adapters::taskrouter
