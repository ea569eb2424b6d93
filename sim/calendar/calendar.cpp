// The less frequent half of the calendar: cancelling, and closing the gap that an entry leaves.
#include "sim/calendar/calendar.h"

namespace switchyard::sim {

bool Calendar::cancel(CalendarHandle handle) {
  if (handle.generation == 0 || handle.slot >= slots_.size()) return false;
  const Slot& slot = slots_[handle.slot];
  if (slot.generation != handle.generation) return false;
  if (slot.position == in_due_list) {
    drop_due();  // the stale handle is stepped over later
  } else {
    remove_from_heap(slot.position);
  }
  free_slot(handle.slot);
  return true;
}

void Calendar::remove_from_heap(std::size_t position) {
  const Entry last = heap_.back();
  heap_.pop_back();
  if (position == heap_.size()) return;
  if (position > 0 && before(last, heap_[(position - 1) / 4])) {
    sift_up(position, last);
  } else {
    sift_down(position, last);
  }
}

void Calendar::sift_down(std::size_t position, const Entry& entry) {
  const std::size_t size = heap_.size();
  for (;;) {
    const std::size_t first = 4 * position + 1;
    if (first >= size) break;
    std::size_t best = first;
    const std::size_t end = first + 4 < size ? first + 4 : size;
    for (std::size_t child = first + 1; child < end; ++child) {
      if (before(heap_[child], heap_[best])) best = child;
    }
    if (!before(heap_[best], entry)) break;
    put(position, heap_[best]);
    position = best;
  }
  put(position, entry);
}

CalendarItem Calendar::pop_due() {
  while (slots_[due_[due_first_].slot].generation != due_[due_first_].generation) ++due_first_;
  const std::uint32_t slot = due_[due_first_++].slot;
  drop_due();
  return free_slot(slot);
}

void Calendar::drop_due() {
  if (--due_count_ != 0) return;
  due_.clear();
  due_first_ = 0;
}

}  // namespace switchyard::sim
