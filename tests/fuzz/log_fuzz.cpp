// Any bytes as a log: a problem with its offset, or records in order up to the end record.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "engine/base/check.h"
#include "engine/codec/log/reader.h"

namespace {

using namespace switchyard;

// A file that is in memory only.
class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* data, std::size_t size) : file_(memfd_create("log", 0)) {
    SY_CHECK(file_ >= 0);
    SY_CHECK(write(file_, data, size) == static_cast<ssize_t>(size));
  }
  ~MemoryFile() { close(file_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file(data, size);
  auto reader = codec::LogReader::open(file.path());
  if (!reader) return 0;
  Time last = earliest_time;
  for (;;) {
    const auto record = reader->next();
    if (!record || !*record) return 0;
    SY_CHECK((*record)->time >= last);
    last = (*record)->time;
  }
}
