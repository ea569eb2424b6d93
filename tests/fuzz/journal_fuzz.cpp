// Any bytes as a journal's file, or as the records in a good one: a problem that names the place, or the
// engine that they make.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/host/recover.h"
#include "adapters/journal/sqlite_journal.h"
#include "engine/base/check.h"
#include "engine/codec/replay/compile_source.h"
#include "engine/rules/invariants.h"
#include "tests/support/live_desk.h"

namespace {

using namespace switchyard;
using namespace switchyard::adapters;

// In memory where the system has such a folder; gone when the fuzzer ends.
class Folder {
 public:
  Folder() {
    const bool in_memory = std::filesystem::is_directory("/dev/shm");
    std::string pattern = std::string(in_memory ? "/dev/shm" : "/tmp") + "/journal-fuzz-XXXXXX";
    SY_CHECK(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  // The path of a journal that is not there yet.
  std::string empty_path() const {
    for (const auto& entry : std::filesystem::directory_iterator(path_)) std::filesystem::remove(entry);
    return path_ + "/a.journal";
  }

 private:
  std::string path_;
};

codec::LogHeader header() {
  codec::LogHeader header;
  header.name = "desk";
  header.start = desk_opens;
  header.workspace_source = desk_document();
  return header;
}

// A byte for the time that passes, one for the length, and so many bytes: again and again.
void write_records(const std::string& path, std::string_view bytes) {
  auto journal = journal::SqliteJournal::create(path, header());
  SY_CHECK(journal.has_value());
  std::vector<journal::Record> records;
  Time time = desk_opens;
  while (bytes.size() >= 2) {
    time = time + seconds(static_cast<unsigned char>(bytes[0]));
    const std::string_view payload = bytes.substr(2, static_cast<unsigned char>(bytes[1]));
    bytes.remove_prefix(2 + payload.size());
    records.push_back({records.size() + 1, time, payload});
  }
  SY_CHECK((*journal)->append(records).has_value());
}

void read(const std::string& path) {
  auto journal = journal::SqliteJournal::open(path, journal::Access::write);
  if (!journal) {
    SY_CHECK(!journal.error().text.empty());
    return;
  }
  const auto recovered = host::recover(**journal, codec::compile_source, {});
  if (!recovered) {
    SY_CHECK(!recovered.error().text.empty());
    return;
  }
  SY_CHECK(recovered->engine->sequence() == recovered->snapshot_sequence + recovered->replayed);
  SY_CHECK(broken_invariants(recovered->engine->state()).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string path = folder.empty_path();
  if (bytes.starts_with(journal::sqlite_magic)) {
    std::ofstream(path, std::ios::binary) << bytes;
  } else {
    write_records(path, bytes);
  }
  read(path);
  return 0;
}
