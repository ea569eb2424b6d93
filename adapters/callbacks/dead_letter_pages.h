// /v1/dead-letters: what no receiver of events took, for operators: look at it, and send it again.
#pragma once

#include <functional>

#include "adapters/callbacks/event_callbacks.h"
#include "adapters/http/message.h"

namespace switchyard::adapters::callbacks {

// GET  /v1/dead-letters/NAME?from=0&limit=100
//        200 {"workspace", "total", "dead_letters": [{"id", "made", "died", "attempts", "reason", "event"}]},
//        the oldest first; at most 1,000
// POST /v1/dead-letters/NAME[?id=ID]
//        200 {"workspace", "sent_again": N}: that one, or all, are at the end of the line
// Else 400, 401, 404, 405 with {"status", "message"}.
class DeadLetterPages {
 public:
  // `may_use`: else 401. It must be quick. Both must outlive it.
  DeadLetterPages(EventCallbacks& callbacks, std::function<bool(const http::Request&)> may_use)
      : callbacks_(callbacks), may_use_(std::move(may_use)) {}

  static constexpr const char* root = "/v1/dead-letters/";
  // Paths that begin with the root. Any thread.
  http::Response answer(const http::Request& request);

 private:
  http::Response show(const std::string& name, std::size_t total, const http::Request& request) const;

  EventCallbacks& callbacks_;
  std::function<bool(const http::Request&)> may_use_;
};

}  // namespace switchyard::adapters::callbacks
