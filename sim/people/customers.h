// What customers decide for themselves, each a pure function of who the contact is.
#pragma once

#include <cstdint>

#include "sim/random/stream.h"
#include "sim/scenario/traffic.h"

namespace switchyard::sim {

// Leaves when nobody is asked to serve it at once.
bool balks(const Traffic& traffic, const Key& key, std::uint64_t contact);

// From arrival to hanging up, if still waiting then. The traffic has a patience.
Duration patience_of(const Traffic& traffic, const Key& key, std::uint64_t contact);

// Whether a lost contact is tried once more. `attempt` counts from 0.
bool tries_again(const Traffic& traffic, const Key& key, std::uint64_t contact, std::uint32_t attempt);
Duration redial_delay(const Traffic& traffic, const Key& key, std::uint64_t contact);

// Which kind of contact comes, by the weights of the mix.
std::uint32_t mix_of(const Traffic& traffic, const Key& key, std::uint64_t contact);

// A law's time; draws only when the law leaves it to chance.
Duration drawn(const Distribution& law, const Key& key, Purpose purpose, std::uint64_t entity,
               std::uint32_t index = 0);

}  // namespace switchyard::sim
