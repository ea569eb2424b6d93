// A place in the events of a workspace, so that deliveries go on after a restart where they were.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchyard::adapters::callbacks {

// The first event that is still owed: everything of the turns before, and so many events of this one, has
// been accepted, has died, or was not wanted.
struct EventPosition {
  std::uint64_t turn = 0;
  std::uint32_t event = 0;
  friend auto operator<=>(const EventPosition&, const EventPosition&) = default;
};

// "17 3"
std::string to_text(EventPosition position);
// Nothing for any other text.
std::optional<EventPosition> read_position(std::string_view text);

}  // namespace switchyard::adapters::callbacks
