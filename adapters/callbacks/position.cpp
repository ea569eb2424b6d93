// Two numbers in decimal digits, for people to read too.
#include "adapters/callbacks/position.h"

#include <charconv>

namespace switchyard::adapters::callbacks {

std::string to_text(EventPosition position) {
  return std::to_string(position.turn) + " " + std::to_string(position.event);
}

std::optional<EventPosition> read_position(std::string_view text) {
  EventPosition position;
  const char* const end = text.data() + text.size();
  const auto turn = std::from_chars(text.data(), end, position.turn);
  if (turn.ec != std::errc() || turn.ptr == end || *turn.ptr != ' ') return std::nullopt;
  const auto event = std::from_chars(turn.ptr + 1, end, position.event);
  return event.ec == std::errc() && event.ptr == end ? std::optional(position) : std::nullopt;
}

}  // namespace switchyard::adapters::callbacks
