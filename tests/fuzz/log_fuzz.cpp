// Any bytes as a log, with checksums that are right: a problem with its offset, or records in order up to the
// end record.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/codec/log/format.h"
#include "engine/codec/log/reader.h"

namespace {

using namespace switchyard;

constexpr std::size_t head_size = 16;  // magic, format version, length of the header's fields

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

bool fits(std::string_view bytes, std::size_t at, std::size_t size) {
  return at <= bytes.size() && size <= bytes.size() - at;
}

void put(std::string& bytes, std::size_t at, std::uint64_t checksum) {
  std::memcpy(bytes.data() + at, &checksum, sizeof checksum);
}

// Of the workspace's document, the last field of the header: it stands behind three texts and two numbers.
void put_source_hash(std::string& bytes) {
  constexpr std::size_t count_size = 4;
  std::size_t at = head_size;
  for (int text = 0; text < 3; ++text) {
    if (!fits(bytes, at, count_size)) return;
    at += count_size + number_at(bytes, at);
  }
  const std::size_t hash = at + 16;
  const std::size_t source = hash + 8;
  if (!fits(bytes, source, count_size)) return;
  const std::size_t length = number_at(bytes, source);
  if (!fits(bytes, source + count_size, length)) return;
  put(bytes, hash, codec::chained_checksum(std::string_view(bytes).substr(source + count_size, length), 0));
}

// Else nearly every input would end at the first checksum.
void put_checksums(std::string& bytes) {
  if (bytes.size() < head_size) return;
  put_source_hash(bytes);
  std::uint64_t checksum = 0;
  std::size_t begin = 0;
  std::size_t end = head_size + number_at(bytes, head_size - 4);
  while (fits(bytes, end, codec::checksum_size)) {
    checksum = codec::chained_checksum(std::string_view(bytes).substr(begin, end - begin), checksum);
    put(bytes, end, checksum);
    begin = end + codec::checksum_size;
    if (!fits(bytes, begin, codec::record_head_size)) return;
    end = begin + codec::record_head_size + number_at(bytes, begin + codec::record_head_size - 4);
  }
}

// A file that is in memory only.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : file_(memfd_create("log", 0)) {
    SY_CHECK(file_ >= 0);
    SY_CHECK(write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
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
  std::string bytes(reinterpret_cast<const char*>(data), size);
  put_checksums(bytes);
  const MemoryFile file(bytes);
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
