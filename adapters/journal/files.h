// Whole files that are there or not, also after the power has gone.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "adapters/journal/journal.h"

namespace switchyard::adapters::journal {

// Writes beside, flushes, renames, flushes the folder. An old file of that name is replaced whole.
tl::expected<void, Failure> write_durably(const std::string& path, std::string_view bytes);

tl::expected<std::string, Failure> read_whole(const std::string& path);

// Makes the names in the folder durable.
tl::expected<void, Failure> flush_folder(const std::string& folder);

// A lock that other processes see, held as long as the value lives.
class FolderLock {
 public:
  FolderLock() = default;
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

  static tl::expected<FolderLock, Failure> take(const std::string& folder);

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace switchyard::adapters::journal
