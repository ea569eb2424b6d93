// Whoever was missed is called back, when the tenant wants that.
#pragma once

#include <string>

#include "engine/steps/turn.h"

namespace switchyard {

// A new task with the missed one's attributes, by the rule of its tenant; `recording`, if there is one,
// becomes an attribute. None when the tenant has no rule.
TaskId create_callback(const Turn& turn, TaskSlot missed, const std::string& recording);

// Whether hanging up now makes the task a missed call for which the tenant wants a callback.
bool is_called_back_when_missed(const State& state, const Task& task);

}  // namespace switchyard
