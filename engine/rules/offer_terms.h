// The question "on what terms is this task offered?": to how many at once, for how long.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "engine/base/time.h"
#include "engine/state/state.h"

namespace switchyard {

struct OfferTerms {
  std::uint32_t most = 1;              // asked at the same time
  bool grows = false;                  // ring-all: who becomes free while it rings joins
  std::optional<Duration> step_every;  // so many more are asked each time
  Duration timeout{};
};

inline constexpr std::uint32_t everybody = std::numeric_limits<std::uint32_t>::max();

OfferTerms offer_terms(const State& state, const Task& task);

// True for the targets in which several phones ring for one call (`ring`), not for max_reserved_workers.
bool rings_several(const State& state, const Task& task);

}  // namespace switchyard
