// From keys that come from outside to values. Their hash finds a bucket, and in it is a tree: who makes keys
// that all collide gets the logarithm of a tree, and not the length of a list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace switchyard {

// Only places depend on it, and nobody sees places. Eight bytes at a time: multiply, and fold the upper half.
inline std::uint64_t hash_of(std::string_view text) {
  constexpr std::uint64_t factor = 0x9E37'79B9'7F4A'7C15;  // 2^64 over the golden ratio
  std::uint64_t hash = text.size() * factor;
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32;
  };
  while (text.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    mix(word);
    text.remove_prefix(sizeof word);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, text.data(), text.size());
  mix(rest);
  return hash;
}

// O(1) for keys that nobody chose to collide; else O(log size), but for the turn that doubles the buckets.
// A key is looked for by anything that hash_of() takes and that compares with it. There is no walk through
// all, so that no order comes from hashing.
template <class Key, class Value>
class HashedMap {
 public:
  // Null when it is not there. Valid until it is erased.
  template <class Like>
  Value* find(const Like& key) {
    return find_in(buckets_, key);
  }
  template <class Like>
  const Value* find(const Like& key) const {
    return find_in(buckets_, key);
  }

  // The value that is there, or this one.
  Value& insert(Key key, Value value) {
    if (size_ >= buckets_.size() * most_in_a_bucket) grow();
    const auto [place, is_new] = bucket_of(buckets_, key).try_emplace(std::move(key), std::move(value));
    size_ += is_new;
    return place->second;
  }

  template <class Like>
  void erase(const Like& key) {
    if (find(key) == nullptr) return;
    Bucket& bucket = bucket_of(buckets_, key);
    bucket.erase(bucket.find(key));
    --size_;
  }

  std::size_t size() const { return size_; }

 private:
  using Bucket = std::map<Key, Value, std::less<>>;
  static constexpr std::size_t most_in_a_bucket = 2;  // on average

  template <class Buckets, class Like>
  static auto& bucket_of(Buckets& buckets, const Like& key) {
    return buckets[hash_of(key) & (buckets.size() - 1)];
  }

  template <class Buckets, class Like>
  static auto find_in(Buckets& buckets, const Like& key) -> decltype(&buckets[0].find(key)->second) {
    if (buckets.empty()) return nullptr;
    auto& bucket = bucket_of(buckets, key);
    const auto found = bucket.find(key);
    return found == bucket.end() ? nullptr : &found->second;
  }

  void grow() {
    std::vector<Bucket> before(buckets_.empty() ? 8 : 2 * buckets_.size());
    before.swap(buckets_);
    for (Bucket& bucket : before) {
      while (!bucket.empty()) {
        auto node = bucket.extract(bucket.begin());
        Bucket& bucket_now = bucket_of(buckets_, node.key());
        bucket_now.insert(std::move(node));
      }
    }
  }

  std::vector<Bucket> buckets_;  // a power of two, or none
  std::size_t size_ = 0;
};

}  // namespace switchyard
