// Removal without tombstones, and growth, of the map from serials to slots.
#include "sim/people/serial_map.h"

#include <utility>

namespace switchyard::sim {

void SerialMap::erase(std::uint64_t serial) {
  std::size_t i = home(serial);
  while (cells_[i].serial != serial) {
    if (cells_[i].serial == 0) return;
    i = (i + 1) & mask_;
  }
  --size_;
  close_gap(i);
}

// Moves back what stands behind the gap only because its own place was taken (Knuth, volume 3,
// algorithm 6.4R).
void SerialMap::close_gap(std::size_t gap) {
  for (std::size_t i = (gap + 1) & mask_; cells_[i].serial != 0; i = (i + 1) & mask_) {
    const std::size_t own = home(cells_[i].serial);
    if (((i - own) & mask_) < ((i - gap) & mask_)) continue;
    cells_[gap] = cells_[i];
    gap = i;
  }
  cells_[gap] = {};
}

void SerialMap::grow() {
  std::vector<Cell> old(cells_.size() * 2);
  std::swap(old, cells_);
  mask_ = cells_.size() - 1;
  for (const Cell& cell : old) {
    if (cell.serial != 0) place(cell);
  }
}

}  // namespace switchyard::sim
