// How often an account may ask for lists that an expression filters.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "engine/base/time.h"

namespace switchyard::adapters::taskrouter {

// At most `most` requests in any `window`, for each account. May be asked on any thread.
class RateLimit {
 public:
  RateLimit(std::size_t most, Duration window) : most_(most), window_(window) {}

  // Whether one more may come now; it counts if so.
  bool allow(const std::string& account, Time now);

 private:
  std::size_t most_;
  Duration window_;
  std::mutex mutex_;
  std::map<std::string, std::deque<Time>> seen_;
};

}  // namespace switchyard::adapters::taskrouter
