// A Feistel network of eight rounds (Luby and Rackoff 1988) turns (kind, serial) into 128 bits and back.
#include "engine/base/sid.h"

#include <array>
#include <cstddef>

namespace switchyard {

namespace {

constexpr std::array<std::string_view, 10> letters{"WS", "WA", "WK", "TC", "WC",
                                                   "WQ", "WW", "WT", "WR", "EV"};
constexpr std::string_view digits = "0123456789abcdef";
constexpr std::uint64_t rounds = 8;

struct Block {
  std::uint64_t left;
  std::uint64_t right;
};

// The output step of SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58'476D'1CE4'E5B9U;
  x = (x ^ (x >> 27)) * 0x94D0'49BB'1331'11EBU;
  return x ^ (x >> 31);
}

std::uint64_t round_value(SidKey key, std::uint64_t round, std::uint64_t half) {
  return mix(half + mix(key.value + (round + 1) * 0x9E37'79B9'7F4A'7C15U));
}

Block scramble(SidKey key, Block block) {
  for (std::uint64_t round = 0; round < rounds; ++round) {
    block = {block.right, block.left ^ round_value(key, round, block.right)};
  }
  return block;
}

Block unscramble(SidKey key, Block block) {
  for (std::uint64_t round = rounds; round-- > 0;) {
    block = {block.right ^ round_value(key, round, block.left), block.left};
  }
  return block;
}

void append_hex(std::string& text, std::uint64_t value) {
  for (int shift = 60; shift >= 0; shift -= 4) text += digits[(value >> shift) & 0xF];
}

std::optional<std::uint64_t> read_hex(std::string_view text) {
  std::uint64_t value = 0;
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value << 4 | digit;
  }
  return value;
}

}  // namespace

SidKey sid_key(std::string_view workspace_name) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;  // FNV-1a, 64 bits
  for (const char c : workspace_name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
  return {mix(hash)};
}

std::string_view sid_letters(SidKind kind) {
  return letters[static_cast<std::size_t>(kind)];
}

std::string make_sid(SidKey key, SidKind kind, std::uint64_t serial) {
  const Block block = scramble(key, {static_cast<std::uint64_t>(kind), serial});
  std::string text(sid_letters(kind));
  append_hex(text, block.left);
  append_hex(text, block.right);
  return text;
}

std::optional<Sid> read_sid(SidKey key, std::string_view text) {
  if (text.size() != 34) return std::nullopt;
  const std::optional<std::uint64_t> left = read_hex(text.substr(2, 16));
  const std::optional<std::uint64_t> right = read_hex(text.substr(18, 16));
  if (!left || !right) return std::nullopt;
  const Block block = unscramble(key, {*left, *right});
  if (block.right == 0) return std::nullopt;  // serials begin with 1
  if (block.left >= letters.size() || letters[block.left] != text.substr(0, 2)) return std::nullopt;
  return Sid{static_cast<SidKind>(block.left), block.right};
}

}  // namespace switchyard
