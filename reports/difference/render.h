// The difference of two runs for people, and for machines piece by piece, because it may have a line a task.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "reports/difference/compare.h"
#include "reports/summary/render_text.h"

namespace switchyard::reports {

struct ComparedRuns {
  const RunOutcomes& before;
  const RunOutcomes& after;
  const RunDifference& difference;
};

// Counts, totals that differ, and the first tasks that differ: at most `most_rows` tasks, and a quarter as
// many totals, the busiest. A mark begins each line: ~ differs, - only before, + only after.
std::string difference_text(const ComparedRuns& runs, const TextStyle& style = {});
// Of that the tasks alone. `others` is the option that gives all of them.
std::string changed_tasks_text(const ComparedRuns& runs, const TextStyle& style, std::string_view others);

// Is given the next piece; false: no more is wanted.
using DifferenceSink = std::function<bool(std::string_view)>;

// One object: runs, counts, totals of all queues, tasks that differ.
bool difference_json(const ComparedRuns& runs, const DifferenceSink& sink);
// The same, a line each: the head, a line a queue, a line a task.
bool difference_jsonl(const ComparedRuns& runs, const DifferenceSink& sink);
// One line a task that differs (RFC 4180).
bool difference_csv(const ComparedRuns& runs, const DifferenceSink& sink);

}  // namespace switchyard::reports
