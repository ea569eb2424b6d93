// Records of what is open, found by serial number, in plain arrays, so that a copy of all is a few block
// moves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace switchyard::viz {

// `Record` has a field `id`, a serial; the record of a room that is free has none. find, open and close are
// O(1) on average (linear probing in a table at most half full). A reference lives until the next open().
template <class Record>
class SerialTable {
 public:
  using SerialId = decltype(Record::id);

  // A fresh record for a serial that is not open.
  Record& open(SerialId id) {
    if (2 * (size_ + 1) > index_.size()) grow();
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(rooms_.size()));
      rooms_.emplace_back();
    }
    const std::uint32_t room = free_.back();
    free_.pop_back();
    rooms_[room] = Record{};
    rooms_[room].id = id;
    insert(room);
    ++size_;
    return rooms_[room];
  }

  // Null for what is not open.
  const Record* find(SerialId id) const {
    if (last_ < rooms_.size() && !id.is_none() && rooms_[last_].id == id) return &rooms_[last_];
    const std::size_t place = place_of(id);
    return place == nowhere ? nullptr : &rooms_[index_[place]];
  }
  Record* find(SerialId id) {
    const Record* found = static_cast<const SerialTable*>(this)->find(id);
    if (found == nullptr) return nullptr;
    last_ = static_cast<std::uint32_t>(found - rooms_.data());
    return &rooms_[last_];
  }

  void close(SerialId id) {
    std::size_t hole = place_of(id);
    if (hole == nowhere) return;
    const std::uint32_t room = index_[hole];
    // Whoever stands further on because of the one that goes moves up (Knuth, 6.4, algorithm R).
    const std::size_t mask = index_.size() - 1;
    for (std::size_t next = (hole + 1) & mask; index_[next] != empty; next = (next + 1) & mask) {
      const std::size_t home = home_of(rooms_[index_[next]].id);
      if (((next - home) & mask) < ((next - hole) & mask)) continue;
      index_[hole] = index_[next];
      hole = next;
    }
    index_[hole] = empty;
    rooms_[room].id = {};
    free_.push_back(room);
    --size_;
  }

  std::size_t size() const { return size_; }
  void reserve_rooms(std::size_t count) { rooms_.reserve(count); }

  // All that is open, in no order that means anything.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const Record& record : rooms_) {
      if (!record.id.is_none()) visit(record);
    }
  }

 private:
  static constexpr std::uint32_t empty = 0xFFFF'FFFF;
  static constexpr std::size_t nowhere = ~std::size_t{0};

  std::size_t home_of(SerialId id) const {
    const std::uint64_t mixed = id.value * 0x9E37'79B9'7F4A'7C15U;
    return static_cast<std::size_t>(mixed >> 32U) & (index_.size() - 1);
  }
  std::size_t place_of(SerialId id) const {
    if (id.is_none() || index_.empty()) return nowhere;
    const std::size_t mask = index_.size() - 1;
    for (std::size_t place = home_of(id); index_[place] != empty; place = (place + 1) & mask) {
      if (rooms_[index_[place]].id == id) return place;
    }
    return nowhere;
  }
  void insert(std::uint32_t room) {
    const std::size_t mask = index_.size() - 1;
    std::size_t place = home_of(rooms_[room].id);
    while (index_[place] != empty) place = (place + 1) & mask;
    index_[place] = room;
  }
  void grow() {
    index_.assign(index_.empty() ? 64 : 2 * index_.size(), empty);
    for (std::uint32_t room = 0; room < rooms_.size(); ++room) {
      if (!rooms_[room].id.is_none()) insert(room);
    }
  }

  std::vector<Record> rooms_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> index_;  // rooms; its size is a power of two
  std::size_t size_ = 0;
  std::uint32_t last_ = 0;  // the room that was found last: one task's events come together
};

}  // namespace switchyard::viz
