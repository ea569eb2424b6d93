// How far somebody has come with a workspace's journal, in a small file beside it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace switchyard::adapters::journal {

// The file of a workspace is FOLDER/WS….ENDING. A bookmark outlives the process; the power may take the last
// ones, so that whoever reads it sees some things twice. Any thread, but one at a time for a workspace.
class Bookmarks {
 public:
  static constexpr std::size_t longest = 63;

  Bookmarks(std::string folder, std::string ending)
      : folder_(std::move(folder)), ending_(std::move(ending)) {}

  // Nothing when there is none.
  std::optional<std::string> read(std::string_view workspace) const;
  // False when it could not be kept; then the one before is still there. At most `longest` bytes.
  bool write(std::string_view workspace, std::string_view text) const;
  void forget(std::string_view workspace) const;

 private:
  std::string path_of(std::string_view workspace) const;

  std::string folder_;
  std::string ending_;
};

}  // namespace switchyard::adapters::journal
