// Blocks of 64 KiB.
#include "reports/csv/text_source.h"

#include <algorithm>
#include <cstring>

namespace switchyard::reports {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;

}  // namespace

TextSource::Read TextSource::reader_of(std::string_view text) {
  return [text](std::uint64_t from, char* into, std::size_t size) {
    const auto begin = static_cast<std::size_t>(std::min<std::uint64_t>(from, text.size()));
    const std::size_t count = std::min(size, text.size() - begin);
    if (count > 0) std::memcpy(into, text.data() + begin, count);
    return count;
  };
}

SourceBuffer::int_type SourceBuffer::underflow() {
  block_.resize(block_size);
  const std::size_t count = source_.read(from_, block_.data(), block_.size());
  from_ += count;
  setg(block_.data(), block_.data(), block_.data() + count);
  return count == 0 ? traits_type::eof() : traits_type::to_int_type(block_.front());
}

}  // namespace switchyard::reports
