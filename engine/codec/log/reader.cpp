// Believes nothing of a log before its checksum: not a length, not a number, not a time.
#include "engine/codec/log/reader.h"

#include <algorithm>
#include <cstring>

#include "engine/base/check.h"
#include "engine/codec/bytes/get.h"

namespace switchyard::codec {
namespace {

constexpr std::size_t block_size = std::size_t{64} << 10;
constexpr std::size_t head_size = 16;  // of the file: magic, format version, length of the header's fields

template <class Number>
Number load(const std::string& bytes, std::size_t at) {
  Number number;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

}  // namespace

LogReader::LogReader(std::string path, File file) : path_(std::move(path)), file_(std::move(file)) {}

tl::expected<LogReader, LogProblem> LogReader::open(const std::string& path) {
  File file = open_file(path == "-" ? "/dev/stdin" : path, "rb");
  if (!file) {
    return tl::unexpected(
        LogProblem{LogProblem::Kind::cannot_open, 0, 0, path + ": cannot be opened: " + system_message()});
  }
  LogReader reader(path, std::move(file));
  if (auto good = reader.read_header(); !good) return tl::unexpected(good.error());
  return reader;
}

tl::expected<void, LogProblem> LogReader::read_header() {
  const bool whole = fill(head_size);
  if (read_failed_) return tl::unexpected(torn());
  const std::size_t seen = std::min(log_magic.size(), record_.size());
  if (seen == 0 || log_magic.substr(0, seen) != std::string_view(record_).substr(0, seen)) {
    return tl::unexpected(problem(Kind::not_a_log, "is not a log of Switchyard"));
  }
  if (!whole) return tl::unexpected(torn());
  if (const auto version = load<std::uint32_t>(record_, 8); version != log_format_version) {
    return tl::unexpected(problem(Kind::wrong_version, "has format version " + std::to_string(version) +
                                                           "; this program reads version " +
                                                           std::to_string(log_format_version)));
  }
  const auto length = load<std::uint32_t>(record_, 12);
  if (length > longest_part) return tl::unexpected(too_long(length));
  if (!fill(length + checksum_size)) return tl::unexpected(torn());
  return read_header_fields(std::string_view(record_).substr(head_size, length));
}

tl::expected<void, LogProblem> LogReader::read_header_fields(std::string_view fields) {
  const std::size_t end = head_size + fields.size();
  checksum_ = chained_checksum(std::string_view(record_).substr(0, end), 0);
  if (checksum_ != load<std::uint64_t>(record_, end)) {
    return tl::unexpected(problem(Kind::damaged, "has a damaged header: its checksum does not fit"));
  }
  Get get(fields);
  std::uint64_t source_hash = 0;
  get.value(header_.engine_version), get.value(header_.tzdata_version), get.value(header_.name);
  get.value(header_.start), get.value(header_.seed), get.value(source_hash),
      get.value(header_.workspace_source);
  get.end();
  if (!get.good() || source_hash != chained_checksum(header_.workspace_source, 0) ||
      header_.start < earliest_time || header_.start > latest_time) {
    return tl::unexpected(problem(Kind::damaged, "has a header that no program of this version wrote"));
  }
  last_ = header_.start;
  return {};
}

tl::expected<std::optional<LogRecord>, LogProblem> LogReader::next() {
  SY_CHECK(!end_);
  if (auto good = read_record(); !good) return tl::unexpected(good.error());
  const auto sequence = load<std::uint64_t>(record_, 0);
  const Time time{load<std::int64_t>(record_, 8)};
  if (sequence == end_sequence) return read_end();
  if (auto good = check_order(sequence, time); !good) return tl::unexpected(good.error());
  count_ = sequence;
  last_ = time;
  const std::string_view payload =
      std::string_view(record_).substr(record_head_size, record_.size() - record_head_size - checksum_size);
  return LogRecord{sequence, time, payload, record_from_};
}

// Leaves a whole record whose checksum fits in record_.
tl::expected<void, LogProblem> LogReader::read_record() {
  record_from_ += record_.size();
  record_.clear();
  if (!fill(record_head_size)) return tl::unexpected(torn());
  const auto length = load<std::uint32_t>(record_, record_head_size - 4);
  if (length > longest_part) return tl::unexpected(too_long(length));
  if (!fill(length + checksum_size)) return tl::unexpected(torn());
  const std::size_t end = record_head_size + length;
  const std::uint64_t checksum = chained_checksum(std::string_view(record_).substr(0, end), checksum_);
  if (checksum != load<std::uint64_t>(record_, end)) {
    return tl::unexpected(problem(Kind::damaged, "is damaged: its checksum does not fit"));
  }
  checksum_ = checksum;
  return {};
}

tl::expected<void, LogProblem> LogReader::check_order(std::uint64_t sequence, Time time) const {
  if (sequence != count_ + 1) {
    return tl::unexpected(problem(Kind::sequence_gap, "has the sequence " + std::to_string(sequence)));
  }
  if (time < last_) {
    return tl::unexpected(problem(Kind::time_goes_back, "is earlier than what stands before it"));
  }
  if (time > latest_time) return tl::unexpected(problem(Kind::damaged, "is later than the year 9999"));
  return {};
}

tl::expected<std::optional<LogRecord>, LogProblem> LogReader::read_end() {
  if (record_.size() != record_head_size + end_payload_size + checksum_size) {
    return tl::unexpected(problem(Kind::damaged, "should be the end record and has another length"));
  }
  LogEnd end;
  std::memcpy(end.hash.data(), record_.data() + record_head_size, end.hash.size());
  end.count = load<std::uint64_t>(record_, record_head_size + end.hash.size());
  if (end.count != count_) {
    return tl::unexpected(problem(Kind::sequence_gap,
                                  "is the end record and counts " + std::to_string(end.count) + " records"));
  }
  record_from_ += record_.size();
  record_.clear();
  if (fill(1)) return tl::unexpected(problem(Kind::after_end, "stands behind the end record"));
  if (read_failed_) return tl::unexpected(torn());
  end_ = end;
  return std::nullopt;
}

LogPlace LogReader::place() const {
  return {record_from_ + record_.size(), checksum_, count_, last_};
}

tl::expected<void, LogProblem> LogReader::go_to(const LogPlace& place) {
  read_failed_ = std::fseek(file_.get(), static_cast<long>(place.offset), SEEK_SET) != 0;
  record_.clear();
  block_.clear();
  block_at_ = 0;
  record_from_ = place.offset;
  checksum_ = place.checksum;
  count_ = place.count;
  last_ = place.last;
  end_.reset();
  if (read_failed_) return tl::unexpected(torn());
  return {};
}

const LogEnd& LogReader::end() const {
  SY_CHECK(end_.has_value());
  return *end_;
}

// Takes what a length claims block by block, so that a damaged length costs no more memory than the file has
// bytes.
bool LogReader::fill(std::size_t count) {
  while (count > 0) {
    if (block_at_ == block_.size() && !fetch_block()) return false;
    const std::size_t part = std::min(count, block_.size() - block_at_);
    record_.append(block_, block_at_, part);
    block_at_ += part;
    count -= part;
  }
  return true;
}

bool LogReader::fetch_block() {
  block_.resize(block_size);
  block_.resize(std::fread(block_.data(), 1, block_size, file_.get()));
  block_at_ = 0;
  read_failed_ = std::ferror(file_.get()) != 0;
  return !block_.empty();
}

LogProblem LogReader::problem(Kind kind, const std::string& what) const {
  const bool in_header = record_from_ == 0;
  const std::string where = in_header ? path_
                                      : path_ + ": record " + std::to_string(count_ + 1) + " at byte " +
                                            std::to_string(record_from_);
  return {kind, in_header ? 0 : count_ + 1, record_from_, where + ' ' + what};
}

LogProblem LogReader::too_long(std::uint32_t length) const {
  return problem(Kind::damaged, std::string("claims ") + (record_from_ == 0 ? "a header of " : "") +
                                    std::to_string(length) + " bytes; at most " +
                                    std::to_string(longest_part) + " are read");
}

LogProblem LogReader::torn() const {
  if (read_failed_)
    return {Kind::cannot_read, count_, record_from_, path_ + ": cannot be read: " + system_message()};
  const std::string after =
      record_from_ == 0 ? "inside its header" : "after record " + std::to_string(count_);
  return {Kind::torn_tail, count_, record_from_,
          path_ + ": is cut off " + after + ", at byte " + std::to_string(record_from_ + record_.size())};
}

}  // namespace switchyard::codec
