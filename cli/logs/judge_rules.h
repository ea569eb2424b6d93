// New rules on a recorded day: a log or a live journal, decision by decision.
#pragma once

#include <string>

#include "cli/failure.h"
#include "reports/decisions/decide.h"

namespace switchyard::cli {

// Replays twice: to learn which turns decided, and to take those again with the document in `workspace_file`.
Outcome<reports::DecisionReport> judge_rules(const std::string& log, const std::string& workspace_file,
                                             std::size_t most_examples);

std::string to_text(const reports::DecisionReport& report);
std::string to_json(const reports::DecisionReport& report);

}  // namespace switchyard::cli
