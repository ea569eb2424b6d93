// New rules on a recorded day: a log or a live journal, decision by decision.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "cli/console.h"
#include "cli/failure.h"
#include "engine/codec/document/document.h"
#include "reports/decisions/decide.h"

namespace switchyard::cli {

// Replays twice: to learn which turns decided, and to take those again with the rules of `document`; how far
// that is, is told on `console`. `last`: only turns so long before the log's last one.
Outcome<reports::DecisionReport> judge_rules(const std::string& log, const codec::Document& document,
                                             const Console& console, std::size_t most_examples,
                                             std::optional<Duration> last = std::nullopt);

std::string to_text(const reports::DecisionReport& report);
nlohmann::ordered_json json_of(const reports::DecisionReport& report);

}  // namespace switchyard::cli
