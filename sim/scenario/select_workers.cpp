// Which workers a group of people means: all, names, prefixes, or a condition on their attributes.
#include <algorithm>

#include "engine/base/match.h"
#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"
#include "engine/expression/bind.h"
#include "engine/expression/evaluate.h"
#include "engine/expression/parse.h"
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Node;

std::vector<std::string> worker_names(const Workspace& workspace) {
  std::vector<std::string> names;
  for (const Worker& worker : workspace.workers) names.push_back(worker.name);
  return names;
}

bool is_prefix(std::string_view pattern) {
  return !pattern.empty() && pattern.back() == '*';
}

bool fits(std::string_view pattern, const std::string& name) {
  if (!is_prefix(pattern)) return name == pattern;
  pattern.remove_suffix(1);
  return std::string_view(name).substr(0, pattern.size()) == pattern;
}

// Marks who fits; false when nobody does.
bool mark_names(const Workspace& workspace, std::string_view pattern, std::vector<bool>& marked) {
  bool any = false;
  for (std::size_t i = 0; i < workspace.workers.size(); ++i) {
    if (!fits(pattern, workspace.workers[i].name)) continue;
    marked[i] = true;
    any = true;
  }
  return any;
}

// The values of an expression's names for one worker: attributes and the name. What only a running engine
// knows is null.
std::vector<ValueView> values_of(const Worker& worker, const Attributes& own_name,
                                 const expression::Slots& slots) {
  std::vector<ValueView> values;
  for (const expression::Name& name : slots.worker) {
    if (const auto* attribute = std::get_if<expression::WorkerAttribute>(&name)) {
      values.push_back(expression::find(worker.attributes.view(), attribute->path));
    } else if (const auto* field = std::get_if<expression::WorkerField>(&name);
               field != nullptr && *field == expression::WorkerField::friendly_name) {
      values.push_back(own_name.view());
    } else {
      values.emplace_back();
    }
  }
  return values;
}

// Nothing when the text is no expression.
std::optional<expression::ParseProblem> mark_expression(const Workspace& workspace, const std::string& text,
                                                        std::vector<bool>& marked) {
  auto parsed = expression::parse(text, expression::Dialect::worker);
  if (auto* problem = std::get_if<expression::ParseProblem>(&parsed)) return std::move(*problem);
  expression::Slots slots;
  const auto program = expression::bind(std::get<expression::Expression>(parsed), slots);
  const std::vector<ValueView> clock(slots.clock.size());
  for (std::size_t i = 0; i < workspace.workers.size(); ++i) {
    const Attributes name{Value(Value::Data(workspace.workers[i].name))};
    const auto values = values_of(workspace.workers[i], name, slots);
    marked[i] = expression::evaluate(program, {{}, values, clock, {}});
  }
  return std::nullopt;
}

// Looking through all names takes long; a problem that is only counted needs none.
std::string hint_for(const Reading& reading, const std::string& wrong) {
  if (reading.problems.is_full()) return {};
  return codec::suggestion(wrong, worker_names(reading.scenario.workspace));
}

void select_by_text(Reading& reading, const Node& node, std::vector<bool>& marked) {
  const Workspace& workspace = reading.scenario.workspace;
  if (node.text == "all") {
    marked.assign(marked.size(), true);
    return;
  }
  if (mark_names(workspace, node.text, marked)) return;
  const auto problem = mark_expression(workspace, node.text, marked);
  if (!problem) return;
  const bool is_word = node.text.find(' ') == std::string::npos;
  if (is_word) {
    reading.report(node, "there is no worker " + codec::quoted(node.text), hint_for(reading, node.text));
  } else {
    reading.problems.add(reading.document().problem_inside(node, problem->offset,
                                                           expression::message(*problem), problem->hint));
  }
}

void select_by_list(Reading& reading, const Node& list, std::vector<bool>& marked) {
  const Workspace& workspace = reading.scenario.workspace;
  for (const Node& node : list.children) {
    const auto text = codec::read_string(reading.document(), node, reading.problems);
    if (!text || mark_names(workspace, *text, marked)) continue;
    reading.report(node, "there is no worker " + codec::quoted(*text), hint_for(reading, *text));
  }
}

}  // namespace

bool matches_at_start(const Workspace& workspace, const TaskQueue& queue, const Worker& worker) {
  const Attributes name{Value(Value::Data(worker.name))};
  const auto values = values_of(worker, name, workspace.slots);
  const std::vector<ValueView> clock(workspace.slots.clock.size());
  return expression::evaluate(queue.target_workers, {{}, values, clock, {}});
}

std::vector<WorkerId> select_workers(Reading& reading, const Node& node) {
  std::vector<bool> marked(reading.scenario.workspace.workers.size());
  if (node.is(Node::Kind::string)) {
    select_by_text(reading, node, marked);
  } else if (node.is(Node::Kind::array)) {
    select_by_list(reading, node, marked);
  } else {
    codec::expect(reading.document(), node, reading.problems, "must be workers",
                  "write \"all\", a name, \"prefix*\", an expression, or a list of names and prefixes");
  }
  std::vector<WorkerId> workers;
  for (std::uint32_t i = 0; i < marked.size(); ++i) {
    if (marked[i]) workers.push_back(WorkerId{i});
  }
  if (workers.empty()) reading.report(node, "no worker of the workspace is meant by this");
  return workers;
}

}  // namespace switchyard::sim
