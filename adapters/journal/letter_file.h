// What nobody took, kept beside the journals until somebody does.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/journal/journal.h"
#include "adapters/journal/side_file.h"

namespace switchyard::adapters::journal {

// A letter as it is now, or (without a text) one that is there no longer.
struct LetterChange {
  std::string id;
  std::optional<std::string> text;
};

// One SQLite file for all workspaces. Any thread. A crash of the process loses nothing; the power may take
// the last changes.
class LetterFile {
 public:
  // Makes the file when it is not there; begins anew, with what can be read, when it is damaged.
  static tl::expected<std::unique_ptr<LetterFile>, Failure> open(const std::string& path);

  // All of them or none; false when they could not be kept. A letter that changes becomes the newest.
  bool change(std::string_view workspace, const std::vector<LetterChange>& changes);
  // The oldest first. O(letters of the workspace).
  std::vector<std::string> read(std::string_view workspace);
  bool forget(std::string_view workspace);

  // What it was opened with.
  const std::optional<Damage>& damage() const { return file_.damage; }

 private:
  explicit LetterFile(SideFile file) : file_(std::move(file)) {}
  bool run(const char* sql);
  bool change_one(std::string_view workspace, const LetterChange& change);

  std::mutex guard_;
  SideFile file_;
};

}  // namespace switchyard::adapters::journal
