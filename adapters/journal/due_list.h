// What must be done on a later day, kept until it is done.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "adapters/journal/journal.h"
#include "adapters/journal/side_file.h"
#include "engine/base/time.h"

namespace switchyard::adapters::journal {

// One SQLite file. Any thread; each call is durable when it returns.
class DueList {
 public:
  using Entries = std::vector<std::pair<std::string, Time>>;

  // Makes the file when it is not there; begins anew, with what can be read, when it is damaged.
  static tl::expected<std::unique_ptr<DueList>, Failure> open(const std::string& path);

  // Removes keys, and then adds some, all for that day: all of it with one flush, or nothing. A key that is
  // there already keeps the earlier day; one that is in both lists has the new one. False when it could not
  // be kept.
  bool change(const std::vector<std::string>& added, Time due, const std::vector<std::string>& removed);
  bool add(const std::string& key, Time due) { return change({key}, due, {}); }
  bool remove(const std::string& key) { return change({}, {}, {key}); }
  // Those whose time has come, the earliest first.
  std::vector<std::string> due(Time now, std::size_t most);
  // All, the earliest first.
  Entries all();

  // What it was opened with.
  const std::optional<Damage>& damage() const { return file_.damage; }

 private:
  explicit DueList(SideFile file) : file_(std::move(file)) {}
  bool run(const char* sql);
  bool add_all(const std::vector<std::string>& keys, Time due);
  bool remove_all(const std::vector<std::string>& keys);

  std::mutex guard_;
  SideFile file_;
};

}  // namespace switchyard::adapters::journal
