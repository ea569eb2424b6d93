// The keys of a scenario that say who asks to be called back, and who looks for callbacks.
#pragma once

#include "sim/scenario/reading.h"

namespace switchyard::sim {

// Reads callback_request of a stream of traffic, whose channel and route are known.
void read_callback_request(Reading& reading, codec::Reader& reader, Traffic& traffic);

// Reads callback_button of a group of people.
void read_callback_button(Reading& reading, codec::Reader& reader, Habits& habits);

}  // namespace switchyard::sim
