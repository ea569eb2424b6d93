// Logs and snapshots of 100 MB, with lengths that lie, bits that flipped and tails that are torn off.
#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "engine/codec/log/format.h"
#include "engine/codec/log/reader.h"
#include "engine/codec/log/writer.h"
#include "engine/codec/snapshot/snapshot.h"
#include "engine/engine.h"
#include "tests/limits/apart.h"
#include "tests/limits/big_file.h"

namespace switchyard::tests {
namespace {

using codec::LogReader;

std::string log_problem(const std::string& path) {
  auto reader = LogReader::open(path);
  if (!reader) return reader.error().text;
  for (;;) {
    const auto record = reader->next();
    if (!record) return record.error().text;
    if (!*record) return "";
  }
}

template <class Number>
void append(std::string& bytes, Number number) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes.append(raw, sizeof number);
}

std::string log_head(std::uint32_t length) {
  std::string bytes(codec::log_magic);
  append(bytes, codec::log_format_version);
  append(bytes, length);
  return bytes;
}

// A whole log with reasons of a megabyte each.
std::string log_of_100_megabytes() {
  const std::string path = testing::TempDir() + "limits.log";
  auto writer = codec::LogWriter::create(path, {"0.1.0", "none", "big", Time{}, 1, "{}"});
  codec::LogHash hash;
  for (int turn = 0; turn < 100; ++turn) {
    const Command command = CancelTask{TaskId{1}, std::string(megabyte, 'r')};
    EXPECT_TRUE(writer->append(Time{turn}, command));
    hash.turn(Time{turn}, command, {});
  }
  EXPECT_TRUE(writer->finish(hash));
  std::string bytes(std::size_t{101} * megabyte, '\0');
  std::FILE* file = std::fopen(path.c_str(), "rb");
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file));
  std::fclose(file);
  std::remove(path.c_str());
  return bytes;
}

std::string flipped(std::string bytes, std::size_t at) {
  bytes[at] = static_cast<char>(bytes[at] ^ 4);
  return bytes;
}

TEST(LargeLogs, are_read_or_refused) {
  const std::string whole = log_of_100_megabytes();
  ASSERT_GT(whole.size(), 100 * megabyte);
  expect_answers(
      {
          {"a whole log", [&] { return whole; }, ""},
          {"a flipped bit", [&] { return flipped(whole, 50 * megabyte); },
           "is damaged: its checksum does not fit"},
          {"a torn tail", [&] { return whole.substr(0, whole.size() - 1); },
           "is cut off after record 100, at byte "},
          {"no log at all", [] { return std::string(100 * megabyte, '\0'); }, "is not a log of Switchyard"},
          {"a header that claims 4 GB", [] { return log_head(~0U) + std::string(100 * megabyte, 'x'); },
           "claims a header of 4294967295 bytes; at most 268435456 are read"},
          {"a record that claims 4 GB",
           [&] {
             std::string bytes = whole.substr(0, 300);
             const std::size_t record = whole.find("big") + 3 + 8 + 8 + 8 + 4 + 2 + 8;
             const std::uint32_t length = ~0U;
             std::memcpy(bytes.data() + record + 16, &length, sizeof length);
             return bytes + std::string(100 * megabyte, 'x');
           },
           "claims 4294967295 bytes; at most 268435456 are read"},
      },
      "run.log", log_problem);
}

std::string snapshot_problem(std::string bytes) {
  const auto read = codec::read_snapshot(bytes);
  return read ? "" : std::to_string(read.error().offset) + ": " + read.error().text;
}

std::string with_checksum(std::string bytes) {
  append(bytes, codec::chained_checksum(bytes, 0));
  return bytes;
}

// Counters of an engine that has done nothing, then `rest`.
std::string snapshot_of(const std::string& rest) {
  std::string bytes(codec::snapshot_magic);
  append(bytes, codec::snapshot_format_version);
  append(bytes, std::uint32_t{0});
  append(bytes, std::int64_t{0});
  for (int counter = 0; counter < 4; ++counter) append(bytes, std::uint64_t{1});
  return with_checksum(bytes + rest);
}

TEST(LargeSnapshots, are_refused) {
  const std::vector<BigFile> cases = {
      {"no snapshot", [] { return std::string(100 * megabyte, '\0'); }, "0: this is no snapshot"},
      {"100 MB of zeros", [] { return snapshot_of(std::string(100 * megabyte, '\0')); }, " bytes too many"},
      {"100 MB of ones", [] { return snapshot_of(std::string(100 * megabyte, '\xFF')); }, "bytes needed"},
      {"lists without end",
       [] { return snapshot_of(repeated(std::string("\xFF\xFF\xFF\x7F\0\0\0\0", 8), 100 * megabyte)); },
       ": "},
      {"a flipped bit", [] { return flipped(snapshot_of(std::string(100 * megabyte, '\0')), megabyte); },
       "the checksum does not fit"},
  };
  for (const BigFile& one : cases) {
    const Cost cost = run_apart([&] { return snapshot_problem(one.text()); });
    expect_cheap(cost, one.name);
    EXPECT_NE(cost.answer.find(one.answer), std::string::npos) << one.name << ": " << cost.answer;
  }
}

}  // namespace
}  // namespace switchyard::tests
