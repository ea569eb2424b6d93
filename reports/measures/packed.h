// Numbers in few bytes: what is put aside is mostly zero, or small.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace switchyard::reports {

// Seven bits a byte, the lowest first.
void put_number(std::string& bytes, std::uint64_t number);
// Takes what put_number() has put; `bytes` begins behind it afterwards.
std::uint64_t take_number(std::string_view& bytes);

// The words that are not zero, each with its place. At most 255 of them.
void put_words(std::string& bytes, std::span<const std::uint64_t> words);
void take_words(std::string_view& bytes, std::span<std::uint64_t> words);

// A value that is made of counts, durations and decimals, and of nothing else.
template <class Value>
using WordsOf = std::array<std::uint64_t, sizeof(Value) / sizeof(std::uint64_t)>;

template <class Value>
void put_value(std::string& bytes, const Value& value) {
  static_assert(std::is_trivially_copyable_v<Value> && sizeof(Value) % sizeof(std::uint64_t) == 0);
  static_assert(std::tuple_size_v<WordsOf<Value>> <= 255);
  put_words(bytes, std::bit_cast<WordsOf<Value>>(value));
}

template <class Value>
Value take_value(std::string_view& bytes) {
  WordsOf<Value> words{};
  take_words(bytes, words);
  return std::bit_cast<Value>(words);
}

}  // namespace switchyard::reports
