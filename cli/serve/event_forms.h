// The events of the last turn as the forms that event callbacks carry.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/port.h"
#include "adapters/twilio_events/event.h"

namespace switchyard::cli {

// Stands between who makes the events (the API's records) and who delivers them. Only on the host's thread.
class EventForms {
 public:
  void add(const adapters::WorkspaceView& view, const adapters::twilio_events::Event& event);

  // Of that turn, if it was the last of which events came; else none.
  std::vector<adapters::http::Fields> of(const adapters::WorkspaceView& view,
                                         const adapters::TurnSeen& turn) const;

 private:
  std::string workspace_;
  std::uint64_t sequence_ = 0;
  std::vector<adapters::twilio_events::Event> events_;
};

}  // namespace switchyard::cli
