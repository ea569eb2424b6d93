// Work as somebody tells of it who knows the present, for boards that begin in the middle.
#pragma once

#include <vector>

#include "viz/view/board.h"

namespace switchyard::viz {

// Of the task: id, tenant, channel, queue, status, priority, arrived; of a warm transfer, initiator and
// transferred_queue. Of an offer: all but its deadline.
struct KnownWork {
  OpenTask task;
  std::vector<OpenOffer> offers;  // that are live
};

// An open task that the board does not have is there from `time` on, as it stands: it has waited since it
// arrived, and counts neither as offered nor as answered today. Of one that is there the priority is taken,
// which no event tells. O(offers).
void take_over(Board& board, Time time, const KnownWork& work, const Names& names,
               Changes* changes = nullptr);

// A worker is kept free on a channel.
struct KnownCooldown {
  WorkerId worker;
  TaskChannelId channel;
};
// It is under way at `time`. O(1).
void take_over(Board& board, Time time, const KnownCooldown& cooldown, const Names& names,
               Changes* changes = nullptr);

}  // namespace switchyard::viz
