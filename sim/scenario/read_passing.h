// The keys of a group of people that say how work is given back, passed on, or done beside other work.
#pragma once

#include "sim/scenario/reading.h"

namespace switchyard::sim {

// Reads hand_back, transfers and concurrency into `habits`.
void read_passing(Reading& reading, codec::Reader& reader, Habits& habits);

}  // namespace switchyard::sim
