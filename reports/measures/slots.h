// Records of what is open, found by serial number; ended ones leave their room to the next.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/serial_map.h"

namespace switchyard::reports {

// `Record` has a field `id`, a serial. Memory follows what is open; steady state allocates nothing.
template <class Record>
class Slots {
 public:
  using SerialId = decltype(Record::id);

  // The record of a serial that is not open yet, as the last one in its room left it, but for the id.
  Record& open(SerialId id) {
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(records_.size()));
      records_.emplace_back();
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    map_.insert(id.value, slot);
    records_[slot].id = id;
    return records_[slot];
  }

  // Null for what is not open: it ended, or was open before the books were. O(1); the last one found is at
  // hand.
  Record* find(SerialId id) {
    if (last_ < records_.size() && records_[last_].id == id) return &records_[last_];
    const std::uint32_t slot = map_.find(id.value);
    if (slot == no_slot) return nullptr;
    last_ = slot;
    return &records_[slot];
  }

  void close(Record& record) {
    map_.erase(record.id.value);
    record.id = {};
    const auto slot = static_cast<std::uint32_t>(&record - records_.data());
    if (slot == last_) last_ = no_slot;
    free_.push_back(slot);
  }

  // All rooms; those with no id are free.
  std::vector<Record>& rooms() { return records_; }

 private:
  std::vector<Record> records_;
  std::vector<std::uint32_t> free_;
  std::uint32_t last_ = no_slot;
  SerialMap map_;
};

}  // namespace switchyard::reports
