// Whether intervals.csv is what a run wrote beside its summary.json, all of it: a report of half a table
// would look like a day with less work.
#pragma once

#include <optional>

#include "engine/codec/document/problem.h"
#include "reports/csv/text_source.h"
#include "reports/html/run_summary.h"

namespace switchyard::reports {

// The first thing that is wrong, in the file "intervals.csv": a header that begins otherwise or names a
// column twice, a line that is too long, not complete or has not as many fields as the header, what is no
// number, an interval without its row of all tasks or out of order, a row twice, a name that the summary does
// not have, and contacts whose numbers do not add up to the summary's. O(size of the table).
std::optional<codec::Problem> problem_in_intervals(const TextSource& intervals_csv,
                                                   const RunSummary& summary);

}  // namespace switchyard::reports
