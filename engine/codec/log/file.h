// An open file that closes itself, and the words of the system when something goes wrong.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

namespace switchyard::codec {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

// `mode` as for fopen; null when it cannot be opened. The stream has no buffer of its own: callers move
// blocks.
File open_file(const std::string& path, const char* mode);

// What the last failed call says of itself, such as "No space left on device".
std::string system_message();

}  // namespace switchyard::codec
