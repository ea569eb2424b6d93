// A dead letter as text, so that it can be kept where only texts are.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/callbacks/outbox.h"

namespace switchyard::adapters::callbacks {

// One form: what the delivery is, when and why it died, and what was to be posted.
std::string to_text(const DeadLetter& letter);
// Nothing for any other text.
std::optional<DeadLetter> read_dead_letter(std::string_view text);

// The dead letters of each workspace, kept somewhere that outlives the process. Without it they are gone with
// the process. On any thread, one call at a time.
struct DeadLetterShelf {
  std::function<std::vector<DeadLetter>(std::string_view workspace)> read;  // the oldest first
  std::function<void(std::string_view workspace, const std::vector<DeadLetterChange>&)> change = {};
  std::function<void(std::string_view workspace)> forget = {};
};

}  // namespace switchyard::adapters::callbacks
