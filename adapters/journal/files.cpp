// POSIX, because the standard library has no flush that reaches the disk.
#include "adapters/journal/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "engine/codec/log/file.h"

namespace switchyard::adapters::journal {
namespace {

tl::unexpected<Failure> system_failure(const std::string& path, const char* what) {
  const auto kind = errno == ENOSPC ? Failure::Kind::full : Failure::Kind::unknown;
  return tl::unexpected(Failure{kind, path + ": cannot be " + what + ": " + codec::system_message()});
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }

 private:
  int number_;
};

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

tl::expected<void, Failure> write_and_flush(const std::string& path, std::string_view bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (file.get() < 0) return system_failure(path, "made");
  if (!write_all(file.get(), bytes)) return system_failure(path, "written");
  if (::fsync(file.get()) != 0) return system_failure(path, "flushed");
  return {};
}

}  // namespace

tl::expected<void, Failure> write_durably(const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  if (auto written = write_and_flush(beside, bytes); !written) {
    ::unlink(beside.c_str());
    return written;
  }
  if (std::rename(beside.c_str(), path.c_str()) != 0) return system_failure(path, "put in its place");
  return flush_folder(std::filesystem::path(path).parent_path().string());
}

tl::expected<std::string, Failure> read_whole(const std::string& path) {
  const codec::File file = codec::open_file(path, "rb");
  if (!file) return system_failure(path, "opened");
  std::string bytes;
  std::string block(std::size_t{1} << 20, '\0');
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), file.get()))
    bytes.append(block, 0, count);
  if (std::ferror(file.get()) != 0) return system_failure(path, "read");
  return bytes;
}

tl::expected<void, Failure> flush_folder(const std::string& folder) {
  const Descriptor directory(
      ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.get() < 0 || ::fsync(directory.get()) != 0) return system_failure(folder, "flushed");
  return {};
}

tl::expected<FolderLock, Failure> FolderLock::take(const std::string& folder) {
  const std::string path = folder + "/lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return tl::unexpected(
        Failure{Failure::Kind::no_access, path + ": cannot be opened: " + codec::system_message()});
  }
  FolderLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
  return tl::unexpected(Failure{Failure::Kind::in_use, folder + ": another process works on these journals"});
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace switchyard::adapters::journal
