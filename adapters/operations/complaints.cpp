// What is left out is counted, and told with the next.
#include "adapters/operations/complaints.h"

#include <utility>

namespace switchyard::adapters::operations {

std::optional<std::uint64_t> Complaints::admit(std::string_view kind, Time now) {
  const std::lock_guard lock(mutex_);
  auto found = told_.find(kind);
  if (found == told_.end()) {
    if (told_.size() >= kinds_) return std::nullopt;
    told_.emplace(std::string(kind), Told{now, 0});
    return 1;
  }
  Told& told = found->second;
  ++told.since;
  if (now - told.at < period_) return std::nullopt;
  told.at = now;
  return std::exchange(told.since, 0);
}

}  // namespace switchyard::adapters::operations
