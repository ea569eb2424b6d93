// The few calls to the system that logs need.
#include "engine/codec/log/file.h"

#include <cerrno>
#include <system_error>

namespace switchyard::codec {

File open_file(const std::string& path, const char* mode) {
  File file(std::fopen(path.c_str(), mode));
  if (file) std::setvbuf(file.get(), nullptr, _IONBF, 0);
  return file;
}

std::string system_message() {
  return std::generic_category().message(errno);
}

}  // namespace switchyard::codec
