// The moments at which contacts arrive, one stream after another, each a function of its name and the seed
// only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "sim/scenario/scenario.h"
#include "sim/traffic/rates.h"

namespace switchyard::sim {

// The next contact of a stream: `index` counts the stream's arrivals from 0.
struct Arrival {
  Time time;
  std::uint64_t index = 0;
  std::uint32_t mix = 0;  // of recorded contacts; the others draw theirs
};

// Poisson arrivals by inversion of the cumulative rate: arrival k comes where the expected number reaches the
// sum of k + 1 exponential draws, so that a changed rate moves arrivals but never changes who they are.
class PoissonArrivals {
 public:
  PoissonArrivals(std::vector<RatePiece> pieces, std::uint64_t stream, Key key)
      : pieces_(std::move(pieces)), stream_(stream), key_(key) {}

  std::optional<Arrival> next();

 private:
  double gap();

  std::vector<RatePiece> pieces_;
  std::uint64_t stream_;
  Key key_;
  std::size_t piece_ = 0;
  std::uint64_t index_ = 0;
  double reached_ = 0;  // sum of the draws
  UniformPair pair_;    // one block serves two arrivals
};

// Given moments inside a window. The trace must live as long.
class TraceArrivals {
 public:
  TraceArrivals(std::span<const Trace::Arrival> arrivals, TimeWindow window);

  std::optional<Arrival> next();

 private:
  std::span<const Trace::Arrival> arrivals_;
  TimeWindow window_;
  std::size_t index_ = 0;
};

// One source of contacts: a traffic's ordinary stream or one of its surges.
struct Stream {
  std::uint32_t traffic = 0;  // index in Scenario::traffic
  std::uint64_t name_hash = 0;
  std::variant<PoissonArrivals, TraceArrivals> source;

  std::optional<Arrival> next();
};

// All streams of a run; the scenario must live as long.
std::vector<Stream> make_streams(const Scenario& scenario, const Key& key);

// Who a contact is: the root of its chance.
std::uint64_t contact_entity(const Stream& stream, std::uint64_t index, std::uint32_t attempt);

}  // namespace switchyard::sim
