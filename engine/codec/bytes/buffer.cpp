// The rare half of the byte buffer: getting more memory.
#include "engine/codec/bytes/buffer.h"

#include <algorithm>

namespace switchyard::codec {

void ByteBuffer::grow(std::size_t count) {
  constexpr std::size_t smallest = 1'024;
  const std::size_t wanted = std::max({smallest, 2 * capacity_, size_ + count});
  std::unique_ptr<char[]> bigger(new char[wanted]);  // not make_unique, which would write zeros first
  if (size_ > 0) std::memcpy(bigger.get(), bytes_.get(), size_);
  bytes_ = std::move(bigger);
  capacity_ = wanted;
}

}  // namespace switchyard::codec
