// Files and standard input, and why they cannot be read.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "engine/codec/document/document.h"
#include "engine/codec/text/nearest.h"

namespace switchyard::codec {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Problems> refuse(const std::string& file, std::string message, std::string hint = {}) {
  Problem problem;
  problem.file = file;
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  problem.environment = true;
  Problems problems;
  problems.add(std::move(problem));
  return tl::unexpected(std::move(problems));
}

// What stands in it is at fault, not the world.
tl::unexpected<Problems> too_long(const std::string& file, const Limits& limits) {
  Problem problem;
  problem.file = file;
  problem.message = "the file must have at most " + std::to_string(limits.bytes) + " bytes (found more)";
  Problems problems;
  problems.add(std::move(problem));
  return tl::unexpected(std::move(problems));
}

// A file beside the missing one that has nearly its name.
std::string neighbour_hint(const fs::path& file) {
  std::error_code ignored;
  fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, ignored)) return "there is no folder " + folder.string();
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    // A link that leads nowhere is no help.
    if (entry.exists(ignored)) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  auto name = nearest(file.filename().string(), names);
  if (!name) return {};
  return "did you mean " + (file.has_parent_path() ? (folder / *name).string() : *name) + "?";
}

tl::expected<std::string, Problems> read_stream(std::FILE* stream, const std::string& file,
                                                const Limits& limits) {
  std::string text;
  std::string block(std::size_t{1} << 16, '\0');
  while (std::size_t count = std::fread(block.data(), 1, block.size(), stream)) {
    text.append(block, 0, count);
    if (text.size() > limits.bytes) return too_long(file, limits);
  }
  if (std::ferror(stream) != 0)
    return refuse(file, "the file cannot be read: " + std::string(std::strerror(errno)));
  return text;
}

struct Close {
  void operator()(std::FILE* stream) const { std::fclose(stream); }
};

}  // namespace

tl::expected<std::string, Problems> read_file(const std::string& file, const Limits& limits) {
  if (file == "-") return read_stream(stdin, file, limits);
  std::error_code ignored;
  if (fs::is_directory(file, ignored)) return refuse(file, "a file is needed (found a folder)");
  errno = 0;
  std::unique_ptr<std::FILE, Close> stream(std::fopen(file.c_str(), "rb"));
  if (!stream && errno == ENOENT) return refuse(file, "there is no such file", neighbour_hint(file));
  if (!stream) return refuse(file, "the file cannot be opened: " + std::string(std::strerror(errno)));
  return read_stream(stream.get(), file, limits);
}

tl::expected<Document, Problems> read_document(const std::string& file, const Limits& limits) {
  auto text = read_file(file, limits);
  if (!text) return tl::unexpected(std::move(text.error()));
  return parse_document(std::move(*text), file, limits);
}

}  // namespace switchyard::codec
