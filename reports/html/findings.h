// What a run's figures come to, in sentences: was the service level held, where was it not, and why.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/html/curves.h"
#include "reports/html/run_summary.h"

namespace switchyard::reports {

enum class FindingKind : std::uint8_t { held, missed, note };

// A piece of a sentence.
struct Part {
  std::string text;
  std::string_view metric = {};  // by whose definition a number explains itself; empty for words
};

struct Finding {
  FindingKind kind = FindingKind::note;
  std::vector<Part> parts;

  std::string text() const;
};

// What findings() looks at.
const std::vector<Curve>& curves_of_findings();

// The verdict first. `total` has these curves of all contacts, by the intervals of the run.
std::vector<Finding> findings(const RunSummary& summary, const ScopeCurves& total);

// How many workers the contacts of each interval would keep busy all the time if everybody were served
// (docs/formats.md, offered_load); nothing anywhere when nobody was answered.
Points offered_load(const RunSummary& summary, const ScopeCurves& total, const Window& window);

}  // namespace switchyard::reports
