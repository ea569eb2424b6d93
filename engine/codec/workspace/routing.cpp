// Filters and the rows of targets in them.
#include "engine/codec/workspace/routing.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/codec/workspace/expressions.h"

namespace switchyard::codec {
namespace {

struct Place {
  Draft& draft;
  const Document& document;
  TenantId tenant;
};

// Old files have other names for it.
std::string read_filter_name(Reader& reader, std::size_t number) {
  std::string name = "filter " + std::to_string(number);
  for (std::string_view key : {"friendly_name", "friendlyName", "filter_friendly_name"}) {
    auto text = reader.string(key);
    if (text && !text->empty()) name = *text;
  }
  return name;
}

// Whether a task can go on to the next target. Chats and callbacks pass a voicemail by.
bool can_be_left(const Node& target) {
  constexpr std::array<std::string_view, 9> ways{
      "timeout", "timeout_attribute", "skip_if", "leave_after_misses",       "leave_after_rejects",
      "during",  "outside",           "end",     "skip_when_nobody_on_shift"};
  return std::any_of(ways.begin(), ways.end(), [&](auto key) { return target.member(key) != nullptr; });
}

// Whoever finds no place in a queue goes on at once.
bool may_be_full(const Workspace& workspace, TaskQueueId queue) {
  return !queue.is_none() && workspace.queues[queue.index()].waiting_limit.has_value();
}

void warn_about_unreachable(Place place, const Node& next) {
  Problem problem = place.document.problem(
      next, "no task comes to this target: the one before has no timeout and no skip_if");
  problem.severity = Severity::warning;
  place.draft.problems.add(std::move(problem));
}

void read_targets(Place place, const Node& list, Filter& filter) {
  std::vector<Target>& targets = place.draft.workspace.targets;
  filter.first_target = TargetId{static_cast<std::uint32_t>(targets.size())};
  TaskQueueId queue;
  const Node* before = nullptr;
  for (const Node& node : list.children) {
    if (before != nullptr && !can_be_left(*before) && !may_be_full(place.draft.workspace, queue))
      warn_about_unreachable(place, node);
    before = &node;
    targets.push_back(read_target(place.draft, place.document, node, place.tenant, queue));
    queue = targets.back().queue;
    ++filter.target_count;
  }
}

void read_filter(Place place, const Node& node, Workflow& workflow) {
  Reader reader(place.document, node, place.draft.problems);
  Filter filter;
  filter.name = read_filter_name(reader, workflow.filters.size() + 1);
  if (const Node* text = reader.require("expression")) {
    auto program = compile_condition(place.draft, place.document, *text, expression::Dialect::task);
    if (program) filter.expression = std::move(*program);
  }
  if (place.draft.is_bare) {
    constexpr std::array<std::string_view, 2> our_keys{"during", "outside"};
    refuse_our_keys(reader, our_keys);
  } else {
    filter.hours = read_during(place.draft, reader);
  }
  const Node* targets = reader.require("targets");
  if (targets != nullptr && targets->is(Node::Kind::array)) {
    if (targets->children.empty())
      expect(place.document, *targets, place.draft.problems, "must not be empty");
    read_targets(place, *targets, filter);
  } else if (targets != nullptr) {
    expect(place.document, *targets, place.draft.problems, "must be an array");
  }
  reader.finish();
  workflow.filters.push_back(std::move(filter));
}

Filter read_default_filter(Place place, const Node& node) {
  std::vector<Target>& targets = place.draft.workspace.targets;
  Filter filter;
  filter.name = "default_filter";
  filter.first_target = TargetId{static_cast<std::uint32_t>(targets.size())};
  filter.target_count = 1;
  targets.push_back(read_target(place.draft, place.document, node, place.tenant, TaskQueueId{}));
  return filter;
}

}  // namespace

void read_routing(Draft& draft, const Document& document, const Node& routing, Workflow& workflow) {
  Place place{draft, document, workflow.tenant};
  Reader reader(document, routing, draft.problems);
  if (const Node* filters = reader.array("filters")) {
    for (const Node& filter : filters->children) read_filter(place, filter, workflow);
  }
  if (const Node* node = reader.object("default_filter")) {
    workflow.default_filter = read_default_filter(place, *node);
  }
  reader.finish();
  if (routing.is(Node::Kind::object) && workflow.filters.empty() && !workflow.default_filter) {
    reader.report(routing, "a workflow must have a filter or a default_filter", "else it cancels every task");
  }
}

}  // namespace switchyard::codec
