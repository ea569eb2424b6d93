// report.html: a run's figures as one page that needs no network.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "engine/codec/document/problem.h"
#include "reports/csv/text_source.h"

namespace switchyard::reports {

// The page without data may be so long.
inline constexpr std::size_t most_page_bytes = 150'000;

// Made of the texts of summary.json and intervals.csv of one run, and of nothing else: no clock, host or
// path, so the same run gives the same bytes. Errors: a summary that cannot be used, a table that is not
// whole or not of the same run; the first of them, with the file's name. Memory follows neither text, but for
// the places and groups of the summary.
tl::expected<std::string, codec::Problem> report_page(const TextSource& summary_json,
                                                      const TextSource& intervals_csv);

}  // namespace switchyard::reports
