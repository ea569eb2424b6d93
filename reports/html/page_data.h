// The data of a report's page: what a run's files say, cut to what is shown.
#pragma once

#include "reports/csv/text_source.h"
#include "reports/html/run_summary.h"

namespace switchyard::reports {

// The page has no more than so many points a curve: intervals are put together until they fit.
inline constexpr std::uint32_t most_points = 400;
// Of each kind of scope the busiest have curves, and rows of a table.
inline constexpr std::size_t most_curves = 40;
inline constexpr std::size_t most_rows = 1000;

// docs/formats.md describes it. The same texts give the same value; its size does not grow with the number of
// contacts.
Json page_data(const RunSummary& summary, const TextSource& intervals_csv);

}  // namespace switchyard::reports
