// What is put aside until a report is made: bytes that are written once and read again later.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/codec/log/file.h"

namespace switchyard::reports {

// Few bytes stay in memory. More of them go to a file in the system's folder for temporary ones (TMPDIR),
// which has no name from the moment on in which it is open, so that it is gone with the process, however that
// ends. Where it cannot be written, what follows stays in memory.
class Spool {
 public:
  static constexpr std::size_t most_in_memory = std::size_t{1} << 18;

  // Returns where they begin.
  std::uint64_t append(std::string_view bytes);
  // Replaces `bytes` by what was appended there, as a whole or the beginning of it.
  void read(std::uint64_t from, std::size_t size, std::string& bytes) const;

 private:
  void move_to_file();

  codec::File file_;
  bool is_refused_ = false;     // the file cannot be made, or takes no more
  std::uint64_t in_file_ = 0;   // bytes
  std::string tail_;            // what comes behind them
  mutable std::string window_;  // of the file, around what was read last
  mutable std::uint64_t window_from_ = 0;
};

}  // namespace switchyard::reports
