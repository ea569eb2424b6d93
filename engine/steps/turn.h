// What a step has in its hands: the state, and where to say what happened and what must be done.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "engine/output.h"
#include "engine/state/state.h"

namespace switchyard {

struct Turn {
  State& state;
  Output& output;
  std::size_t first_effect = 0;  // the caller's output may hold earlier ones

  Time now() const { return state.now; }
  Task& task(TaskSlot slot) const { return state.tasks[slot]; }
  Reservation& reservation(ReservationSlot slot) const { return state.reservations[slot]; }
  WorkerState& worker(WorkerId id) const { return state.workers[id.index()]; }

  template <class Happened>
  void happened(const Happened& event) const {
    output.events.emplace_back(event);
  }

  // Orders an effect and keeps it open until its result comes or it no longer matters.
  void order(const Effect& effect) const {
    const std::size_t index = output.effects.size() - first_effect;
    state.open_effects.push_back({{state.sequence, static_cast<std::uint32_t>(index)}, effect});
    output.effects.push_back(effect);
  }

  void refuse(Refusal reason, TaskId task = {}, ReservationId reservation = {}) const {
    happened(CommandRefused{reason, task, reservation});
  }

  // The worker may be able to take something on the channel: looked at when the step is done.
  void freed(WorkerId worker, TaskChannelId channel) const {
    state.scratch.freed.push_back({worker, channel});
  }
};

}  // namespace switchyard
