// The one source of chance: every draw is a pure function of who draws it and why, so draws never move each
// other.
#pragma once

#include <cstdint>
#include <string_view>

namespace switchyard::sim {

// What a draw is for. A number names a stream in recorded results: it is never changed and never reused.
enum class Purpose : std::uint8_t {
  arrival = 1,           // gaps between arrivals, or places in an interval
  day_factor = 2,        // busy-ness of a day
  handle_time = 3,       // one uniform a contact, transformed by the law of whoever serves
  patience = 4,          // one uniform a contact
  attributes = 5,        // which customer, which task attributes
  balking = 6,           // does the contact leave at once when not served at once
  redial = 7,            // does a lost customer call again
  redial_delay = 8,      // after how long
  answer_delay = 9,      // ring time of (contact, worker, ordinal of the offer)
  reject = 10,           // does the worker reject that offer
  miss = 11,             // does the worker miss it
  wrap_up = 12,          // after-call work
  shift = 13,            // lateness, absence, breaks
  interval_factor = 14,  // busy-ness of an interval
  reconnect = 15,        // returns of a worker's lost connection
  network = 16,          // delay and loss of messages
  fault = 17,            // failures of nodes and links
  resampling = 18,       // bootstrap of results
  pace = 19,             // how fast a worker is, and how soon at the phone
  route = 20,            // which of several workflows a contact goes to
  voicemail = 21,        // does the caller speak, how long until and how long
  outbound_call = 22,    // is it answered, and how soon
  returned_call = 23,    // does who was not reached call back, and when
  forwarding = 24,       // does the other line take the call, and when
  hand_back = 25,        // does a shared team give the work back, and when
  transfer = 26,         // does the worker pass the work on, when, and how long both are there
  message_count = 27,    // messages of a conversation
  customer_delay = 28,   // until the customer's next message
  writing_time = 29,     // until the worker's next message
  callback_asked = 30,   // does a waiting caller ask to be called back, and when
  callback_button = 31,  // does a worker look for callbacks, and how long until a press
  burst = 32,            // messages in a row, and the time between them
  writes_again = 33,     // does the customer begin another conversation on the thread, and when
};

inline constexpr std::uint32_t replications_limit = std::uint32_t{1} << 24;

// One replication of one experiment. Replications are independent; equal keys are common random numbers.
struct Key {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;  // below replications_limit
};

// Two independent uniforms, each strictly inside (0, 1).
struct UniformPair {
  double first = 0.5;
  double second = 0.5;
};

// Layout, fixed forever: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC
// 2011)
//   key     = (seed low 32 bits, seed high 32 bits)
//   counter = (entity low, entity high, index, purpose << 24 | replication)
//   first   = (word 1, word 0), second = (word 3, word 2): 64 bits each, of which the upper 52 bits k are
//   used uniform = (k + 1/2) / 2^52, so u and 1 - u are both on the grid, from 2^-53 to 1 - 2^-53
// No two (key, purpose, entity, index) share a block. A replication at or above the limit stops the program.
UniformPair uniform_pair(const Key& key, Purpose purpose, std::uint64_t entity, std::uint32_t index = 0);

// The first half of the pair.
double uniform(const Key& key, Purpose purpose, std::uint64_t entity, std::uint32_t index = 0);

// 0 .. count - 1, equally likely up to a bias below count / 2^52. count > 0.
std::uint32_t uniform_index(double u, std::uint32_t count);

// Stable 64-bit hash of a name (FNV-1a with a final mix); the same in every version. Compute it once a name.
std::uint64_t hash_of_name(std::string_view name);

// Entity of the contact at this place in its stream. For one stream and attempt, distinct indexes never
// collide; elsewhere a collision has the chance of two random 64-bit numbers.
std::uint64_t entity_of(std::uint64_t stream_name_hash, std::uint64_t index, std::uint32_t attempt = 0);

// Entity of an ordered pair of entities, such as (contact, worker); (a, b) and (b, a) differ.
std::uint64_t entity_of_pair(std::uint64_t first, std::uint64_t second);

}  // namespace switchyard::sim
