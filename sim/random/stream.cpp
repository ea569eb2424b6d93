// Philox blocks as uniforms, and the stable hashes that name who draws.
#include "sim/random/stream.h"

#include <Random123/philox.h>

#include "engine/base/check.h"

namespace switchyard::sim {
namespace {

constexpr std::uint64_t low_word = 0xffffffffU;

std::uint32_t low(std::uint64_t x) {
  return static_cast<std::uint32_t>(x & low_word);
}
std::uint32_t high(std::uint64_t x) {
  return static_cast<std::uint32_t>(x >> 32);
}

double unit(std::uint32_t upper, std::uint32_t lower) {
  const std::uint64_t bits = (std::uint64_t{upper} << 32 | lower) >> 12;
  // Through a signed integer, which processors convert in one instruction.
  return (static_cast<double>(static_cast<std::int64_t>(bits)) + 0.5) * 0x1p-52;
}

// A bijection of 64-bit numbers that spreads every bit: the finalizer of SplitMix64 (Steele, Lea, Flood
// 2014).
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

}  // namespace

UniformPair uniform_pair(const Key& key, Purpose purpose, std::uint64_t entity, std::uint32_t index) {
  SY_CHECK(key.replication < replications_limit);
  const std::uint32_t last = static_cast<std::uint32_t>(purpose) << 24 | key.replication;
  const r123::Philox4x32::ctr_type counter{{low(entity), high(entity), index, last}};
  const r123::Philox4x32::key_type philox_key{{low(key.seed), high(key.seed)}};
  const r123::Philox4x32::ctr_type block = r123::Philox4x32()(counter, philox_key);
  return {unit(block[1], block[0]), unit(block[3], block[2])};
}

double uniform(const Key& key, Purpose purpose, std::uint64_t entity, std::uint32_t index) {
  return uniform_pair(key, purpose, entity, index).first;
}

std::uint32_t uniform_index(double u, std::uint32_t count) {
  return static_cast<std::uint32_t>(u * static_cast<double>(count));
}

std::uint64_t hash_of_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return mix(hash);
}

std::uint64_t entity_of(std::uint64_t stream_name_hash, std::uint64_t index, std::uint32_t attempt) {
  const std::uint64_t stream = mix(stream_name_hash + 0x9e3779b97f4a7c15U * (std::uint64_t{attempt} + 1));
  return mix(stream ^ index);
}

std::uint64_t entity_of_pair(std::uint64_t first, std::uint64_t second) {
  return mix((mix(first) + 0x9e3779b97f4a7c15U) ^ second);
}

}  // namespace switchyard::sim
