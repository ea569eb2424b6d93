// A file system for SQLite that remembers what was never flushed, so that a test can take the power away.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace switchyard::journal_tests {

// Registered under name() as long as it lives; databases that use it must be closed before.
class ForgetfulVfs {
 public:
  explicit ForgetfulVfs(std::string name);
  ~ForgetfulVfs();
  ForgetfulVfs(const ForgetfulVfs&) = delete;
  ForgetfulVfs& operator=(const ForgetfulVfs&) = delete;

  const std::string& name() const;

  // Copies the folder as it would be found after a power cut at this moment: each file without what was
  // written since its last flush. With `torn`, the first half of the last such write did reach the disk.
  void copy_after_power_cut(const std::string& from, const std::string& to, bool torn = false);

  void disk_is_full(bool full);     // from now on nothing can be written
  void flushing_fails(bool fails);  // from now on no flush succeeds
  void flushing_lies(bool lies);    // from now on a flush says it was done, and was not

  std::uint64_t flushes() const;

 private:
  struct Registered;
  std::unique_ptr<Registered> registered_;
};

}  // namespace switchyard::journal_tests
