// A growing set of small numbers, one bit each, made for the question "which are in both".
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace switchyard {

// Above the words of members stands a summary of one bit a word, so that a few members among a hundred
// thousand are found without a look at every word.
class BitSet {
 public:
  // Room for members up to `size`; members are kept. The others may then be inserted without a check.
  void grow(std::size_t size) {
    const std::size_t words = words_for(size);
    if (words <= words_.size()) return;
    words_.resize(words, 0);
    summary_.resize(words_for(words), 0);
  }
  void insert(std::size_t member) {
    words_[member / 64] |= bit(member);
    summary_[member / 4096] |= bit(member / 64);
  }
  void erase(std::size_t member) {
    if ((words_[member / 64] &= ~bit(member)) == 0) summary_[member / 4096] &= ~bit(member / 64);
  }
  bool contains(std::size_t member) const {
    return member / 64 < words_.size() && (words_[member / 64] & bit(member)) != 0;
  }
  // In words: how far one must look to find the members among the room.
  std::size_t extent() const { return words_.size(); }
  void clear() {
    words_.assign(words_.size(), 0);
    summary_.assign(summary_.size(), 0);
  }

  // Visits the members that are in both sets, in ascending order. O(room / 4096 + words with members of both
  // + members visited).
  template <class Visit>
  friend void for_each_in_both(const BitSet& a, const BitSet& b, Visit visit) {
    const std::size_t summaries = std::min(a.summary_.size(), b.summary_.size());
    for (std::size_t s = 0; s < summaries; ++s) {
      for_each_bit(a.summary_[s] & b.summary_[s], s * 64, [&](std::size_t word) {
        for_each_bit(a.words_[word] & b.words_[word], word * 64, visit);
      });
    }
  }
  template <class Visit>
  void for_each(Visit visit) const {
    for_each_in_both(*this, *this, visit);
  }

 private:
  static std::size_t words_for(std::size_t bits) { return (bits + 63) / 64; }
  static std::uint64_t bit(std::size_t member) { return std::uint64_t{1} << (member % 64); }

  template <class Visit>
  static void for_each_bit(std::uint64_t bits, std::size_t first, Visit visit) {
    for (; bits != 0; bits &= bits - 1) visit(first + static_cast<std::size_t>(std::countr_zero(bits)));
  }

  std::vector<std::uint64_t> words_;
  std::vector<std::uint64_t> summary_;  // bit w: words_[w] is not 0
};

}  // namespace switchyard
