// Requests that the carrier did not do, told to whoever runs the program, without those who send them
// knowing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "adapters/carrier/settings.h"
#include "adapters/http/outgoing.h"

namespace switchyard::adapters::carrier {

// As a log may show it: nobody's number, and none of the carrier's words, which may repeat one.
struct RequestFailure {
  std::string request;               // "Calls", "Messages", …; "listener": a report that we hand on
  unsigned status = 0;               // 0: no answer
  std::optional<std::int64_t> code;  // the carrier's own, when it gives one
  std::string text;                  // what to look at first
};

// As `send`; `tell` hears of each attempt that failed, on any thread, before whoever asked for it. That a
// call has ended by the time we wanted something of it is no failure.
http::Send watch_failures(http::Send send, const Settings& settings,
                          std::function<void(const RequestFailure&)> tell);

}  // namespace switchyard::adapters::carrier
