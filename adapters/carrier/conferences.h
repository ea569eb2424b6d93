// What can be asked only of a conference that has begun.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "adapters/carrier/context.h"

namespace switchyard::adapters::carrier {

// The live conference of that name: nothing when there is none. It begins a moment after the answer that
// sends the worker there, so the carrier is asked five times, for 15 s in all.
void find_live_conference(Context& context, const std::string& name,
                          std::function<void(const std::optional<std::string>& sid)> found);

// What the instruction `conference` wants of it beyond the worker's entrance: its SID stands in the task's
// attributes, and it goes on without the customer when the wishes say so.
void settle_conference(Context& context, const Subject& subject, const http::Fields& wishes);

}  // namespace switchyard::adapters::carrier
