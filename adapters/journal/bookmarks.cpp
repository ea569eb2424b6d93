// Made once and durably, then written over in place: less than a sector, so that it is never half there.
#include "adapters/journal/bookmarks.h"

#include <fcntl.h>
#include <unistd.h>

#include "adapters/journal/files.h"
#include "engine/base/check.h"
#include "engine/base/sid.h"

namespace switchyard::adapters::journal {

std::optional<std::string> Bookmarks::read(std::string_view workspace) const {
  const auto bytes = read_whole(path_of(workspace));
  if (!bytes) return std::nullopt;
  const std::size_t last = bytes->find_last_not_of(" \n");
  return bytes->substr(0, last == std::string::npos ? 0 : last + 1);
}

bool Bookmarks::write(std::string_view workspace, std::string_view text) const {
  SY_CHECK(text.size() <= longest);
  std::string bytes(text);
  bytes.resize(longest, ' ');
  bytes += '\n';
  const std::string path = path_of(workspace);
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return write_durably(path, bytes).has_value();
  const bool written = ::pwrite(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size());
  ::close(file);
  return written;
}

void Bookmarks::forget(std::string_view workspace) const {
  ::unlink(path_of(workspace).c_str());
}

std::string Bookmarks::path_of(std::string_view workspace) const {
  return folder_ + "/" + make_sid(sid_key(workspace), SidKind::workspace, 1) + "." + ending_;
}

}  // namespace switchyard::adapters::journal
