// Writes the log of a run: its header, its commands one by one, and at the end its hash.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "engine/codec/bytes/buffer.h"
#include "engine/codec/hash/log_hash.h"
#include "engine/codec/log/file.h"
#include "engine/codec/log/format.h"
#include "engine/command.h"

namespace switchyard::codec {

// A file without finish() is a torn log. Memory: about 64 KiB.
class LogWriter {
 public:
  // Replaces a file that is there. The only errors are those of opening; writing is told of by append and
  // finish.
  static tl::expected<LogWriter, LogProblem> create(const std::string& path, const LogHeader& header);

  // The next turn; sequences are counted from 1. False when writing has failed, now or before: problem() says
  // how.
  bool append(Time time, const Command& command);

  // Writes the end record and closes the file; nothing may follow. To be called even after a failure, to hear
  // of it.
  tl::expected<void, LogProblem> finish(const LogHash& hash);

  const std::optional<LogProblem>& problem() const { return problem_; }
  std::uint64_t count() const { return count_; }  // records so far

 private:
  LogWriter(std::string path, File file) : path_(std::move(path)), file_(std::move(file)) {}
  void header(const LogHeader& header);
  void end_record(const LogHash& hash);
  void close_record(std::size_t begin);
  void flush();
  void fail();

  std::string path_;
  File file_;
  ByteBuffer pending_;
  std::uint64_t checksum_ = 0;  // of the last record, or of the header
  std::uint64_t count_ = 0;
  Time last_{};
  std::uint64_t written_ = 0;  // bytes handed to the system
  std::optional<LogProblem> problem_;
};

}  // namespace switchyard::codec
