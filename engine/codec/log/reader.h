// Reads a log record by record and says exactly where it stops being one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "engine/codec/hash/log_hash.h"
#include "engine/codec/log/file.h"
#include "engine/codec/log/format.h"

namespace switchyard::codec {

// One turn as it stands in the log.
struct LogRecord {
  std::uint64_t sequence = 0;
  Time time;
  std::string_view payload;  // the command's bytes, for decode_command; good until the next read
  std::uint64_t offset = 0;  // of the record in the file
};

// What the end record says.
struct LogEnd {
  LogHash::Digest hash{};
  std::uint64_t count = 0;
};

// Between two records: where to go on, and what stands before it.
struct LogPlace {
  std::uint64_t offset = 0;
  std::uint64_t checksum = 0;
  std::uint64_t count = 0;  // records before it
  Time last;                // of the last of them
};

// Memory: about 64 KiB and the longest record.
class LogReader {
 public:
  // Opens the file and reads its header; "-" is standard input.
  static tl::expected<LogReader, LogProblem> open(const std::string& path);

  const LogHeader& header() const { return header_; }

  // The next record, or nothing when the end record was read and nothing stands behind it. Records come with
  // sequences 1, 2, 3 … and times within the engine's range that never go back; everything else is a problem.
  // After a problem the reader is of no more use.
  tl::expected<std::optional<LogRecord>, LogProblem> next();

  // Where the next record begins. Not after the end or a problem.
  LogPlace place() const;
  // next() goes on at a place that a reader of the same file gave; the file must be one that can be sought
  // in.
  tl::expected<void, LogProblem> go_to(const LogPlace& place);

  // Only after next() gave nothing.
  const LogEnd& end() const;

  const std::string& path() const { return path_; }

 private:
  using Kind = LogProblem::Kind;

  LogReader(std::string path, File file);
  tl::expected<void, LogProblem> read_header();
  tl::expected<void, LogProblem> read_header_fields(std::string_view fields);
  tl::expected<void, LogProblem> read_record();
  tl::expected<void, LogProblem> check_order(std::uint64_t sequence, Time time) const;
  tl::expected<std::optional<LogRecord>, LogProblem> read_end();

  bool fill(std::size_t count);  // appends so many bytes to record_; false at the end of the file
  bool fetch_block();
  LogProblem problem(Kind kind, const std::string& what) const;
  LogProblem too_long(std::uint32_t length) const;
  LogProblem torn() const;

  std::string path_;
  File file_;
  std::string block_;
  std::size_t block_at_ = 0;
  std::string record_;             // what is being read
  std::uint64_t record_from_ = 0;  // its offset in the file
  bool read_failed_ = false;
  LogHeader header_;
  std::uint64_t checksum_ = 0;
  std::uint64_t count_ = 0;
  Time last_{};
  std::optional<LogEnd> end_;
};

}  // namespace switchyard::codec
