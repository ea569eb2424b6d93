// A text that is read in pieces, from memory or from a file that is too large for it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>

namespace switchyard::reports {

class TextSource {
 public:
  // Puts up to `size` bytes from a place on into `into` and says how many; none behind the end.
  using Read = std::function<std::size_t(std::uint64_t from, char* into, std::size_t size)>;

  explicit TextSource(Read read) : read_(std::move(read)) {}
  // The text must live as long as the source.
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view> TextSource(const Text& text)
      : read_(reader_of(text)) {}

  std::size_t read(std::uint64_t from, char* into, std::size_t size) const { return read_(from, into, size); }

 private:
  static Read reader_of(std::string_view text);

  Read read_;
};

// The same for readers that want a stream. The source must live as long.
class SourceBuffer : public std::streambuf {
 public:
  explicit SourceBuffer(const TextSource& source) : source_(source) {}

 protected:
  int_type underflow() override;

 private:
  const TextSource& source_;
  std::uint64_t from_ = 0;
  std::string block_;
};

}  // namespace switchyard::reports
