// Counts what becomes of callbacks, without whoever sends them knowing of figures.
#pragma once

#include <functional>
#include <string_view>

#include "adapters/http/outgoing.h"

namespace switchyard::adapters::callbacks {

// As `send`; `count` is told what came of each attempt, on any thread, before whoever asked for it:
// "accepted", "refused" (an answer that is not 2xx) or "failed" (no answer).
http::Send count_attempts(http::Send send, std::function<void(std::string_view)> count);

}  // namespace switchyard::adapters::callbacks
