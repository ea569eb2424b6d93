// Blocks of a file that stays open.
#include "cli/run/file_source.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "engine/codec/document/document.h"
#include "engine/codec/log/file.h"

namespace switchyard::cli {

tl::expected<reports::TextSource, codec::Problems> file_source(const std::string& path) {
  std::error_code ignored;
  std::shared_ptr<std::FILE> file;
  if (!std::filesystem::is_directory(path, ignored)) file = codec::open_file(path, "rb");
  if (file == nullptr) {
    auto why_not = codec::read_file(path);
    if (!why_not) return tl::unexpected(std::move(why_not.error()));
    return file_source(path);  // it came a moment ago
  }
  return reports::TextSource([file](std::uint64_t from, char* into, std::size_t size) {
    if (std::fseek(file.get(), static_cast<long>(from), SEEK_SET) != 0) return std::size_t{0};
    return std::fread(into, 1, size, file.get());
  });
}

}  // namespace switchyard::cli
