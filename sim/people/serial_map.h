// Finds the slot that a number belongs to, such as a task's serial.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace switchyard::sim {

// Number (never 0) -> slot. Open addressing with linear steps; never iterated, so that no order can come from
// it. O(1); allocates only when it grows.
class SerialMap {
 public:
  static constexpr std::uint32_t absent = 0xFFFF'FFFF;

  std::uint32_t find(std::uint64_t serial) const {
    for (std::size_t i = home(serial);; i = (i + 1) & mask_) {
      if (cells_[i].serial == serial) return cells_[i].slot;
      if (cells_[i].serial == 0) return absent;
    }
  }

  // The serial must not be there yet.
  void insert(std::uint64_t serial, std::uint32_t slot) {
    if (++size_ * 2 > cells_.size()) grow();
    place({serial, slot});
  }

  // Nothing happens when it is not there.
  void erase(std::uint64_t serial);

  std::size_t size() const { return size_; }

 private:
  struct Cell {
    std::uint64_t serial = 0;
    std::uint32_t slot = absent;
  };
  // Fibonacci hashing (Knuth, volume 3, 6.4).
  std::size_t home(std::uint64_t serial) const {
    return static_cast<std::size_t>((serial * 0x9e3779b97f4a7c15U) >> 32) & mask_;
  }
  void place(const Cell& cell) {
    std::size_t i = home(cell.serial);
    while (cells_[i].serial != 0) i = (i + 1) & mask_;
    cells_[i] = cell;
  }
  void close_gap(std::size_t gap);
  void grow();

  std::vector<Cell> cells_ = std::vector<Cell>(64);
  std::size_t mask_ = 63;
  std::size_t size_ = 0;
};

}  // namespace switchyard::sim
