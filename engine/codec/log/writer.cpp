// Collects records in one block of memory and hands it to the system when it is full.
#include "engine/codec/log/writer.h"

#include <cstring>
#include <utility>

#include "engine/codec/bytes/encode.h"
#include "engine/codec/bytes/put.h"

namespace switchyard::codec {
namespace {

constexpr std::size_t block_size = std::size_t{64} << 10;

template <class... Fields>
void append_fields(ByteBuffer& out, const Fields&... fields) {
  Put put(out.extend((Size::of(fields) + ...)));
  (put.value(fields), ...);
}

}  // namespace

tl::expected<LogWriter, LogProblem> LogWriter::create(const std::string& path, const LogHeader& header) {
  File file = open_file(path, "wb");
  if (!file) {
    return tl::unexpected(LogProblem{LogProblem::Kind::cannot_open, 0, 0,
                                     path + ": cannot be opened for writing: " + system_message()});
  }
  LogWriter writer(path, std::move(file));
  writer.header(header);
  return writer;
}

void LogWriter::header(const LogHeader& header) {
  ByteBuffer fields;
  append_fields(fields, header.engine_version, header.tzdata_version, header.name, header.start, header.seed,
                chained_checksum(header.workspace_source, 0), header.workspace_source);
  pending_.append(log_magic);
  pending_.append_number(log_format_version);
  pending_.append_number(static_cast<std::uint32_t>(fields.size()));
  pending_.append(fields.view());
  checksum_ = chained_checksum(pending_.view(), 0);
  pending_.append_number(checksum_);
  last_ = header.start;
}

bool LogWriter::append(Time time, const Command& command) {
  const std::size_t begin = pending_.size();
  ++count_;
  append_fields(pending_, count_, time, std::uint32_t{0});
  append_bytes(pending_, command);
  close_record(begin);
  last_ = time;
  if (pending_.size() >= block_size) flush();
  return !problem_;
}

void LogWriter::end_record(const LogHash& hash) {
  const std::size_t begin = pending_.size();
  append_fields(pending_, end_sequence, last_, std::uint32_t{0});
  const LogHash::Digest digest = hash.digest();
  std::memcpy(pending_.extend(digest.size()), digest.data(), digest.size());
  pending_.append_number(count_);
  close_record(begin);
}

// The length is known only now; then the checksum follows.
void LogWriter::close_record(std::size_t begin) {
  const auto length = static_cast<std::uint32_t>(pending_.size() - begin - record_head_size);
  std::memcpy(pending_.data() + begin + record_head_size - sizeof length, &length, sizeof length);
  checksum_ = chained_checksum(pending_.view().substr(begin), checksum_);
  pending_.append_number(checksum_);
}

tl::expected<void, LogProblem> LogWriter::finish(const LogHash& hash) {
  SY_CHECK(file_ != nullptr);
  end_record(hash);
  flush();
  if (std::fclose(file_.release()) != 0) fail();
  if (problem_) return tl::unexpected(*problem_);
  return {};
}

void LogWriter::flush() {
  if (!problem_ && std::fwrite(pending_.data(), 1, pending_.size(), file_.get()) != pending_.size()) fail();
  written_ += pending_.size();
  pending_.clear();
}

void LogWriter::fail() {
  if (problem_) return;
  problem_ = LogProblem{LogProblem::Kind::cannot_write, count_, written_,
                        path_ + ": cannot be written: " + system_message()};
}

}  // namespace switchyard::codec
