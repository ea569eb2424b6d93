// A report's sentences say whether the service level was held, where it was not, why, and whose contacts it
// were.
#include <gtest/gtest.h>

#include "reports/html/findings.h"
#include "tests/reports/html_day.h"

namespace switchyard::reports {
namespace {

constexpr HalfHour good{60, 60, 0, 0.95, 6, 4, 0};

std::string told(const HandMadeDay& day) {
  const RunSummary summary = read_summary(day.summary()).value();
  const auto curves = read_curves(day.intervals_csv(), summary.window, {{"total", ""}});
  std::string text;
  for (const Finding& finding : findings(summary, curves.front(), summary.window)) {
    text += finding.kind == FindingKind::held ? "+ " : finding.kind == FindingKind::missed ? "- " : ". ";
    text += finding.text + "\n";
  }
  return text;
}

TEST(Findings, of_a_day_that_held_its_service_level) {
  EXPECT_EQ(told({{good, good}, {{"sales", 120, 120, 0, 0.95}}}),
            "+ 95 % of the contacts that were answered or abandoned had their answer within 20 s; the target "
            "of 80 % was held.\n"
            "+ Each of the 2 intervals held it.\n");
}

TEST(Findings, tell_an_overload_with_its_times_and_figures) {
  const HalfHour busy{120, 60, 40, 0.3, 9.5, 0.5, 0};
  const std::string text = told({{good, busy, busy, good}, {}});
  EXPECT_NE(text.find("- 54 % of the contacts"), std::string::npos) << text;
  EXPECT_NE(text.find("- 2 of 4 intervals were below the target, the worst from 08:30 (30 %).\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("- More work than workers (08:30 to 09:30): work for 15.5 workers came, 10.0 were at "
                      "work and busy 95 % of the time.\n"),
            std::string::npos)
      << text;
}

TEST(Findings, tell_each_cause_apart) {
  const HalfHour nobody{20, 0, 10, 0.0, 0, 0, 0};
  const HalfHour peaks{60, 60, 0, 0.7, 8, 2, 0};
  const HalfHour idle{60, 60, 0, 0.6, 6, 14, 5};
  const std::string text = told({{nobody, good, peaks, good, idle}, {}});
  EXPECT_NE(text.find("- Nobody was at work (08:00 to 08:30).\n"), std::string::npos) << text;
  EXPECT_NE(text.find("- Enough workers for the work but not for its peaks (09:00 to 09:30)"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("- Workers were free while contacts waited (10:00 to 10:30)"), std::string::npos)
      << text;
  EXPECT_NE(text.find("5.0 were logged in but unavailable"), std::string::npos) << text;
}

TEST(Findings, name_at_most_four_times_of_a_cause) {
  const HalfHour bad{20, 0, 10, 0.0, 0, 0, 0};
  const std::string text = told({{bad, good, bad, good, bad, good, bad, good, bad}, {}});
  EXPECT_NE(text.find("(08:00 to 08:30, 09:00 to 09:30, 10:00 to 10:30 and 2 other times)"),
            std::string::npos)
      << text;
}

TEST(Findings, of_several_days_name_the_day) {
  const HalfHour bad{20, 0, 10, 0.0, 0, 0, 0};
  std::vector<HalfHour> intervals(60, good);
  for (const std::size_t i : {3U, 4U, 31U, 32U, 33U}) intervals[i] = bad;
  const std::string text = told({intervals, {}});
  EXPECT_NE(text.find("(03-02 09:30 to 10:30, 03-02 23:30 to 03-03 01:00)"), std::string::npos) << text;
}

TEST(Findings, name_the_queues_that_missed_most) {
  const std::string text = told({{good},
                                 {{"a", 20, 20, 0, 0.5},
                                  {"b", 20, 20, 0, 1},
                                  {"c", 30, 20, 10, 0.5},
                                  {"d", 20, 20, 0, 0.9},
                                  {"e", 20, 20, 0, 0.8}}});
  EXPECT_NE(text.find(". Contacts not answered in time, by queue: c (15 of 30), a (10 of 20), e (4 of 20), "
                      "then others.\n"),
            std::string::npos)
      << text;
}

TEST(Findings, of_nothing_say_so) {
  EXPECT_EQ(told({{HalfHour{}, HalfHour{}}, {}}),
            ". No contacts were offered: there is nothing to measure.\n");
  EXPECT_EQ(told({{HalfHour{3, 0, 0, std::nullopt, 0, 0, 0}}, {}}),
            ". Nobody was answered and nobody abandoned: there is no service level.\n");
  HandMadeDay open{{good}, {}};
  open.waiting = 2;
  EXPECT_NE(told(open).find(". 2 of the contacts still waited when the run ended.\n"), std::string::npos);
}

TEST(OfferedLoad, is_the_work_that_arrives_in_workers) {
  const HandMadeDay day{{good, HalfHour{120, 60, 60, 0.5, 12, 0, 0}}, {}};
  const RunSummary summary = read_summary(day.summary()).value();
  const auto curves = read_curves(day.intervals_csv(), summary.window, {{"total", ""}});
  const Points load = offered_load(summary, curves.front(), summary.window);
  // 18 worker half-hours of work for 120 answered contacts: 270 s each.
  EXPECT_DOUBLE_EQ(load[0].value(), 60 * 270.0 / 1800);
  EXPECT_DOUBLE_EQ(load[1].value(), 120 * 270.0 / 1800);
}

}  // namespace
}  // namespace switchyard::reports
