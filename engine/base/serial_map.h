// From a serial number to the slot where its thing lives: pages, because serials grow for ever and lives end.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace switchyard {

inline constexpr std::uint32_t no_slot = 0xFFFF'FFFF;

// Lookup, insert and erase are O(1). A page goes when all its serials are erased, so memory follows what is
// alive; a long life keeps one page of 4 KiB. Steady state allocates nothing.
class SerialMap {
 public:
  void insert(std::uint64_t serial, std::uint32_t slot);
  void erase(std::uint64_t serial);
  // The thing of a serial that is there has moved.
  void move(std::uint64_t serial, std::uint32_t to);
  // no_slot when the serial was never inserted or is erased.
  std::uint32_t find(std::uint64_t serial) const {
    const std::uint64_t page = serial / page_size;
    if (page < first_page_ || page - first_page_ >= pages_.size() - gone_) return no_slot;
    const Page* at = pages_[gone_ + page - first_page_].get();
    return at == nullptr ? no_slot : at->slots[serial % page_size];
  }

 private:
  static constexpr std::uint64_t page_size = 1024;
  struct Page {
    std::array<std::uint32_t, page_size> slots;
    std::uint32_t used = 0;
  };
  std::unique_ptr<Page> fresh_page();
  void drop_page(std::size_t index);
  void forget_front();

  std::uint64_t first_page_ = 0;
  std::size_t gone_ = 0;  // pages at the front of pages_ that were dropped
  std::vector<std::unique_ptr<Page>> pages_;
  std::vector<std::unique_ptr<Page>> spare_;
};

}  // namespace switchyard
