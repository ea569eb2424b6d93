// Removal without tombstones, and growth, of the map from numbers to slots.
#include "sim/people/slot_map.h"

#include <utility>

namespace switchyard::sim {

void SlotMap::erase(std::uint64_t number) {
  std::size_t i = home(number);
  while (cells_[i].number != number) {
    if (cells_[i].number == 0) return;
    i = (i + 1) & mask_;
  }
  --size_;
  close_gap(i);
}

// Moves back what stands behind the gap only because its own place was taken (Knuth, volume 3,
// algorithm 6.4R).
void SlotMap::close_gap(std::size_t gap) {
  for (std::size_t i = (gap + 1) & mask_; cells_[i].number != 0; i = (i + 1) & mask_) {
    const std::size_t own = home(cells_[i].number);
    if (((i - own) & mask_) < ((i - gap) & mask_)) continue;
    cells_[gap] = cells_[i];
    gap = i;
  }
  cells_[gap] = {};
}

void SlotMap::grow() {
  std::vector<Cell> old(cells_.size() * 2);
  std::swap(old, cells_);
  mask_ = cells_.size() - 1;
  for (const Cell& cell : old) {
    if (cell.number != 0) place(cell);
  }
}

}  // namespace switchyard::sim
