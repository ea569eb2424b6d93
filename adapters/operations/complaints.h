// The same complaint once in a while: something that fails every few seconds is worth one line, not a
// thousand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace switchyard::adapters::operations {

// Any thread.
class Complaints {
 public:
  explicit Complaints(Duration period = minutes(1), std::size_t kinds = 100)
      : period_(period), kinds_(kinds) {}

  // Nothing: it was told less than a period ago, and is only counted. Else how often it was there since it
  // was told last, this time included. Beyond so many kinds new ones are never told.
  std::optional<std::uint64_t> admit(std::string_view kind, Time now);

 private:
  struct Told {
    Time at;
    std::uint64_t since = 0;
  };
  Duration period_;
  std::size_t kinds_;
  std::mutex mutex_;
  std::map<std::string, Told, std::less<>> told_;
};

}  // namespace switchyard::adapters::operations
