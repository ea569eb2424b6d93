// The first half of a threshold as it is written: a metric's name and its labels, each with its place.
#pragma once

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "reports/thresholds/threshold.h"

namespace switchyard::reports {

struct Label {
  std::string_view name;
  std::string_view value;
  std::size_t name_offset = 0;
  std::size_t value_offset = 0;
};

struct WrittenSelector {
  std::string_view metric;
  std::size_t metric_offset = 0;
  std::vector<Label> labels;

  const Label* find(std::string_view label) const {
    for (const Label& entry : labels) {
      if (entry.name == label) return &entry;
    }
    return nullptr;
  }
};

// `metric` or `metric{label:value,…}`; a value may stand in double quotes, and then hold commas and braces.
tl::expected<WrittenSelector, ThresholdProblem> parse_labels(std::string_view text);

}  // namespace switchyard::reports
