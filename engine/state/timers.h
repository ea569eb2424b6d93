// The engine's deadlines: at one instant they fire in the order in which they were set.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/indexed_heap.h"
#include "engine/base/time.h"

namespace switchyard {

enum class TimerKind : std::uint8_t {
  task_life,     // time to live, or the limit of an assigned task; subject: task slot
  target,        // the target's timeout; task slot
  offer,         // the reservations' common deadline; task slot
  ring_step,     // ring more workers; task slot
  reject_pause,  // a worker who rejected may be asked again; task slot
  due,           // becomes overdue; task slot
  transfer,      // a warm transfer fails; task slot
  wrap_up,       // the wrap-up limit; reservation slot
  preview,       // the customer of a lead is called; reservation slot
  cooldown,      // cooldown_subject()
  clock,         // a name of the time of day changes its value; no subject
  calendar,      // a calendar opens or closes; no subject
  divert,        // a tenant's calls come back; tenant id
};

// Names a timer that is set. 0 is none.
using TimerHandle = std::uint32_t;

// One timer as a value, for snapshots.
struct TimerRecord {
  Time deadline;
  std::uint64_t sequence = 0;
  Duration delay{};
  TimerKind kind{};
  std::uint32_t subject = 0;
};

// Timers of one delay expire in the order of setting, so eight delays at a time have a list each, in which
// set and cancel are O(1); the others are in a heap, O(log n). Steady state allocates nothing.
class Timers {
 public:
  TimerHandle set(TimerKind kind, std::uint32_t subject, Time now, Duration delay);
  void cancel(TimerHandle& handle);  // none is allowed; the handle becomes none

  Time next_deadline() const { return next_ == 0 ? never : nodes_[next_].deadline; }
  // Takes out the first timer that is due at `now`; false when none is.
  bool take_due(Time now, TimerRecord& due);

  const TimerRecord& record(TimerHandle handle) const { return nodes_[handle]; }
  std::size_t size() const { return count_; }
  std::vector<TimerRecord> records() const;  // all that are set, by sequence

  std::uint64_t next_sequence() const { return next_sequence_; }
  void set_next_sequence(std::uint64_t sequence) { next_sequence_ = sequence; }
  // Puts a timer of a snapshot back as it was; call in the order of their sequences.
  TimerHandle restore(const TimerRecord& record);

 private:
  static constexpr std::uint8_t in_heap = 0xFF;
  struct Node : TimerRecord {
    std::uint32_t previous = 0;  // in its lane
    std::uint32_t next = 0;      // in its lane, or of the free nodes
    std::uint32_t heap_place = no_place;
    std::uint8_t lane = in_heap;
  };
  struct Lane {
    Duration delay;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  struct HeapEntry {
    Time deadline;
    std::uint64_t sequence;
    std::uint32_t node;
    bool operator<(const HeapEntry& other) const {
      return deadline != other.deadline ? deadline < other.deadline : sequence < other.sequence;
    }
  };

  TimerHandle insert(const TimerRecord& record);
  std::uint32_t fresh_node();
  std::uint8_t lane_for(Duration delay);
  void remove(std::uint32_t node);
  void unlink(std::uint32_t node);
  bool earlier(std::uint32_t a, std::uint32_t b) const;
  void find_next();

  std::vector<Node> nodes_ = std::vector<Node>(1);  // node 0 stands for none
  std::uint32_t free_ = 0;
  std::uint32_t next_ = 0;  // the first that is due
  std::size_t count_ = 0;
  std::uint64_t next_sequence_ = 1;
  std::array<Lane, 8> lanes_{};
  std::uint8_t lane_count_ = 0;
  IndexedHeap<HeapEntry> heap_;
};

}  // namespace switchyard
