// Wraps SQLite's own file system; each file keeps an undo list of the writes since its last flush.
#include "tests/support/forgetful_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <new>
#include <vector>

namespace switchyard::journal_tests {
namespace {

namespace fs = std::filesystem;

struct Undo {
  sqlite3_int64 offset = 0;
  std::string before;  // what stood there, up to the old end of the file
  sqlite3_int64 size_before = 0;
  std::size_t written = 0;
};

struct Disk {
  sqlite3_vfs* real = nullptr;
  std::mutex mutex;
  std::map<std::string, std::vector<Undo>> unflushed;  // by path
  std::atomic<bool> full{false}, fails{false}, lies{false};
  std::atomic<std::uint64_t> flushes{0};
};

struct File {
  sqlite3_file base;  // first: SQLite sees a File as this
  Disk* disk;
  std::string* path;
  sqlite3_file* real;
};

File* file_of(sqlite3_file* file) {
  return reinterpret_cast<File*>(file);
}
sqlite3_file* real_of(sqlite3_file* file) {
  return file_of(file)->real;
}

void remember(File& file, int amount, sqlite3_int64 offset) {
  Undo undo;
  undo.offset = offset;
  undo.written = static_cast<std::size_t>(amount);
  file.real->pMethods->xFileSize(file.real, &undo.size_before);
  const sqlite3_int64 there = std::clamp<sqlite3_int64>(undo.size_before - offset, 0, amount);
  undo.before.resize(static_cast<std::size_t>(there));
  if (there > 0) file.real->pMethods->xRead(file.real, undo.before.data(), static_cast<int>(there), offset);
  const std::lock_guard lock(file.disk->mutex);
  file.disk->unflushed[*file.path].push_back(std::move(undo));
}

int close_file(sqlite3_file* file) {
  const int code = real_of(file)->pMethods->xClose(real_of(file));
  delete file_of(file)->path;
  return code;
}
int read_file(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
  return real_of(file)->pMethods->xRead(real_of(file), to, amount, offset);
}
int write_file(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
  if (file_of(file)->disk->full) return SQLITE_FULL;
  remember(*file_of(file), amount, offset);
  return real_of(file)->pMethods->xWrite(real_of(file), from, amount, offset);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return real_of(file)->pMethods->xTruncate(real_of(file), size);
}
int sync_file(sqlite3_file* file, int flags) {
  Disk& disk = *file_of(file)->disk;
  if (disk.fails) return SQLITE_IOERR_FSYNC;
  ++disk.flushes;
  if (disk.lies) return SQLITE_OK;
  {
    const std::lock_guard lock(disk.mutex);
    disk.unflushed.erase(*file_of(file)->path);
  }
  return real_of(file)->pMethods->xSync(real_of(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int lock_file(sqlite3_file* file, int level) {
  return real_of(file)->pMethods->xLock(real_of(file), level);
}
int unlock_file(sqlite3_file* file, int level) {
  return real_of(file)->pMethods->xUnlock(real_of(file), level);
}
int is_reserved(sqlite3_file* file, int* result) {
  return real_of(file)->pMethods->xCheckReservedLock(real_of(file), result);
}
int control(sqlite3_file* file, int operation, void* argument) {
  return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
}
int sector_size(sqlite3_file* file) {
  return real_of(file)->pMethods->xSectorSize(real_of(file));
}
int characteristics(sqlite3_file* file) {
  return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
  return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, at);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}
void shm_barrier(sqlite3_file* file) {
  real_of(file)->pMethods->xShmBarrier(real_of(file));
}
int shm_unmap(sqlite3_file* file, int remove) {
  return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

const sqlite3_io_methods file_methods = {
    2,         close_file,  read_file,   write_file, truncate_file, sync_file,       file_size,
    lock_file, unlock_file, is_reserved, control,    sector_size,   characteristics, shm_map,
    shm_lock,  shm_barrier, shm_unmap,   nullptr,    nullptr};

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* opened, int flags, int* out_flags) {
  auto* disk = static_cast<Disk*>(vfs->pAppData);
  auto* file = new (opened) File{};
  file->disk = disk;
  file->real = reinterpret_cast<sqlite3_file*>(file + 1);
  const int code = disk->real->xOpen(disk->real, path, file->real, flags, out_flags);
  file->base.pMethods = code == SQLITE_OK ? &file_methods : nullptr;
  if (code == SQLITE_OK) file->path = new std::string(path == nullptr ? "" : path);
  return code;
}

std::string read_all(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Takes back the newest first.
void take_back(std::string& bytes, const std::vector<Undo>& writes, bool torn) {
  for (std::size_t i = writes.size(); i-- > 0;) {
    const Undo& undo = writes[i];
    const std::size_t kept = torn && i + 1 == writes.size() ? undo.written / 2 : 0;
    const auto offset = static_cast<std::size_t>(undo.offset);
    for (std::size_t at = kept; at < undo.before.size() && offset + at < bytes.size(); ++at)
      bytes[offset + at] = undo.before[at];
    bytes.resize(std::min(bytes.size(), std::max(static_cast<std::size_t>(undo.size_before), offset + kept)));
  }
}

}  // namespace

struct ForgetfulVfs::Registered {
  std::string name;
  Disk disk;
  sqlite3_vfs vfs{};
};

ForgetfulVfs::ForgetfulVfs(std::string name) : registered_(std::make_unique<Registered>()) {
  registered_->name = std::move(name);
  sqlite3_vfs* real = sqlite3_vfs_find(nullptr);
  registered_->disk.real = real;
  registered_->vfs = *real;
  registered_->vfs.zName = registered_->name.c_str();
  registered_->vfs.pNext = nullptr;
  registered_->vfs.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
  registered_->vfs.pAppData = &registered_->disk;
  registered_->vfs.xOpen = open_file;
  // The rest of the real one reads its own pAppData only to open files.
  sqlite3_vfs_register(&registered_->vfs, 0);
}

ForgetfulVfs::~ForgetfulVfs() {
  sqlite3_vfs_unregister(&registered_->vfs);
}

const std::string& ForgetfulVfs::name() const {
  return registered_->name;
}

void ForgetfulVfs::copy_after_power_cut(const std::string& from, const std::string& to, bool torn) {
  const std::lock_guard lock(registered_->disk.mutex);
  fs::create_directories(to);
  for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || name.ends_with("-shm")) continue;
    std::string bytes = read_all(entry.path());
    const auto writes = registered_->disk.unflushed.find(entry.path().string());
    if (writes != registered_->disk.unflushed.end()) take_back(bytes, writes->second, torn);
    std::ofstream(fs::path(to) / name, std::ios::binary) << bytes;
  }
}

void ForgetfulVfs::disk_is_full(bool full) {
  registered_->disk.full = full;
}
void ForgetfulVfs::flushing_fails(bool fails) {
  registered_->disk.fails = fails;
}
void ForgetfulVfs::flushing_lies(bool lies) {
  registered_->disk.lies = lies;
}
std::uint64_t ForgetfulVfs::flushes() const {
  return registered_->disk.flushes;
}

}  // namespace switchyard::journal_tests
