// What a log file consists of, shared by its writer and its reader (docs/formats.md, "Log and hash").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/time.h"

namespace switchyard::codec {

inline constexpr std::string_view log_magic = "SWYRDLOG";
inline constexpr std::uint32_t log_format_version = 1;

// A record: sequence u64, time i64, length u32, payload, checksum u64.
inline constexpr std::size_t record_head_size = 20;
inline constexpr std::size_t checksum_size = 8;

// Of a header's fields and of a payload: so a length that is damaged, or a lie, costs no more memory than
// that.
inline constexpr std::uint32_t longest_part = std::uint32_t{256} << 20;

// The sequence of the end record; its payload is the log hash and the count of records, u64.
inline constexpr std::uint64_t end_sequence = 0xFFFF'FFFF'FFFF'FFFF;
inline constexpr std::size_t end_payload_size = 24;

// What stands before the first record: all that is needed to replay it.
struct LogHeader {
  std::string engine_version;           // of the program that wrote it
  std::string tzdata_version = "none";  // first line of tzdata.zi; "none" when no calendar was compiled
  std::string name;                     // of the scenario, or of the workspace
  Time start;                           // that the engine was made with
  std::uint64_t seed = 0;               // of the run; 0 for a live log
  std::string workspace_source;         // the document that the first workspace was compiled from

  friend bool operator==(const LogHeader&, const LogHeader&) = default;
};

// Why a log cannot be written or read.
struct LogProblem {
  enum class Kind : std::uint8_t {
    cannot_open,
    cannot_read,
    cannot_write,  // a full disk, for example
    not_a_log,
    wrong_version,
    damaged,    // a checksum does not fit
    torn_tail,  // the file ends before its end record
    sequence_gap,
    time_goes_back,
    after_end,  // something stands behind the end record
  };

  Kind kind = Kind::not_a_log;
  std::uint64_t record =
      0;  // the sequence of the record that is meant; the last good one for torn_tail; 0: the header
  std::uint64_t offset =
      0;             // in the file, where that record begins (for torn_tail: where the good part ends)
  std::string text;  // one sentence with the file's name, the record and the offset

  // The world's fault, not the log's.
  bool is_environment() const { return kind <= Kind::cannot_write; }
};

// XXH3-64 of `bytes`, chained to the checksum of what stands before them.
std::uint64_t chained_checksum(std::string_view bytes, std::uint64_t previous);

}  // namespace switchyard::codec
