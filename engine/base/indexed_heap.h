// A priority queue whose entries can be taken out from the middle: each entry's place is told to its owner.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace switchyard {

// The place of an entry that is in no heap.
inline constexpr std::uint32_t no_place = 0xFFFF'FFFF;

// Smallest entry first; four children a node, for fewer cache lines than two. Entry needs `<` (a total
// order). After each move of an entry `moved(entry, place)` is called, so that its owner can name it to
// erase(). All changes are O(log n).
template <class Entry>
class IndexedHeap {
 public:
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  const Entry& top() const { return entries_.front(); }
  const Entry& at(std::size_t place) const { return entries_[place]; }
  const std::vector<Entry>& entries() const { return entries_; }  // in no order but that top() is first
  void clear() { entries_.clear(); }

  template <class Moved>
  void push(Entry entry, Moved moved) {
    entries_.push_back(std::move(entry));
    rise(entries_.size() - 1, moved);
  }

  // The erased entry itself is not told of its new (missing) place.
  template <class Moved>
  void erase(std::size_t place, Moved moved) {
    Entry last = std::move(entries_.back());
    entries_.pop_back();
    if (place == entries_.size()) return;
    const bool smaller = last < entries_[place];
    entries_[place] = std::move(last);
    smaller ? rise(place, moved) : sink(place, moved);
  }

  template <class Moved>
  void replace(std::size_t place, Entry entry, Moved moved) {
    const bool smaller = entry < entries_[place];
    entries_[place] = std::move(entry);
    smaller ? rise(place, moved) : sink(place, moved);
  }

 private:
  template <class Moved>
  void rise(std::size_t place, Moved moved) {
    Entry entry = std::move(entries_[place]);
    while (place > 0) {
      const std::size_t parent = (place - 1) / 4;
      if (!(entry < entries_[parent])) break;
      entries_[place] = std::move(entries_[parent]);
      moved(entries_[place], static_cast<std::uint32_t>(place));
      place = parent;
    }
    entries_[place] = std::move(entry);
    moved(entries_[place], static_cast<std::uint32_t>(place));
  }

  template <class Moved>
  void sink(std::size_t place, Moved moved) {
    Entry entry = std::move(entries_[place]);
    for (std::size_t child; (child = smallest_child(place)) < entries_.size(); place = child) {
      if (!(entries_[child] < entry)) break;
      entries_[place] = std::move(entries_[child]);
      moved(entries_[place], static_cast<std::uint32_t>(place));
    }
    entries_[place] = std::move(entry);
    moved(entries_[place], static_cast<std::uint32_t>(place));
  }

  // The place of the smallest child, or one past the end when there is none.
  std::size_t smallest_child(std::size_t place) const {
    const std::size_t first = place * 4 + 1;
    const std::size_t end = first + 4 < entries_.size() ? first + 4 : entries_.size();
    std::size_t best = first;
    for (std::size_t child = first + 1; child < end; ++child) {
      if (entries_[child] < entries_[best]) best = child;
    }
    return best;
  }

  std::vector<Entry> entries_;
};

// Visits the entries of a heap in ascending order until `visit` returns true; says whether one did.
// O(v log v) for v entries visited. `frontier` is the caller's scratch space.
template <class Entry, class Visit>
bool visit_in_order(const IndexedHeap<Entry>& heap, std::vector<std::uint32_t>& frontier, Visit visit) {
  const std::vector<Entry>& entries = heap.entries();
  const auto later = [&](std::uint32_t a, std::uint32_t b) { return entries[b] < entries[a]; };
  frontier.clear();
  if (!entries.empty()) frontier.push_back(0);
  while (!frontier.empty()) {
    std::pop_heap(frontier.begin(), frontier.end(), later);
    const std::uint32_t place = frontier.back();
    frontier.pop_back();
    if (visit(entries[place])) return true;
    for (std::uint32_t child = place * 4 + 1; child <= place * 4 + 4 && child < entries.size(); ++child) {
      frontier.push_back(child);
      std::push_heap(frontier.begin(), frontier.end(), later);
    }
  }
  return false;
}

}  // namespace switchyard
