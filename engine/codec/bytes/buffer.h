// A growing run of bytes that is written in place and keeps its memory, for the encoder on the way of every
// call.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace switchyard::codec {

class ByteBuffer {
 public:
  // Room for `count` more bytes behind the present ones, to be filled by the caller. The address is good
  // until the next extend. Amortised O(count).
  char* extend(std::size_t count) {
    if (capacity_ - size_ < count) grow(count);
    char* at = bytes_.get() + size_;
    size_ += count;
    return at;
  }

  void append(std::string_view bytes) {
    if (!bytes.empty()) std::memcpy(extend(bytes.size()), bytes.data(), bytes.size());
  }

  template <class Number>
  void append_number(Number number) {
    std::memcpy(extend(sizeof number), &number, sizeof number);
  }

  char* data() { return bytes_.get(); }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {bytes_.get(), size_}; }
  void clear() { size_ = 0; }  // the memory stays

 private:
  void grow(std::size_t count);

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace switchyard::codec
