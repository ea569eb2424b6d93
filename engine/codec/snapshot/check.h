// The questions that a snapshot must pass before an engine may go on from it.
#pragma once

#include "engine/codec/snapshot/places.h"
#include "engine/state/snapshot.h"

namespace switchyard::codec {

// Each assumes that those before it found nothing, and stops at the first finding.

// Ids, slots and ranges within each workspace; each continues the tables of the one before it.
void check_rules(const Snapshot& snapshot, const SnapshotPlaces& places, Findings& findings);

// The program asks only values that are there, besides literals and lists.
struct Readable {
  bool task = false, worker = false, clock = false, workers = false;
};
void check_program(const expression::Program& program, const expression::Slots& slots, Readable readable,
                   Findings& findings);

// Counters, workers, tasks and their reservations fit the rules and each other.
void check_work(const Snapshot& snapshot, const SnapshotPlaces& places, Findings& findings);

// Calendars and diversions fit the rules, and what they are told of the future is to come.
void check_hours(const Snapshot& snapshot, const SnapshotPlaces& places, Findings& findings);

// Timers belong to what waits for them; keys, effects and threads are in order.
void check_timers(const Snapshot& snapshot, const SnapshotPlaces& places, Findings& findings);
void check_memory(const Snapshot& snapshot, const SnapshotPlaces& places, Findings& findings);

}  // namespace switchyard::codec
