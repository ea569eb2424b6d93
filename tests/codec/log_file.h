// Small logs for the tests, whole, forged and broken.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/codec/bytes/encode.h"
#include "engine/codec/log/reader.h"
#include "engine/codec/log/writer.h"

namespace switchyard::codec {

// A file name of this test's own.
inline std::string temporary_file() {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  return testing::TempDir() + test->test_suite_name() + "." + test->name() + ".log";
}

inline std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_bytes(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

struct Turn {
  Time time;
  Command command;
};

inline LogHeader small_header() {
  return {"0.1.0", "2024a", "bank", Time{1'000}, 42, "{}"};
}

inline std::vector<Turn> small_turns() {
  return {{Time{1'000}, CustomerLeaves{TaskId{1}}},
          {Time{2'000}, TimePasses{}},
          {Time{2'000}, CancelTask{TaskId{2}, "wrong number"}}};
}

// The bytes of a log of these turns, whose hash is that of turns without an answer.
inline std::string make_log(const LogHeader& header, const std::vector<Turn>& turns) {
  const std::string path = temporary_file();
  auto writer = LogWriter::create(path, header);
  LogHash hash;
  for (const Turn& turn : turns) {
    EXPECT_TRUE(writer->append(turn.time, turn.command));
    hash.turn(turn.time, turn.command, {});
  }
  EXPECT_TRUE(writer->finish(hash));
  std::string bytes = file_bytes(path);
  std::remove(path.c_str());
  return bytes;
}

struct ReadLog {
  LogHeader header;
  std::vector<LogRecord> records;
  std::vector<std::string> payloads;
  std::optional<LogEnd> end;
  std::optional<LogProblem> problem;
};

inline ReadLog read_log_file(const std::string& path) {
  ReadLog log;
  auto reader = LogReader::open(path);
  if (!reader) {
    log.problem = reader.error();
    return log;
  }
  log.header = reader->header();
  while (true) {
    const auto record = reader->next();
    if (!record) log.problem = record.error();
    if (record && !*record) log.end = reader->end();
    if (!record || !*record) return log;
    log.records.push_back(**record);
    log.payloads.emplace_back((*record)->payload);
  }
}

inline ReadLog read_log(std::string_view bytes) {
  const std::string path = temporary_file();
  write_bytes(path, bytes);
  ReadLog log = read_log_file(path);
  std::remove(path.c_str());
  return log;
}

}  // namespace switchyard::codec
