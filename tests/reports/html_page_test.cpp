// report.html is small, needs nobody, repeats byte for byte, and no name in it can do anything.
#include <gtest/gtest.h>

#include <algorithm>

#include "reports/csv/tables.h"
#include "reports/html/escape.h"
#include "reports/html/page.h"
#include "reports/html/page_data.h"
#include "reports/summary/definitions.h"
#include "reports/summary/render_json.h"
#include "tests/reports/hand_made.h"
#include "tests/reports/html_day.h"

namespace switchyard::reports {
namespace {

// Ends the script, the comment, the attribute and the line, and is no UTF-8 in the end.
const std::string hostile =
    "</script><script>alert(1)</script><!-- \" ' ` & \xE2\x80\xA8 \\u003c ]]> ${x} [[style]] \xFF";

std::string hostile_page() {
  Workspace workspace = hand_made_workspace();
  workspace.queues[0].name = hostile;
  workspace.tenants[0].name = hostile;
  HandMadeRun run(hand_made_settings(), workspace);
  run.arrives(0, 1).offered(0, 1, ann).accepted(12, 1, ann).wraps(100, 1, ann).completes(110, 1, ann);
  RunFacts facts;
  facts.scenario = hostile;
  const Summary summary = summarize(run.finish(3600), facts);
  return report_page(render_json(summary), intervals_csv(summary)).value();
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

std::string_view data_of(std::string_view page) {
  const std::string_view begin = "<script type=\"application/json\" id=\"data\">";
  const auto from = page.find(begin) + begin.size();
  return page.substr(from, page.find("</script>", from) - from);
}

HandMadeDay small_day() {
  return {{{60, 60, 0, 0.95, 6, 4, 0}, {60, 50, 10, 0.5, 9, 1, 0}}, {{"sales", 120, 110, 10, 0.7}}};
}

HandMadeDay empty_day() {
  return {{HalfHour{}}};
}

std::string page_of(const HandMadeDay& day) {
  return report_page(day.summary(), day.intervals_csv()).value();
}

TEST(Page, without_data_is_at_most_150_kB) {
  const std::string page = page_of(empty_day());
  EXPECT_LE(page.size(), most_page_bytes);
  EXPECT_GT(page.size(), 60'000u) << "the plots must be inside";
}

TEST(Page, a_hostile_name_changes_no_element) {
  const std::string page = hostile_page();
  const std::string harmless = page_of(small_day());
  for (const char* mark : {"<script", "</script", "<!--", "-->", "<style", "</style", "<title", "</title"}) {
    EXPECT_EQ(count(page, mark), count(harmless, mark)) << mark;
  }
  EXPECT_GT(count(page, "alert(1)"), 3u) << "in the title, and in the data of scenario, queue and tenant";
  EXPECT_EQ(count(page, "<script>alert"), 0u);
}

TEST(Page, a_hostile_name_comes_back_out_of_the_data_as_it_was) {
  const std::string page = hostile_page();
  const Json data = Json::parse(data_of(page));
  const std::string replaced = hostile.substr(0, hostile.size() - 1) + "\xEF\xBF\xBD";
  EXPECT_EQ(data["tables"]["queue"]["names"][0], replaced);
  EXPECT_EQ(data["run"]["scenario"], replaced);
}

TEST(Page, the_data_has_no_byte_that_html_or_a_script_reads) {
  const std::string escaped = script_json(Json{{hostile, hostile}});
  for (const char c : escaped) {
    EXPECT_TRUE(c >= ' ' && c < 127 && c != '<' && c != '>' && c != '&') << static_cast<int>(c);
  }
  EXPECT_EQ(html_text("<a b='c' d=\"&\">"), "&lt;a b=&#39;c&#39; d=&quot;&amp;&quot;&gt;");
}

TEST(Page, asks_the_network_for_nothing) {
  const std::string page = hostile_page();
  for (const char* word : {" src=", "href=", "url(", "@import", "fetch(", "XMLHttpRequest", "WebSocket",
                           "sendBeacon", "import(", "innerHTML", "document.write", "eval("}) {
    EXPECT_EQ(count(page, word), 0u) << word;
  }
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST(Page, repeats_byte_for_byte) {
  EXPECT_EQ(hostile_page(), hostile_page());
}

TEST(Page, carries_the_licence_of_what_it_carries) {
  EXPECT_NE(page_of(empty_day()).find("Copyright (c) 2022 Leon Sorokin"), std::string::npos);
}

TEST(Page, is_refused_for_what_is_no_summary) {
  HandMadeDay other = small_day();
  other.version = 2;
  for (const std::string& text :
       {std::string("{"), std::string("[]"), std::string("{\"schemaVersion\": 1}"), std::string("\xFF"),
        other.summary(), "{\"recorded\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}"}) {
    const auto page = report_page(text, "");
    ASSERT_FALSE(page) << text.substr(0, 100);
    EXPECT_NE(page.error().message.find("no summary.json"), std::string::npos) << page.error().message;
    EXPECT_EQ(page.error().file, "summary.json");
  }
}

// Members of the wrong kind, one after the other: the page does without them.
TEST(Page, does_without_what_was_damaged) {
  const Json whole = Json::parse(small_day().summary());
  for (const auto& member : whole.items()) {
    for (const Json& wrong : {Json(7), Json("x"), Json::array({1}), Json::object({{"a", 1}}), Json()}) {
      Json changed = whole;
      changed[member.key()] = wrong;
      const auto page = report_page(changed.dump(), small_day().intervals_csv());
      EXPECT_TRUE(!page || Json::accept(std::string(data_of(*page)))) << member.key();
    }
  }
}

Json data_for(const HandMadeDay& day) {
  return page_data(read_summary(day.summary()).value(), day.intervals_csv());
}

TEST(PageData, has_thresholds_totals_tables_and_curves) {
  HandMadeDay day = small_day();
  day.head = R"("thresholds":[{"expr":"abandonment: mean<0.2","value":0.083,"ci95":null,"ok":true}],)";
  const Json data = data_for(day);
  EXPECT_EQ(data["thresholds"][0]["ok"], true);
  EXPECT_EQ(data["total"]["offered"], Json::array({120}));
  EXPECT_EQ(data["tables"]["queue"]["values"]["sl"], Json::array({0.7}));
  EXPECT_EQ(data["curves"][0]["values"]["sl"], Json::array({0.95, 0.5}));
  EXPECT_EQ(data["curves"][0]["values"]["offered_load"].size(), 2u);
  EXPECT_EQ(data["curves"][1]["name"], "sales");
  EXPECT_FALSE(data["findings"].empty());
}

// A month by minutes: the page does not grow with it.
TEST(PageData, has_a_bounded_number_of_points) {
  const std::string summary =
      R"({"schemaVersion":1,"window":{"start":"2026-03-01T00:00:00Z","end":"2026-03-31T00:00:00Z",)"
      R"("interval_seconds":60,"service_level_target":0.8},"total":{"offered":{"value":3}}})";
  const Json data = page_data(read_summary(summary).value(),
                              "interval_start,scope,name,offered\r\n2026-03-01T00:01:00Z,total,,3\r\n");
  EXPECT_EQ(data["run"]["merged"], 108);
  EXPECT_EQ(data["curves"][0]["values"]["offered"].size(), 400u);
  EXPECT_EQ(data["curves"][0]["values"]["offered"][0], 3);
}

// A week by minutes, 26 of which are one point: one minute of it below the target.
struct Minutes {
  std::string summary =
      R"({"schemaVersion":1,"window":{"start":"2026-03-02T00:00:00Z","end":"2026-03-09T00:00:00Z",)"
      R"("interval_seconds":60,"service_level_target":0.8},"total":{"offered":{"value":10},)"
      R"("answered":{"value":10},"abandoned":{"value":0},)"
      R"("service_levels":[{"within_seconds":20,"sl_offered":{"value":0.9}}]}})";
  std::string table =
      "interval_start,scope,name,offered,answered,abandoned,sl_offered_20s,wait_answered_p95_seconds\r\n"
      "2026-03-02T00:00:00Z,total,,1,1,0,0,192\r\n2026-03-02T00:01:00Z,total,,9,9,0,1,5\r\n";
};

TEST(PageData, of_intervals_that_are_put_together_has_the_findings_of_single_ones) {
  const Minutes week;
  const Json data = page_data(read_summary(week.summary).value(), week.table);
  ASSERT_GT(data["run"]["merged"], 1);
  EXPECT_EQ(data["curves"][0]["values"]["sl"][0], 0.9) << "together they held the target";
  const std::string findings = data["findings"].dump();
  EXPECT_NE(findings.find(R"(["1","sl"]," of ",["2","interval_attainment"]," ","intervals")"),
            std::string::npos)
      << findings;
  EXPECT_NE(findings.find("03-02 00:00 to 00:01"), std::string::npos) << findings;
}

TEST(PageData, calls_the_highest_percentile_what_it_is) {
  const Minutes week;
  const Json merged = page_data(read_summary(week.summary).value(), week.table);
  EXPECT_EQ(merged["curves"][0]["values"]["highest_p95_seconds"][0], 192);
  EXPECT_FALSE(merged["curves"][0]["values"].contains("wait_answered_p95_seconds"));
  EXPECT_TRUE(merged["definitions"].contains("highest_p95_seconds"));
  EXPECT_FALSE(data_for(small_day())["definitions"].contains("highest_p95_seconds"));
}

TEST(PageData, of_an_interrupted_run_has_nothing_after_its_end) {
  std::string summary = small_day().summary();
  const std::string last = R"("service_level_target":0.8)";
  summary.replace(summary.find(last), last.size(), last + R"(,"observed_until":"2026-03-02T08:30:00Z")");
  const Json data = page_data(read_summary(summary).value(), small_day().intervals_csv());
  EXPECT_EQ(data["run"]["observedUntil"], 1'772'440'200);
  EXPECT_EQ(data["curves"][0]["values"]["offered"], Json::array({60, nullptr}));
  EXPECT_EQ(data["curves"][1]["values"]["offered"], Json::array({120, nullptr}));
  EXPECT_FALSE(data_for(small_day())["run"].contains("observedUntil"));
}

TEST(PageData, has_a_bounded_number_of_scopes_the_busiest) {
  HandMadeDay day = small_day();
  for (int i = 0; i < 1500; ++i) day.queues.push_back({fmt::format("q{}", i), 1.0 + i, 1, 0, 1});
  const Json data = data_for(day);
  EXPECT_EQ(data["tables"]["queue"]["all"], 1501);
  EXPECT_EQ(data["tables"]["queue"]["names"].size(), most_rows);
  EXPECT_EQ(data["tables"]["queue"]["names"][0], "q1499");
  EXPECT_EQ(data["curves"].size(), 1 + most_curves);
}

TEST(Definitions, explain_each_name_once) {
  std::vector<std::string> names;
  for (const Definition& definition : definitions()) {
    names.emplace_back(definition.name);
    EXPECT_FALSE(definition.label.empty()) << definition.name;
    EXPECT_GE(definition.meaning.size(), 8u) << definition.name;
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

}  // namespace
}  // namespace switchyard::reports
