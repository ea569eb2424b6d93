// The keys of a scenario that say how calls fare outside the queues, and how conversations of messages go.
#pragma once

#include "sim/scenario/reading.h"

namespace switchyard::sim {

// Reads voicemail, outbound_call and thread into `traffic`.
void read_lines(Reading& reading, codec::Reader& reader, Traffic& traffic);

// Finds the traffic that returned calls name, when all of `list` is read.
void find_returned_traffic(Reading& reading, const codec::Node& list);

// Reads diverts and forwarding.
void read_diverts(Reading& reading, codec::Reader& reader);

}  // namespace switchyard::sim
