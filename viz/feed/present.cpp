// One turn becomes part of the board, of the newest events, and of what has changed.
#include "viz/feed/present.h"

#include <algorithm>
#include <utility>

namespace switchyard::viz {

void RecentEvents::add(const SeenEvent& event) {
  if (most_ == 0) return;
  if (ring_.size() < most_) return ring_.push_back(event);
  ring_[next_] = event;
  next_ = (next_ + 1) % most_;
}

void RecentEvents::begin_at(std::uint64_t sequence) {
  ring_.clear();
  next_ = 0;
  from_ = sequence;
}

std::vector<SeenEvent> RecentEvents::list() const {
  const auto oldest = ring_.begin() + static_cast<std::ptrdiff_t>(next_);
  std::vector<SeenEvent> out(oldest, ring_.end());
  out.insert(out.end(), ring_.begin(), oldest);
  return out;
}

void rename(Present& present, Names names, Time time, Changes* changes) {
  names.within = present.names.within;
  names.target = present.names.target;
  present.names = std::move(names);
  extend(present.board, time, present.names, changes);
}

void take_known(Present& present, const EventTurn& turn, Changes* changes) {
  for (const KnownWork& work : turn.known) take_over(present.board, turn.time, work, present.names, changes);
}

void fold_turn(Present& present, std::uint64_t sequence, Time time, const std::vector<Event>& events,
               const Workspace* workspace, Changes* changes) {
  present.board.now = std::max(present.board.now, time);
  const bool keeps = present.recent.keeps(sequence);
  std::uint32_t index = 0;
  for (const Event& event : events) {
    if (workspace != nullptr && std::holds_alternative<WorkspaceChanged>(event)) {
      rename(present, names_of(*workspace), time, changes);
    }
    apply(present.board, time, event, present.names, changes);
    if (keeps) present.recent.add({sequence, index++, time, event});
  }
  end_turn(present.board, sequence, present.names, changes);
}

}  // namespace switchyard::viz
