// A file without a name, made when memory is full.
#include "reports/measures/spool.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "engine/base/check.h"

namespace switchyard::reports {
namespace {

constexpr std::size_t window_size = std::size_t{1} << 16;

// Null where there is no folder for it, or no room. The name is another's when the file is there already.
codec::File nameless_file() {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  if (error) return nullptr;
  constexpr int most_tries = 10'000;
  for (int i = 0; i < most_tries; ++i) {
    const std::filesystem::path path = folder / (".switchyard-" + std::to_string(i));
    codec::File file = codec::open_file(path.string(), "w+bx");
    if (file != nullptr) {
      std::filesystem::remove(path, error);
      return error ? nullptr : std::move(file);
    }
    if (errno != EEXIST) return nullptr;
  }
  return nullptr;
}

}  // namespace

std::uint64_t Spool::append(std::string_view bytes) {
  if (!is_refused_ && !tail_.empty() && tail_.size() + bytes.size() > most_in_memory) move_to_file();
  const std::uint64_t from = in_file_ + tail_.size();
  tail_ += bytes;
  return from;
}

void Spool::move_to_file() {
  if (file_ == nullptr) file_ = nameless_file();
  is_refused_ = file_ == nullptr || std::fseek(file_.get(), static_cast<long>(in_file_), SEEK_SET) != 0 ||
                std::fwrite(tail_.data(), 1, tail_.size(), file_.get()) != tail_.size();
  if (is_refused_) return;
  in_file_ += tail_.size();
  tail_.clear();
}

void Spool::read(std::uint64_t from, std::size_t size, std::string& bytes) const {
  if (from >= in_file_) {
    bytes.assign(tail_, static_cast<std::size_t>(from - in_file_), size);
    return;
  }
  const bool is_at_hand = from >= window_from_ && from + size <= window_from_ + window_.size();
  if (!is_at_hand) {
    window_from_ = from;
    window_.resize(
        static_cast<std::size_t>(std::min<std::uint64_t>(std::max(size, window_size), in_file_ - from)));
    // It was written a moment ago: who cannot read it again has a broken disk.
    SY_CHECK(std::fseek(file_.get(), static_cast<long>(from), SEEK_SET) == 0);
    SY_CHECK(std::fread(window_.data(), 1, window_.size(), file_.get()) == window_.size());
  }
  bytes.assign(window_, static_cast<std::size_t>(from - window_from_), size);
}

}  // namespace switchyard::reports
