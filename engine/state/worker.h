// A worker as the engine keeps one: activity, work in hand and idle clocks by channel.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/state/task.h"
#include "engine/state/timers.h"

namespace switchyard {

// A group of workers about whom every expression says the same; see matching.h.
using ProfileId = Id<struct WorkerProfileKind>;

struct WorkerChannelState {
  std::uint32_t capacity = 1;
  bool available = true;
  std::uint32_t pending = 0;  // reservations by status
  std::uint32_t accepted = 0;
  std::uint32_t wrapping = 0;
  std::uint32_t misses = 0;  // in a row
  Time idle_since;
  Time last_assigned;
  TimerHandle cooldown_timer = 0;  // set: in cooldown

  std::uint32_t in_use() const { return pending + accepted + wrapping; }
};

struct WorkerState {
  ActivityId activity;
  Time activity_since;
  Time idle_since;               // the last end of work, or becoming available
  Time last_assigned;            // the last reservation that was not withdrawn
  std::uint32_t open_tasks = 0;  // reservations that are live, over all channels
  ProfileId profile;
  ActivityId counted_activity;  // as the profile counts it
  bool removed = false;
  bool on_shift = false;          // its calendar is open, or there is none
  bool counted_on_shift = false;  // as the profile counts it
  ReservationSlot first_reservation = no_slot;
  std::vector<WorkerChannelState> channels;  // by TaskChannelId
  std::vector<ClassId> known_classes;        // with waiting tasks that only this worker may take
  Attributes attributes;
};

// How a cooldown timer names its worker and channel. The codec keeps channels below `most_channels` and
// workers below 2^20.
inline constexpr std::uint32_t most_channels = 4096;
inline std::uint32_t cooldown_subject(WorkerId worker, TaskChannelId channel) {
  return worker.value * most_channels + channel.value;
}
inline WorkerId cooldown_worker(std::uint32_t subject) {
  return {subject / most_channels};
}
inline TaskChannelId cooldown_channel(std::uint32_t subject) {
  return {subject % most_channels};
}

}  // namespace switchyard
