// A file that is written in blocks and remembers the first thing that went wrong.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/failure.h"
#include "engine/codec/log/file.h"

namespace switchyard::cli {

class FileWriter {
 public:
  // `shown` is the name under which the user knows the file.
  static Outcome<FileWriter> create(const std::string& path, std::string shown);

  // Memory: one block. What cannot be written is told by close().
  void append(std::string_view text);
  std::string& buffer() { return buffer_; }  // to append to, followed by flush_when_full()
  void flush_when_full();
  Outcome<void> close();

 private:
  FileWriter(codec::File file, std::string shown) : file_(std::move(file)), shown_(std::move(shown)) {}
  void flush();

  codec::File file_;
  std::string shown_;
  std::string buffer_;
  std::optional<std::string> problem_;  // what the system said
};

// The whole file at once.
Outcome<void> write_file(const std::string& path, std::string_view content);

}  // namespace switchyard::cli
