// Conditions that are well formed and never do what was meant; TaskRouter accepts them and says nothing.
#include <string>
#include <variant>

#include "engine/base/match.h"
#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"
#include "engine/codec/workspace/expressions.h"

namespace switchyard::codec {
namespace {

using expression::Comparison;
using expression::Dialect;
using expression::Operand;
using expression::Operator;

class Advisor {
 public:
  Advisor(Draft& draft, const Document& document, const Node& text, Dialect dialect)
      : draft_(draft), document_(document), text_(text), dialect_(dialect) {}

  void look_at(const expression::Expression& condition);

 private:
  void look_at_operand(const Operand& operand);
  void look_at_name(const expression::Name& name);
  void look_at_task_attribute(const expression::Path& path);
  void look_at_worker_attribute(const expression::Path& path);
  void look_at_comparison(const Comparison& comparison);
  void look_at_array_side(const Operand& operand, std::string_view word);
  void warn(std::string_view word, std::string message, std::string hint = {});

  Draft& draft_;
  const Document& document_;
  const Node& text_;
  Dialect dialect_;
};

std::string first_word(const expression::Path& path) {
  const auto* word = path.empty() ? nullptr : std::get_if<std::string>(&path.front());
  return word != nullptr ? *word : std::string();
}

void Advisor::warn(std::string_view word, std::string message, std::string hint) {
  std::size_t at = text_.text.find(word);
  Problem problem =
      document_.problem_inside(text_, at == std::string::npos ? 0 : at, std::move(message), std::move(hint));
  problem.severity = Severity::warning;
  draft_.problems.add(std::move(problem));
}

void Advisor::look_at(const expression::Expression& condition) {
  if (condition.kind == expression::Expression::Kind::comparison) look_at_comparison(condition.comparison);
  for (const auto& part : condition.parts) look_at(part);
}

void Advisor::look_at_comparison(const Comparison& comparison) {
  look_at_operand(comparison.left);
  look_at_operand(comparison.right);
  if (comparison.op == Operator::has) look_at_array_side(comparison.left, "HAS");
  if (comparison.op == Operator::in) look_at_array_side(comparison.right, "IN");
  if (comparison.op == Operator::not_in) look_at_array_side(comparison.right, "NOT IN");
}

void Advisor::look_at_operand(const Operand& operand) {
  if (const auto* name = std::get_if<expression::Name>(&operand.content)) look_at_name(*name);
  if (const auto* list = std::get_if<Operand::List>(&operand.content)) {
    for (const Operand& item : *list) look_at_operand(item);
  }
}

void Advisor::look_at_name(const expression::Name& name) {
  if (const auto* task = std::get_if<expression::TaskAttribute>(&name)) look_at_task_attribute(task->path);
  if (const auto* worker = std::get_if<expression::WorkerAttribute>(&name))
    look_at_worker_attribute(worker->path);
}

void Advisor::look_at_task_attribute(const expression::Path& path) {
  if (dialect_ != Dialect::task || path.size() < 2) return;
  std::string word = first_word(path);
  if (word == "task") {
    warn("task.", "in a filter this is an attribute named task, which tasks do not have",
         "a filter's names stand without task.");
  } else if (word == "worker") {
    warn("worker.", "a filter knows no worker: this is an attribute of the task", "it belongs in a target");
  }
}

void Advisor::look_at_worker_attribute(const expression::Path& path) {
  std::string word = first_word(path);
  if (draft_.worker_attributes.empty() || draft_.worker_attributes.count(word) != 0) return;
  if (dialect_ == Dialect::worker && word == "task") {
    warn("task", "a queue knows no task: this is an attribute of the worker", "it belongs in a target");
    return;
  }
  std::vector<std::string> known;
  for (const auto& attribute : draft_.worker_attributes) known.push_back(attribute.first);
  warn(word, "no worker has an attribute " + shortened(quoted(word), 60), suggestion(word, known));
}

// The side of HAS or IN that has to be an array.
void Advisor::look_at_array_side(const Operand& operand, std::string_view word) {
  std::string is_false =
      std::string(word) + " is false without an array on its " + (word == "HAS" ? "left" : "right");
  if (std::holds_alternative<Value>(operand.content)) {
    warn("", is_false,
         word == "HAS" ? "it is written: skills HAS \"sales\"" : "it is written: x IN [\"a\", \"b\"]");
    return;
  }
  const auto* name = std::get_if<expression::Name>(&operand.content);
  const auto* worker = name != nullptr ? std::get_if<expression::WorkerAttribute>(name) : nullptr;
  if (worker == nullptr || worker->path.size() != 1) return;
  std::string attribute = first_word(worker->path);
  auto known = draft_.worker_attributes.find(attribute);
  if (known == draft_.worker_attributes.end() || known->second) return;
  warn(attribute, is_false + ", and no worker has one in " + shortened(quoted(attribute), 60));
}

}  // namespace

void warn_about(Draft& draft, const Document& document, const Node& text,
                const expression::Expression& condition, Dialect dialect) {
  Advisor(draft, document, text, dialect).look_at(condition);
}

}  // namespace switchyard::codec
