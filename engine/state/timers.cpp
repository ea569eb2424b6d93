// Deadlines are kept in lists of equal delay where that is possible, in a heap where it is not.
#include "engine/state/timers.h"

#include <algorithm>
#include <cstddef>

#include "engine/base/check.h"

namespace switchyard {

TimerHandle Timers::set(TimerKind kind, std::uint32_t subject, Time now, Duration delay) {
  TimerRecord record;
  record.deadline = now + delay;
  record.sequence = next_sequence_++;
  record.delay = delay;
  record.kind = kind;
  record.subject = subject;
  return insert(record);
}

TimerHandle Timers::restore(const TimerRecord& record) {
  return insert(record);
}

void Timers::cancel(TimerHandle& handle) {
  if (handle == 0) return;
  remove(handle);
  handle = 0;
}

bool Timers::take_due(Time now, TimerRecord& due) {
  if (next_ == 0 || nodes_[next_].deadline > now) return false;
  due = nodes_[next_];
  remove(next_);
  return true;
}

// Each list is in the order of setting already: what is to be sorted is the heap's part only.
std::vector<TimerRecord> Timers::records() const {
  const auto older = [](const TimerRecord& a, const TimerRecord& b) { return a.sequence < b.sequence; };
  std::vector<TimerRecord> records;
  records.reserve(count_);
  for (const HeapEntry& entry : heap_.entries()) records.push_back(nodes_[entry.node]);
  std::sort(records.begin(), records.end(), older);
  for (const Lane& lane : lanes_) {
    const auto before = static_cast<std::ptrdiff_t>(records.size());
    for (std::uint32_t n = lane.first; n != 0; n = nodes_[n].next) records.push_back(nodes_[n]);
    std::inplace_merge(records.begin(), records.begin() + before, records.end(), older);
  }
  return records;
}

TimerHandle Timers::insert(const TimerRecord& record) {
  const std::uint32_t index = fresh_node();
  Node& node = nodes_[index];
  static_cast<TimerRecord&>(node) = record;
  node.lane = lane_for(record.delay);
  if (node.lane == in_heap) {
    heap_.push(
        {record.deadline, record.sequence, index},
        [this](const HeapEntry& entry, std::uint32_t place) { nodes_[entry.node].heap_place = place; });
  } else {
    Lane& lane = lanes_[node.lane];
    SY_CHECK(lane.last == 0 || nodes_[lane.last].deadline <= record.deadline);
    node.previous = lane.last;
    node.next = 0;
    (lane.last == 0 ? lane.first : nodes_[lane.last].next) = index;
    lane.last = index;
  }
  ++count_;
  if (next_ == 0 || earlier(index, next_)) next_ = index;
  return index;
}

std::uint32_t Timers::fresh_node() {
  if (free_ == 0) {
    nodes_.emplace_back();
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  const std::uint32_t index = free_;
  free_ = nodes_[index].next;
  return index;
}

std::uint8_t Timers::lane_for(Duration delay) {
  for (std::uint8_t i = 0; i < lane_count_; ++i) {
    if (lanes_[i].delay == delay) return i;
  }
  for (std::uint8_t i = 0; i < lane_count_; ++i) {
    if (lanes_[i].first == 0) return lanes_[i].delay = delay, i;
  }
  if (lane_count_ == lanes_.size()) return in_heap;
  lanes_[lane_count_].delay = delay;
  return lane_count_++;
}

void Timers::remove(std::uint32_t index) {
  unlink(index);
  nodes_[index].next = free_;
  free_ = index;
  --count_;
  if (index == next_) find_next();
}

void Timers::unlink(std::uint32_t index) {
  Node& node = nodes_[index];
  if (node.lane == in_heap) {
    heap_.erase(node.heap_place, [this](const HeapEntry& entry, std::uint32_t place) {
      nodes_[entry.node].heap_place = place;
    });
    return;
  }
  Lane& lane = lanes_[node.lane];
  (node.previous == 0 ? lane.first : nodes_[node.previous].next) = node.next;
  (node.next == 0 ? lane.last : nodes_[node.next].previous) = node.previous;
}

bool Timers::earlier(std::uint32_t a, std::uint32_t b) const {
  const Node& x = nodes_[a];
  const Node& y = nodes_[b];
  return x.deadline != y.deadline ? x.deadline < y.deadline : x.sequence < y.sequence;
}

void Timers::find_next() {
  next_ = heap_.empty() ? 0 : heap_.top().node;
  for (std::uint8_t i = 0; i < lane_count_; ++i) {
    const std::uint32_t first = lanes_[i].first;
    if (first != 0 && (next_ == 0 || earlier(first, next_))) next_ = first;
  }
}

}  // namespace switchyard
