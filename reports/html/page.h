// report.html: a run's figures as one page that needs no network.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace switchyard::reports {

// The page without data may be so long.
inline constexpr std::size_t most_page_bytes = 150'000;

// Made of the texts of summary.json and intervals.csv of one run, and of nothing else: no clock, host or
// path, so the same run gives the same bytes. Errors: a summary that cannot be used; one sentence. What the
// tables lack is missing in the page.
tl::expected<std::string, std::string> report_page(std::string_view summary_json,
                                                   std::string_view intervals_csv);

}  // namespace switchyard::reports
