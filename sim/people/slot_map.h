// Finds the slot of numbers that come in no order, such as pairs of a contact and a worker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/serial_map.h"

namespace switchyard::sim {

// Number (never 0) -> slot; for serials, which come in order, engine/base/serial_map.h is the shorter way.
// Open addressing with linear steps; never iterated, so that no order can come from it. O(1); allocates only
// when it grows.
class SlotMap {
 public:
  // no_slot when it is not there.
  std::uint32_t find(std::uint64_t number) const {
    for (std::size_t i = home(number);; i = (i + 1) & mask_) {
      if (cells_[i].number == number) return cells_[i].slot;
      if (cells_[i].number == 0) return no_slot;
    }
  }

  // The number must not be there yet.
  void insert(std::uint64_t number, std::uint32_t slot) {
    if (++size_ * 2 > cells_.size()) grow();
    place({number, slot});
  }

  // Nothing happens when it is not there.
  void erase(std::uint64_t number);

  std::size_t size() const { return size_; }

 private:
  struct Cell {
    std::uint64_t number = 0;
    std::uint32_t slot = no_slot;
  };
  // Fibonacci hashing (Knuth, volume 3, 6.4).
  std::size_t home(std::uint64_t number) const {
    return static_cast<std::size_t>((number * 0x9e3779b97f4a7c15U) >> 32) & mask_;
  }
  void place(const Cell& cell) {
    std::size_t i = home(cell.number);
    while (cells_[i].number != 0) i = (i + 1) & mask_;
    cells_[i] = cell;
  }
  void close_gap(std::size_t gap);
  void grow();

  std::vector<Cell> cells_ = std::vector<Cell>(64);
  std::size_t mask_ = 63;
  std::size_t size_ = 0;
};

}  // namespace switchyard::sim
