// The simulator's list of what comes next: ordered by (time, order of entry), with cancellation by handle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/time.h"

namespace switchyard::sim {

// What is to be done: the calendar only carries it.
struct CalendarItem {
  std::uint32_t kind = 0;
  std::uint32_t index = 0;

  friend constexpr bool operator==(CalendarItem, CalendarItem) = default;
};

// Names one entry. It stays safe to use after the entry is gone: it then names nothing.
struct CalendarHandle {
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;  // 0 is none
};

// Entries that are due at the present moment wait in a first-in-first-out list; all others in a heap of four
// children a node, 16 bytes an entry. Entries of one moment come out in the order in which they were added.
// add, cancel and pop are O(log pending), O(1) for the present moment; memory is reused, so that a steady
// state allocates nothing. At most 2^24 entries pending, 2^40 in the calendar's life.
class Calendar {
 public:
  explicit Calendar(Time now = {}) : now_(now) {}

  Time now() const { return now_; }
  bool empty() const { return heap_.empty() && due_count_ == 0; }
  std::size_t size() const { return heap_.size() + due_count_; }

  // When the next entry is due, or `never`.
  Time next_time() const {
    if (due_count_ != 0) return now_;
    return heap_.empty() ? never : heap_.front().time;
  }

  // `time` must not be before now().
  CalendarHandle add(Time time, CalendarItem item);

  // False when the entry has come out already or was cancelled before.
  bool cancel(CalendarHandle handle);

  // Takes the next entry out and moves now() to its time. Not empty.
  CalendarItem pop();

  // Moves now() forward to `time`, which must not be later than next_time().
  void advance(Time time);

 private:
  struct Entry {
    Time time;
    std::uint64_t order;  // number of entry << slot_bits | slot
  };
  struct Slot {
    CalendarItem item;
    std::uint32_t generation = 1;
    std::uint32_t position = 0;  // in heap_, or in_due_list; next free slot when free
  };
  static constexpr unsigned slot_bits = 24;
  static constexpr std::uint64_t slot_mask = (std::uint64_t{1} << slot_bits) - 1;
  static constexpr std::uint32_t in_due_list = 0xFFFF'FFFF;
  static constexpr std::uint32_t no_slot = 0xFFFF'FFFF;

  static bool before(const Entry& a, const Entry& b) {
    return a.time != b.time ? a.time < b.time : a.order < b.order;
  }
  static std::uint32_t slot_of(const Entry& entry) {
    return static_cast<std::uint32_t>(entry.order & slot_mask);
  }
  void put(std::size_t position, const Entry& entry) {
    heap_[position] = entry;
    slots_[slot_of(entry)].position = static_cast<std::uint32_t>(position);
  }
  std::uint32_t take_slot(CalendarItem item);
  CalendarItem free_slot(std::uint32_t slot);
  void sift_up(std::size_t position, const Entry& entry);
  void sift_down(std::size_t position, const Entry& entry);
  void remove_from_heap(std::size_t position);
  CalendarItem pop_due();
  void drop_due();

  Time now_;
  std::uint64_t entered_ = 0;
  std::vector<Entry> heap_;
  std::vector<Slot> slots_;
  std::uint32_t free_ = no_slot;
  std::vector<CalendarHandle> due_;  // of the present moment, from due_first_ on; cancelled ones are stale
  std::size_t due_first_ = 0;
  std::size_t due_count_ = 0;  // without the cancelled ones
};

inline std::uint32_t Calendar::take_slot(CalendarItem item) {
  if (free_ == no_slot) {
    SY_CHECK(slots_.size() < slot_mask);
    slots_.push_back({item, 1, 0});
    return static_cast<std::uint32_t>(slots_.size() - 1);
  }
  const std::uint32_t slot = free_;
  free_ = slots_[slot].position;
  slots_[slot].item = item;
  return slot;
}

inline CalendarItem Calendar::free_slot(std::uint32_t slot) {
  Slot& freed = slots_[slot];
  if (++freed.generation == 0) freed.generation = 1;
  freed.position = free_;
  free_ = slot;
  return freed.item;
}

inline CalendarHandle Calendar::add(Time time, CalendarItem item) {
  SY_CHECK(time >= now_);
  const std::uint32_t slot = take_slot(item);
  const CalendarHandle handle{slot, slots_[slot].generation};
  if (time == now_) {
    slots_[slot].position = in_due_list;
    due_.push_back(handle);
    ++due_count_;
    return handle;
  }
  heap_.emplace_back();
  sift_up(heap_.size() - 1, {time, ++entered_ << slot_bits | slot});
  return handle;
}

inline void Calendar::sift_up(std::size_t position, const Entry& entry) {
  while (position > 0) {
    const std::size_t parent = (position - 1) / 4;
    if (!before(entry, heap_[parent])) break;
    put(position, heap_[parent]);
    position = parent;
  }
  put(position, entry);
}

inline CalendarItem Calendar::pop() {
  // What stands in the heap for the present moment was added before the moment came.
  if (due_count_ != 0 && (heap_.empty() || heap_.front().time != now_)) return pop_due();
  SY_CHECK(!heap_.empty());
  const Entry first = heap_.front();
  now_ = first.time;
  remove_from_heap(0);
  return free_slot(slot_of(first));
}

inline void Calendar::advance(Time time) {
  SY_CHECK(time >= now_ && time <= next_time());
  now_ = time;
}

}  // namespace switchyard::sim
