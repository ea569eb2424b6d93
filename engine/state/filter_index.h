// Finds the filters that a task can match among a thousand, by the text of one of its attributes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/workspace/workflow.h"

namespace switchyard {

// The filters of one workflow, by what most of them ask first.
struct FilterIndex {
  static constexpr std::uint32_t no_slot_asked = 0xFFFF'FFFF;

  std::uint32_t task_slot = no_slot_asked;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_value;  // canonical bytes; ascending
  std::vector<std::uint32_t> others;  // may match whatever the value is; ascending
};

FilterIndex index_filters(const Workflow& workflow);

// The first filter from `from` on that may match a task with this value in the index's slot and for which
// `accept(filter)` is true; `none` when there is none. O(log filters) and the filters that are asked.
template <class Accept>
std::uint32_t first_filter(const FilterIndex& index, std::string_view value, std::uint32_t from,
                           std::uint32_t none, Accept accept) {
  const auto found = index.by_value.find(value);
  std::span<const std::uint32_t> named;
  if (found != index.by_value.end()) named = found->second;
  auto a = std::lower_bound(named.begin(), named.end(), from);
  auto b = std::lower_bound(index.others.begin(), index.others.end(), from);
  while (a != named.end() || b != index.others.end()) {
    const bool named_first = b == index.others.end() || (a != named.end() && *a < *b);
    const std::uint32_t filter = named_first ? *a++ : *b++;
    if (accept(filter)) return filter;
  }
  return none;
}

}  // namespace switchyard
