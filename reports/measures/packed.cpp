// Small numbers of both signs are short: minus one is one byte, like one.
#include "reports/measures/packed.h"

#include <algorithm>

namespace switchyard::reports {
namespace {

// 0, -1, 1, -2 … as 0, 1, 2, 3 …
std::uint64_t folded(std::uint64_t word) {
  return (word << 1U) ^ (word >> 63U == 0 ? 0 : ~std::uint64_t{0});
}

std::uint64_t unfolded(std::uint64_t word) {
  return (word >> 1U) ^ ((word & 1U) == 0 ? 0 : ~std::uint64_t{0});
}

}  // namespace

void put_number(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7U) bytes += static_cast<char>((number & 0x7FU) | 0x80U);
  bytes += static_cast<char>(number);
}

std::uint64_t take_number(std::string_view& bytes) {
  std::uint64_t number = 0;
  std::size_t at = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) break;
  }
  bytes.remove_prefix(at);
  return number;
}

void put_words(std::string& bytes, std::span<const std::uint64_t> words) {
  put_number(bytes, words.size() - static_cast<std::size_t>(std::count(words.begin(), words.end(), 0U)));
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == 0) continue;
    bytes += static_cast<char>(i);
    put_number(bytes, folded(words[i]));
  }
}

void take_words(std::string_view& bytes, std::span<std::uint64_t> words) {
  for (std::uint64_t left = take_number(bytes); left > 0; --left) {
    const auto place = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    words[place] = unfolded(take_number(bytes));
  }
}

}  // namespace switchyard::reports
