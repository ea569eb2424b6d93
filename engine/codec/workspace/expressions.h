// Expressions inside documents: parsed, their names looked up, bound, and their problems placed to the
// character.
#pragma once

#include <optional>

#include "engine/codec/workspace/draft.h"
#include "engine/expression/expression.h"

namespace switchyard::codec {

// Nothing when it is wrong; the problem is at the character inside the string.
std::optional<expression::Program> compile_condition(Draft& draft, const Document& document, const Node& text,
                                                     expression::Dialect dialect);
std::vector<expression::BoundOrderClause> compile_order_by(Draft& draft, const Document& document,
                                                           const Node& text);
// The slot of a task attribute that is named by a path such as task.agent_sid.
std::optional<std::uint32_t> compile_task_path(Draft& draft, const Document& document, const Node& text);

// Replaces SIDs and activities that TaskRouter knows by other names with ours, in literals and in
// workers.<activity>, and reports activities and task channels that there are not.
void look_up_names(Draft& draft, const Document& document, const Node& text,
                   expression::Expression& condition);

// Warns about what is allowed and silently never true.
void warn_about(Draft& draft, const Document& document, const Node& text,
                const expression::Expression& condition, expression::Dialect dialect);

}  // namespace switchyard::codec
