// After a start only the carrier knows which telephones ring or talk, so it is asked before anything is
// ordered of it.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "adapters/carrier/context.h"
#include "adapters/port.h"

namespace switchyard::adapters::carrier {

// A worker's telephone that may ring or talk for a reservation.
struct Expected {
  LegKey key;
  std::string to;
  std::set<std::string> from;  // what it may show
};

// Those of the workspace that may: of each reservation that is offered or in hand. O(workers).
std::vector<Expected> expected_legs(const WorkspaceView& view, const Settings& settings);

// Asks for all live calls that we placed; `found` is told them once, or none when the carrier does not
// answer.
void find_calls(Context& context, std::function<void(std::vector<ListedCall>)> found);

// Enters the legs whose telephone is expected once and called once; what is not clear is left alone, for a
// wrong call must not be hung up.
void adopt_legs(Context& context, const std::vector<Expected>& expected,
                const std::vector<ListedCall>& calls);

}  // namespace switchyard::adapters::carrier
