// From the engine's events to TaskRouter's.
#pragma once

#include <cstdint>
#include <vector>

#include "adapters/port.h"
#include "adapters/twilio_events/declared.h"
#include "adapters/twilio_events/event.h"
#include "adapters/twilio_events/task_notes.h"

namespace switchyard::adapters::twilio_events {

// Follows one workspace. What it makes depends on the state at the beginning and the turns since, so that a
// replay makes the same events.
class EventMaker {
 public:
  // Looks at how things stand; a workspace that is new tells what it declares by opening().
  explicit EventMaker(const WorkspaceView& view);

  // The events of a workspace that was made just now: itself and all that it declares.
  std::vector<Event> opening(const WorkspaceView& view) const;

  // The events of one turn, appended. The view is of the state after it; every turn must be given, in order.
  void turn(const WorkspaceView& view, const TurnSeen& turn, std::vector<Event>& out);

  const TaskNotes& notes() const { return notes_; }

 private:
  struct Channel {
    std::uint32_t capacity = 0;
    bool available = true;
  };
  // How a worker stood before the turn that is looked at.
  struct WorkerNote {
    Time activity_since;
    std::vector<Channel> channels;  // by TaskChannelId
    SharedAttributes attributes;    // null: to be copied when it is asked for
    std::uint64_t version = 0;      // the turn of the last change; of the beginning, before any
  };
  class Turn;

  void look_at_workers(const State& state);  // as after a change of all
  SharedAttributes worker_attributes(const State& state, WorkerId worker);

  TaskNotes notes_;
  std::vector<WorkerNote> workers_;  // by WorkerId
  Declared declared_;
};

}  // namespace switchyard::adapters::twilio_events
