// Workers who may have become free get the work that waits for them.
#pragma once

#include "engine/steps/turn.h"

namespace switchyard {

// Offers waiting tasks to the workers named by Turn::freed() until nobody of them can take more.
void serve_freed_workers(const Turn& turn);

// Turn::freed() for every channel that is in use.
void freed_on_every_channel(const Turn& turn, WorkerId worker);

// The same for all workers.
void freed_everybody(const Turn& turn);

}  // namespace switchyard
