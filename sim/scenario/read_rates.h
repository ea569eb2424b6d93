// The keys of a traffic item that say when its contacts arrive.
#pragma once

#include "sim/scenario/reading.h"

namespace switchyard::sim {

// Reads exactly one of rate, curve, table, trace and at, with shift, scale and busyness, into `traffic`.
void read_arrivals(Reading& reading, codec::Reader& reader, Traffic& traffic);

// Reads the surges on top. They need the arrivals to be read.
void read_surges(Reading& reading, codec::Reader& reader, Traffic& traffic);

}  // namespace switchyard::sim
