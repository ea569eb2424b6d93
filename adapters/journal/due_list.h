// What must be done on a later day, kept until it is done.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/journal/journal.h"
#include "adapters/journal/sqlite.h"
#include "engine/base/time.h"

namespace switchyard::adapters::journal {

// One SQLite file. Any thread; each call is durable when it returns.
class DueList {
 public:
  // Makes the file when it is not there.
  static tl::expected<std::unique_ptr<DueList>, Failure> open(const std::string& path);

  // A key that is there already keeps the earlier day. False when it could not be kept.
  bool add(std::string_view key, Time due);
  bool remove(std::string_view key);
  // Those whose time has come, the earliest first.
  std::vector<std::string> due(Time now, std::size_t most);

 private:
  explicit DueList(Database database) : database_(std::move(database)) {}

  std::mutex guard_;
  Database database_;
};

}  // namespace switchyard::adapters::journal
