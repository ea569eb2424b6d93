// The attribute is the one that guards most filters; a filter that it does not guard is asked for every task.
#include "engine/state/filter_index.h"

#include <utility>

#include "engine/expression/guard.h"

namespace switchyard {

namespace {

using Guards = std::vector<std::vector<expression::Guard>>;  // by filter

Guards guards_of_filters(const Workflow& workflow) {
  Guards guards;
  for (const Filter& filter : workflow.filters) guards.push_back(expression::guards_of(filter.expression));
  return guards;
}

std::uint32_t most_asked_slot(const Guards& guards) {
  std::map<std::uint32_t, std::size_t> count;
  for (const auto& of_filter : guards) {
    for (const expression::Guard& guard : of_filter) ++count[guard.task_slot];
  }
  const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto most = std::max_element(count.begin(), count.end(), fewer);
  return most == count.end() ? FilterIndex::no_slot_asked : most->first;
}

const expression::Guard* guard_on(const std::vector<expression::Guard>& guards, std::uint32_t slot) {
  const auto asks = [&](const expression::Guard& guard) { return guard.task_slot == slot; };
  const auto found = std::find_if(guards.begin(), guards.end(), asks);
  return found == guards.end() ? nullptr : &*found;
}

// A list may name a value twice.
void add(FilterIndex& index, const expression::Guard& guard, std::uint32_t filter) {
  for (const std::string& value : guard.values) {
    std::vector<std::uint32_t>& filters = index.by_value[value];
    if (filters.empty() || filters.back() != filter) filters.push_back(filter);
  }
}

}  // namespace

FilterIndex index_filters(const Workflow& workflow) {
  const Guards guards = guards_of_filters(workflow);
  FilterIndex index;
  index.task_slot = most_asked_slot(guards);
  for (std::uint32_t f = 0; f < guards.size(); ++f) {
    const expression::Guard* guard = guard_on(guards[f], index.task_slot);
    guard == nullptr ? index.others.push_back(f) : add(index, *guard, f);
  }
  return index;
}

}  // namespace switchyard
