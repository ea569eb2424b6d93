// Puts the halves of a threshold together and gathers their problems.
#include <utility>

#include "reports/measures/names.h"
#include "reports/thresholds/condition.h"
#include "reports/thresholds/labels.h"
#include "reports/thresholds/resolve.h"
#include "reports/thresholds/threshold.h"

namespace switchyard::reports {

KnownNames known_names(const Settings& settings, const Workspace& workspace) {
  Names names = names_of(workspace);
  KnownNames known{std::move(names.queues),  std::move(names.channels), names.tenants,  {},
                   std::move(names.workers), settings.service_levels,   settings.window};
  for (const WorkerGroup& group : settings.groups) known.groups.push_back(group.name);
  if (known.groups.empty()) known.groups = std::move(names.tenants);
  return known;
}

tl::expected<std::vector<Threshold>, std::vector<ThresholdProblem>> parse_thresholds(
    std::string_view selector, const std::vector<std::string>& conditions, const KnownNames& known) {
  std::vector<ThresholdProblem> problems;
  std::vector<Threshold> thresholds;
  Selector resolved;
  if (auto written = parse_labels(selector)) {
    resolved = resolve(*written, known, problems);
  } else {
    problems.push_back(written.error());
  }
  const bool selected = problems.empty();
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    auto condition = parse_condition(conditions[i]);
    if (!condition) {
      problems.push_back(condition.error());
      problems.back().condition = i;
      continue;
    }
    const auto misfit = selected ? why_not(resolved, *condition) : std::nullopt;
    if (misfit) problems.push_back({i, 0, *misfit, {}});
    thresholds.push_back({std::string(selector) + ": " + conditions[i], resolved, *condition});
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return thresholds;
}

}  // namespace switchyard::reports
