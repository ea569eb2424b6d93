// What report.html does and looks like in a browser.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <regex>

#include "engine/codec/text/time_text.h"
#include "reports/html/page.h"
#include "tests/browser/browser.h"
#include "tests/browser/picture.h"
#include "tests/reports/html_day.h"

namespace switchyard::browser_test {
namespace {

constexpr const char* golden_folder = SWITCHYARD_ROOT "/tests/golden/";
// Another version of the browser smooths the edges of glyphs and curves otherwise. Measured on the picture by
// day: when every glyph moves by less than a pixel (text without sub-pixel positions), 0.29 % of the blocks
// differ by this step. Another blue is 0.33 %, a number of another size 0.44 %, a curve that is gone 3.1 %,
// no shading 6.3 %, a gap that is wider by a pixel 8.2 %. A dashed line that is gone (0.1 %) and a digit are
// not seen: other tests hold the numbers.
constexpr int step = 20;
constexpr double most_differing = 0.003;
constexpr std::uintmax_t most_golden_bytes = 200'000;

class ReportInBrowser : public testing::Test {
 protected:
  void SetUp() override {
    const std::string missing = missing_programs();
    if (!missing.empty()) GTEST_SKIP() << missing;
  }

  // The golden scenario's page as page.html.
  void run_golden_scenario() const {
    ASSERT_TRUE(succeeds("'" SWITCHYARD_PROGRAM "' run '" SWITCHYARD_ROOT
                         "/scenarios/brand-line/scenario.json' --reps 3 -q --out '" +
                         browser.path_of("run") + "' || [ $? -eq 99 ]"));
    browser.write("page.html", read_text(browser.path_of("run/report.html")));
  }

  // The answer of checks.js in a page, in a window of this width.
  std::string checked(const std::string& page, int width = 1280) const {
    std::string text = page;
    text.insert(text.find("<title>"),
                "<script>window.pageErrors = [];"
                "addEventListener('error', event => pageErrors.push(event.message));</script>");
    text.insert(text.rfind("</body>"),
                "<script>" + read_text(SWITCHYARD_ROOT "/tests/browser/checks.js") + "</script>");
    browser.write("checked.html", text);
    const std::string markup = browser.markup_after_scripts("checked.html", width);
    const std::string begin = "<pre id=\"checked\">";
    const auto from = markup.find(begin);
    if (from == std::string::npos) return "the checks did not end";
    return markup.substr(from + begin.size(), markup.find("</pre>", from) - from - begin.size());
  }

  Browser browser;
};

// `top`: the first row of what was made that is compared.
void compare_with_golden(const std::string& made, const std::string& name, std::uint32_t top = 0) {
  const std::string golden = golden_folder + name;
  auto found = read_png(made);
  ASSERT_TRUE(found) << made;
  found = lower_part(*found, top);
  if (std::getenv("SWITCHYARD_UPDATE") != nullptr) write_png(golden, with_fewer_colours(*found));
  const auto wanted = read_png(golden);
  ASSERT_TRUE(wanted) << golden;
  EXPECT_LT(std::filesystem::file_size(golden), most_golden_bytes) << golden;
  const double different = differing_blocks(*wanted, *found, step);
  if (different <= most_differing) return;
  const std::string kept = testing::TempDir() + name;
  write_png(kept, *found);
  ADD_FAILURE() << name << ": " << different * 100 << " % of its blocks differ; what was found is " << kept
                << "; when it is right, SWITCHYARD_UPDATE=1 makes it the wanted one";
}

TEST_F(ReportInBrowser, looks_as_wanted_by_day) {
  run_golden_scenario();
  ASSERT_TRUE(browser.take_picture("page.html", Light::day, 1100, 1500, "day.png"));
  compare_with_golden(browser.path_of("day.png"), "report-day.png");
}

TEST_F(ReportInBrowser, looks_as_wanted_by_night) {
  run_golden_scenario();
  ASSERT_TRUE(browser.take_picture("page.html", Light::night, 1100, 1500, "night.png"));
  compare_with_golden(browser.path_of("night.png"), "report-night.png");
}

// Below the plots: the heat map, the waits and the tables.
TEST_F(ReportInBrowser, looks_as_wanted_further_down) {
  run_golden_scenario();
  ASSERT_TRUE(browser.take_picture("page.html", Light::day, 1100, 4000, "all.png"));
  compare_with_golden(browser.path_of("all.png"), "report-lower.png", 1500);
}

TEST_F(ReportInBrowser, looks_as_wanted_on_paper) {
  run_golden_scenario();
  ASSERT_TRUE(browser.print("page.html", "sheets.pdf"));
  ASSERT_TRUE(browser.take_sheet("sheets.pdf", 1, "paper.png"));
  compare_with_golden(browser.path_of("paper.png"), "report-paper.png");
  ASSERT_TRUE(browser.take_sheet("sheets.pdf", 3, "paper-3.png"));
  compare_with_golden(browser.path_of("paper-3.png"), "report-paper-3.png");
}

// Who holds the second sheet of a table knows what its columns are.
TEST_F(ReportInBrowser, repeats_the_headings_of_a_table_on_each_sheet) {
  const reports::HandMadeDay day{std::vector<reports::HalfHour>(150, {60, 50, 10, 0.5, 9, 1, 0}), {}};
  browser.write("page.html", reports::report_page(day.summary(), day.intervals_csv()).value());
  ASSERT_TRUE(browser.print("page.html", "sheets.pdf"));
  int with_rows = 0;
  for (const std::string& sheet : browser.sheets_of("sheets.pdf")) {
    const bool has_rows = std::regex_search(sheet, std::regex("\n *03-0[0-9] [0-9]{2}:30  +60 "));
    if (!has_rows) continue;
    ++with_rows;
    EXPECT_TRUE(std::regex_search(sheet, std::regex("From.* Offered .*Answered"))) << sheet;
  }
  EXPECT_GE(with_rows, 2);
}

TEST_F(ReportInBrowser, does_what_it_should) {
  run_golden_scenario();
  EXPECT_EQ(checked(read_text(browser.path_of("page.html"))), "nothing is wrong");
}

// With replications the tables are at their widest.
TEST_F(ReportInBrowser, shows_all_columns_of_its_tables) {
  run_golden_scenario();
  for (const int width : {1024, 1366, 1920})
    EXPECT_EQ(checked(read_text(browser.path_of("page.html")), width), "nothing is wrong") << width;
}

TEST_F(ReportInBrowser, of_an_interrupted_run_says_so) {
  const reports::HandMadeDay day{{{60, 50, 10, 0.5, 9, 1, 0}, {60, 60, 0, 0.95, 6, 4, 0}}, {}};
  std::string summary = day.summary();
  const std::string last = R"("service_level_target":0.8)";
  summary.replace(summary.find(last), last.size(), last + R"(,"observed_until":"2026-03-02T08:20:10Z")");
  const std::string page = reports::report_page(summary, day.intervals_csv()).value();
  EXPECT_EQ(checked(page), "nothing is wrong");
  EXPECT_NE(browser.markup_after_scripts("checked.html").find("observed until 2026-03-02 08:20:10 UTC only"),
            std::string::npos);
}

TEST_F(ReportInBrowser, of_a_day_without_contacts_works) {
  const reports::HandMadeDay day{{{}, {}}, {}};
  EXPECT_EQ(checked(reports::report_page(day.summary(), day.intervals_csv()).value()), "nothing is wrong");
}

TEST_F(ReportInBrowser, of_hostile_names_works) {
  reports::HandMadeDay day{{{60, 50, 10, 0.5, 9, 1, 0}, {60, 60, 0, 0.95, 6, 4, 0}}, {}};
  for (const char* name : {"</script><script>hacked = 1</script>", "<img src=x onerror='hacked = 1'>",
                           "${hacked = 1}", "\xE2\x80\xA8 hacked = 1", "__proto__", "constructor"}) {
    day.queues.push_back({name, 60, 55, 5, 0.7});
  }
  EXPECT_EQ(checked(reports::report_page(day.summary(), day.intervals_csv()).value()), "nothing is wrong");
}

TEST_F(ReportInBrowser, of_some_of_the_replications_says_so) {
  reports::HandMadeDay day{{{60, 50, 10, 0.5, 9, 1, 0}}, {}};
  day.replications = 3;
  day.head = R"("unfinished_replications":2,)";
  EXPECT_EQ(checked(reports::report_page(day.summary(), day.intervals_csv()).value()), "nothing is wrong");
  EXPECT_NE(browser.markup_after_scripts("checked.html").find("3 of 5 replications came to their end"),
            std::string::npos);
}

// A week by minutes, so that intervals are put together.
TEST_F(ReportInBrowser, of_many_intervals_works) {
  const std::string summary =
      R"({"schemaVersion":1,"window":{"start":"2026-03-02T00:00:00Z","end":"2026-03-09T00:00:00Z",)"
      R"("interval_seconds":60,"service_level_target":0.8},"total":{"offered":{"value":3}}})";
  std::string table = "interval_start,scope,name,offered\r\n";
  const Time monday = codec::parse_rfc3339("2026-03-02T00:00:00Z").value();
  for (int minute = 0; minute < 7 * 24 * 60; ++minute)
    table += codec::to_rfc3339(monday + minutes(minute)) + (minute == 0 ? ",total,,3\r\n" : ",total,,0\r\n");
  EXPECT_EQ(checked(reports::report_page(summary, table).value()), "nothing is wrong");
}

TEST_F(ReportInBrowser, that_is_broken_is_found) {
  const reports::HandMadeDay day{{{60, 50, 10, 0.5, 9, 1, 0}}, {}};
  std::string page = reports::report_page(day.summary(), day.intervals_csv()).value();
  const std::string known = "\"answered\":[\"Answered\"";
  page.replace(page.find(known), known.size(), "\"unanswered\":[\"Answered\"");
  EXPECT_NE(checked(page).find("no definition of \"answered\""), std::string::npos);
}

}  // namespace
}  // namespace switchyard::browser_test
