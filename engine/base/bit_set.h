// A growing set of small numbers, one bit each, made for the question "which are in both".
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace switchyard {

class BitSet {
 public:
  // Room for members up to `size`; members are kept. The others may then be inserted without a check.
  void grow(std::size_t size) {
    const std::size_t words = (size + 63) / 64;
    if (words > words_.size()) words_.resize(words, 0);
  }
  void insert(std::size_t member) { words_[member / 64] |= bit(member); }
  void erase(std::size_t member) { words_[member / 64] &= ~bit(member); }
  bool contains(std::size_t member) const {
    return member / 64 < words_.size() && (words_[member / 64] & bit(member)) != 0;
  }
  void clear() { words_.assign(words_.size(), 0); }

  // Visits the members that are in both sets, in ascending order. O(room / 64 + members visited).
  template <class Visit>
  friend void for_each_in_both(const BitSet& a, const BitSet& b, Visit visit) {
    const std::size_t words = a.words_.size() < b.words_.size() ? a.words_.size() : b.words_.size();
    for (std::size_t i = 0; i < words; ++i) {
      for (std::uint64_t rest = a.words_[i] & b.words_[i]; rest != 0; rest &= rest - 1) {
        visit(i * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
      }
    }
  }
  template <class Visit>
  void for_each(Visit visit) const {
    for_each_in_both(*this, *this, visit);
  }

 private:
  static std::uint64_t bit(std::size_t member) { return std::uint64_t{1} << (member % 64); }
  std::vector<std::uint64_t> words_;
};

}  // namespace switchyard
