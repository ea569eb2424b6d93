// Buckets fill as time goes by; nothing runs meanwhile.
#include "adapters/http/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace switchyard::adapters::http {

std::optional<std::chrono::seconds> RateLimit::take(Moment now) {
  if (rate_.per_second <= 0) return std::nullopt;
  const double passed = std::max(0.0, std::chrono::duration<double>(now - filled_).count());
  tokens_ = std::min(std::max(rate_.burst, 1.0), tokens_ + passed * rate_.per_second);
  filled_ = std::max(filled_, now);
  if (tokens_ >= 1) {
    tokens_ -= 1;
    return std::nullopt;
  }
  const double wait = std::ceil((1 - tokens_) / rate_.per_second);
  return std::chrono::seconds(static_cast<std::int64_t>(std::clamp(wait, 1.0, 86'400.0)));
}

std::optional<std::chrono::seconds> RateLimits::take(std::string_view name, RateLimit::Moment now) {
  if (!limited_) return std::nullopt;
  const std::lock_guard lock(mutex_);
  if (const auto found = table_.find(name); found != table_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second);
    return found->second->second.take(now);
  }
  if (!recent_.empty() && recent_.size() >= names_) {
    table_.erase(recent_.back().first);
    recent_.pop_back();
  }
  recent_.emplace_front(std::string(name), RateLimit(rate_, now));
  table_.emplace(recent_.front().first, recent_.begin());
  return recent_.front().second.take(now);
}

void RateLimits::change(Rate rate) {
  const std::lock_guard lock(mutex_);
  limited_ = rate.per_second > 0;
  rate_ = rate;
  for (auto& [name, bucket] : recent_) bucket.change(rate);
}

std::size_t RateLimits::known() const {
  const std::lock_guard lock(mutex_);
  return recent_.size();
}

}  // namespace switchyard::adapters::http
