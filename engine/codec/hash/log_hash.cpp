// Feeds xxHash in large blocks, because its cost for a few bytes at a time would be felt on every call.
#include "engine/codec/hash/log_hash.h"

#include <xxhash.h>

#include "engine/base/check.h"
#include "engine/codec/hash/turn_hash.h"

namespace switchyard::codec {
namespace {

constexpr std::size_t block_size = std::size_t{64} << 10;

}  // namespace

void LogHash::Free::operator()(XXH3_state_s* state) const {
  XXH3_freeState(state);
}

LogHash::LogHash() : state_(XXH3_createState()) {
  SY_CHECK(state_ != nullptr);
  XXH3_128bits_reset(state_.get());
}

void LogHash::turn(Time time, const Command& command, const Output& output) {
  append_turn(pending_, time, command, output);
  if (pending_.size() < block_size) return;
  XXH3_128bits_update(state_.get(), pending_.data(), pending_.size());
  pending_.clear();
}

LogHash::Digest LogHash::digest() const {
  const std::unique_ptr<XXH3_state_s, Free> copy(XXH3_createState());
  SY_CHECK(copy != nullptr);
  XXH3_copyState(copy.get(), state_.get());
  if (pending_.size() > 0) XXH3_128bits_update(copy.get(), pending_.view().data(), pending_.size());
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(copy.get()));
  return std::to_array(canonical.digest);
}

std::string LogHash::hex() const {
  return to_hex(digest());
}

std::string to_hex(const LogHash::Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace switchyard::codec
