// Blocks of text on their way to a file.
#include "cli/run/file_writer.h"

#include <fmt/format.h>

#include <cstdio>

namespace switchyard::cli {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;

}  // namespace

Outcome<FileWriter> FileWriter::create(const std::string& path, std::string shown) {
  codec::File file = codec::open_file(path, "wb");
  if (!file) {
    return fail(ExitCode::environment,
                fmt::format("{}: the file cannot be made: {}", shown, codec::system_message()));
  }
  return FileWriter(std::move(file), std::move(shown));
}

void FileWriter::append(std::string_view text) {
  buffer_ += text;
  flush_when_full();
}

void FileWriter::flush_when_full() {
  if (buffer_.size() >= block_size) flush();
}

void FileWriter::flush() {
  if (!problem_ && std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get()) != buffer_.size()) {
    problem_ = codec::system_message();
  }
  buffer_.clear();
}

Outcome<void> FileWriter::close() {
  flush();
  if (std::fclose(file_.release()) != 0 && !problem_) problem_ = codec::system_message();
  if (!problem_) return {};
  return fail(ExitCode::environment, fmt::format("{}: the file cannot be written: {}", shown_, *problem_));
}

Outcome<void> write_file(const std::string& path, std::string_view content) {
  auto writer = FileWriter::create(path, path);
  if (!writer) return tl::unexpected(std::move(writer.error()));
  writer->append(content);
  return writer->close();
}

}  // namespace switchyard::cli
