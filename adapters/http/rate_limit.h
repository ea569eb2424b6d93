// Token buckets: how often somebody may come, by account, key or address.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace switchyard::adapters::http {

// `per_second` tokens flow in, at most `burst` lie there; 0 or less a second: no limit.
struct Rate {
  double per_second = 0;
  double burst = 0;
};

// One bucket, as a value. Begins full.
class RateLimit {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  static Moment now() { return std::chrono::steady_clock::now(); }

  RateLimit(Rate rate, Moment now) : rate_(rate), tokens_(rate.burst), filled_(now) {}

  // Takes a token. Nothing when there was one, else the whole seconds (from 1) after which to come again.
  std::optional<std::chrono::seconds> take(Moment now);

  // From now on; what lies in the bucket stays, as far as there is room.
  void change(Rate rate) { rate_ = rate; }

 private:
  Rate rate_;
  double tokens_;
  Moment filled_;
};

// A bucket for each name, for at most `names` of them: beyond that the one that was used longest ago is
// forgotten. Any thread; O(1).
class RateLimits {
 public:
  explicit RateLimits(Rate rate, std::size_t names = 10'000)
      : limited_(rate.per_second > 0), rate_(rate), names_(names) {}

  std::optional<std::chrono::seconds> take(std::string_view name, RateLimit::Moment now);
  std::size_t known() const;
  // Of every bucket from now on, those that are known too. O(names).
  void change(Rate rate);

 private:
  using Entry = std::pair<std::string, RateLimit>;

  std::atomic<bool> limited_;  // who has no limit takes no lock
  Rate rate_;
  std::size_t names_;
  mutable std::mutex mutex_;
  std::list<Entry> recent_;  // the last used first; its strings are what the table's keys look at
  std::unordered_map<std::string_view, std::list<Entry>::iterator> table_;
};

}  // namespace switchyard::adapters::http
