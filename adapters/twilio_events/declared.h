// What a version of the rules declares, remembered so that the next version's changes can be told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/twilio_events/event.h"
#include "engine/workspace/workspace.h"

namespace switchyard::adapters::twilio_events {

// One declared thing: there or removed, and how its document describes it.
struct DeclaredThing {
  bool there = true;
  std::string mark;
  friend bool operator==(const DeclaredThing&, const DeclaredThing&) = default;
};

// By id. The default declares nothing.
struct Declared {
  std::vector<DeclaredThing> activities, channels, workers, queues, workflows;
};

// O(document).
Declared declared_by(const Workspace& rules);

// A change of one declared thing, by its index.
struct Change {
  EventType type;
  std::uint32_t id = 0;
};
// From one version to the next, in the order of the kinds above.
std::vector<Change> changes_between(const Declared& before, const Declared& after);

}  // namespace switchyard::adapters::twilio_events
