// The values that expressions read, laid out by slot: of a worker, of a task, of the clock, of a queue's
// staff.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/expression/bind.h"
#include "engine/state/state.h"

namespace switchyard {

// Canonical bytes of all worker slots of the current rules, one behind the other.
std::string worker_slot_values(const State& state, WorkerId worker);
// The same for slots that are not those of the rules.
std::string worker_slot_values(const State& state, const expression::Slots& slots, WorkerId worker);

// Takes apart values whose canonical bytes stand one behind the other, as worker_slot_values() puts them.
std::vector<ValueView> split_values(std::string_view values, std::size_t count);
void split_values(std::string_view values, std::size_t count, std::vector<ValueView>& views);

// The clock slots at one moment. Owns its bytes.
class ClockValues {
 public:
  ClockValues(const expression::Slots& slots, Time now);
  std::span<const ValueView> views() const { return views_; }

 private:
  std::string bytes_;
  std::vector<ValueView> views_;
};

// When one of the slots that `program` reads next changes its value; `never` when it reads no clock.
Time clock_holds_until(const expression::Slots& slots, const expression::Program& program, Time now);

// True when a worker's profile must be looked at again after its activity, or its work in hand, has changed.
bool reads_activity(const expression::Slots& slots);
bool reads_capacity(const expression::Slots& slots);

}  // namespace switchyard
