// Conditions, orders and paths of the document, made ready for the engine.
#include "engine/codec/workspace/expressions.h"

#include <algorithm>
#include <variant>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"
#include "engine/expression/bind.h"
#include "engine/expression/parse.h"

namespace switchyard::codec {
namespace {

using expression::ParseProblem;

void report(Draft& draft, const Document& document, const Node& text, const ParseProblem& problem) {
  std::string message = "expected " + problem.expected + " (found " + problem.found + ")";
  draft.problems.add(document.problem_inside(text, problem.offset, std::move(message), problem.hint));
}

// Walks the operands of a condition.
template <class Node, class Visit>
void for_each_operand(Node& condition, const Visit& visit) {
  if (condition.kind == expression::Expression::Kind::comparison) {
    visit(condition.comparison.left);
    visit(condition.comparison.right);
  }
  for (auto& part : condition.parts) for_each_operand(part, visit);
}

// Where a word stands in the text of a condition, for names that have no place of their own.
Problem at_word(const Document& document, const Node& text, std::string_view word, std::string message,
                std::string hint) {
  std::size_t at = text.text.find(word);
  return document.problem_inside(text, at == std::string::npos ? 0 : at, std::move(message), std::move(hint));
}

void use_our_sid(Draft& draft, Value& literal) {
  auto* text = std::get_if<std::string>(&literal.data);
  if (text == nullptr) return;
  auto sid = draft.foreign_sids.find(*text);
  if (sid != draft.foreign_sids.end()) *text = make_sid(draft.sid_key, sid->second.kind, sid->second.serial);
}

void look_up_activity_count(Draft& draft, const Document& document, const Node& text,
                            expression::WorkerCount& count) {
  if (count.of != expression::WorkerCount::Of::activity || draft.is_bare) return;
  auto sid = find_sid(draft, count.activity);
  if (sid && sid->kind == SidKind::activity && sid->serial <= draft.workspace.activities.size()) {
    count.activity = draft.workspace.activities[sid->serial - 1].name;
  }
  if (draft.activities.find(count.activity) || !draft.activities.is_complete()) return;
  draft.problems.add(at_word(document, text, count.activity,
                             "there is no activity " + shortened(quoted(count.activity), 60),
                             suggestion(count.activity, draft.activities.names())));
}

void look_up_channel(Draft& draft, const Document& document, const Node& text,
                     const expression::WorkerChannel& channel) {
  const std::string& name = channel.unique_name;
  if (draft.is_bare || draft.channels.find(name) || !draft.channels.is_complete()) return;
  draft.problems.add(at_word(document, text, "channel." + name,
                             "there is no task channel " + shortened(quoted(name), 60),
                             suggestion(name, draft.channels.names())));
}

void look_up_operand(Draft& draft, const Document& document, const Node& text, expression::Operand& operand) {
  if (auto* literal = std::get_if<Value>(&operand.content)) use_our_sid(draft, *literal);
  if (auto* list = std::get_if<expression::Operand::List>(&operand.content)) {
    for (expression::Operand& item : *list) look_up_operand(draft, document, text, item);
  }
  auto* name = std::get_if<expression::Name>(&operand.content);
  if (name == nullptr) return;
  if (auto* count = std::get_if<expression::WorkerCount>(name)) {
    look_up_activity_count(draft, document, text, *count);
  } else if (auto* channel = std::get_if<expression::WorkerChannel>(name)) {
    look_up_channel(draft, document, text, *channel);
  }
}

}  // namespace

void look_up_names(Draft& draft, const Document& document, const Node& text,
                   expression::Expression& condition) {
  for_each_operand(condition,
                   [&](expression::Operand& operand) { look_up_operand(draft, document, text, operand); });
}

std::optional<expression::Program> compile_condition(Draft& draft, const Document& document, const Node& text,
                                                     expression::Dialect dialect) {
  if (!read_string(document, text, draft.problems)) return std::nullopt;
  auto parsed = expression::parse(text.text, dialect);
  if (const auto* problem = std::get_if<ParseProblem>(&parsed)) {
    report(draft, document, text, *problem);
    return std::nullopt;
  }
  auto& condition = std::get<expression::Expression>(parsed);
  look_up_names(draft, document, text, condition);
  warn_about(draft, document, text, condition, dialect);
  return expression::bind(condition, draft.workspace.slots);
}

std::vector<expression::BoundOrderClause> compile_order_by(Draft& draft, const Document& document,
                                                           const Node& text) {
  if (!read_string(document, text, draft.problems)) return {};
  auto parsed = expression::parse_order_by(text.text);
  if (const auto* problem = std::get_if<ParseProblem>(&parsed)) {
    report(draft, document, text, *problem);
    return {};
  }
  return expression::bind_order_by(std::get<expression::OrderBy>(parsed), draft.workspace.slots);
}

std::optional<std::uint32_t> compile_task_path(Draft& draft, const Document& document, const Node& text) {
  if (!read_string(document, text, draft.problems)) return std::nullopt;
  auto parsed = expression::parse_task_path(text.text);
  if (const auto* problem = std::get_if<ParseProblem>(&parsed)) {
    report(draft, document, text, *problem);
    return std::nullopt;
  }
  return expression::intern(expression::TaskAttribute{std::get<expression::Path>(parsed)},
                            draft.workspace.slots);
}

}  // namespace switchyard::codec
