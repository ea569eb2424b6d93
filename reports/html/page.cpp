// Puts the page together: its frame, style, plots, our script, and the data.
#include "reports/html/page.h"

#include <utility>

#include "reports/html/check_intervals.h"
#include "reports/html/escape.h"
#include "reports/html/page_data.h"

namespace switchyard::reports {

// Texts of this folder that the build puts into the library.
std::string_view page_frame();
std::string_view page_style();
std::string_view page_script_texts();
std::string_view page_script_tips();
std::string_view page_script_tables();
std::string_view page_script_heat();
std::string_view page_script_charts();
std::string_view page_script_verdict();
std::string_view page_script_plots();
std::string_view page_script_numbers();
std::string_view page_script_page();
std::string_view uplot_script();
std::string_view uplot_style();
std::string_view uplot_licence();

namespace {

// The frame has each mark once, as [[name]]; a value may hold anything.
class Frame {
 public:
  explicit Frame(std::string_view text) : rest_(text) {}

  void fill(std::string_view mark, std::string_view value) {
    const std::size_t at = rest_.find(mark);
    page_ += rest_.substr(0, at);
    page_ += value;
    rest_.remove_prefix(at + mark.size());
  }
  std::string finished() { return page_.append(rest_); }

 private:
  std::string_view rest_;
  std::string page_;
};

std::string script() {
  std::string all;
  for (const std::string_view part : {page_script_texts(), page_script_tips(), page_script_tables(),
                                      page_script_heat(), page_script_charts(), page_script_verdict(),
                                      page_script_plots(), page_script_numbers(), page_script_page()}) {
    all += part;
  }
  return all;
}

std::string title_of(const RunSummary& summary) {
  const auto scenario = summary.json.find("scenario");
  const bool named = scenario != summary.json.end() && scenario->is_string();
  return html_text(named ? scenario->get<std::string>() : "run");
}

codec::Problem summary_problem(const std::string& text) {
  codec::Problem problem;
  problem.file = "summary.json";
  problem.message = text;
  problem.hint = "`switchyard run SCENARIO --out DIR` writes one";
  return problem;
}

}  // namespace

tl::expected<std::string, codec::Problem> report_page(const TextSource& summary_json,
                                                      const TextSource& intervals_csv) {
  const auto summary = read_summary(summary_json);
  if (!summary) return tl::unexpected(summary_problem(summary.error()));
  if (auto problem = problem_in_intervals(intervals_csv, *summary))
    return tl::unexpected(*std::move(problem));
  Frame frame(page_frame());
  frame.fill("[[title]]", title_of(*summary));
  frame.fill("[[uplot licence]]", uplot_licence());
  frame.fill("[[uplot style]]", uplot_style());
  frame.fill("[[style]]", page_style());
  frame.fill("[[data]]", script_json(page_data(*summary, intervals_csv)));
  frame.fill("[[uplot script]]", uplot_script());
  frame.fill("[[script]]", script());
  return frame.finished();
}

}  // namespace switchyard::reports
