// A report's sentences say whether the service level was held, where it was not, why, and whose contacts it
// were.
#include <gtest/gtest.h>

#include <algorithm>

#include "reports/html/findings.h"
#include "reports/summary/definitions.h"
#include "tests/reports/html_day.h"

namespace switchyard::reports {
namespace {

constexpr HalfHour good{60, 60, 0, 0.95, 6, 4, 0};

std::vector<Finding> found(const HandMadeDay& day) {
  const RunSummary summary = read_summary(day.summary()).value();
  const auto curves = read_curves(day.intervals_csv(), summary.window, {{"total", ""}});
  return findings(summary, curves.front());
}

std::string told(const HandMadeDay& day) {
  std::string text;
  for (const Finding& finding : found(day)) {
    text += finding.kind == FindingKind::held ? "+ " : finding.kind == FindingKind::missed ? "- " : ". ";
    text += finding.text() + "\n";
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

TEST(Findings, tell_seconds_where_intervals_are_not_of_whole_minutes) {
  const HalfHour busy{120, 60, 40, 0.3, 9.5, 0.5, 0};
  const HandMadeDay day{{good, busy, good}, {}};
  RunSummary summary = read_summary(day.summary()).value();
  const auto curves = read_curves(day.intervals_csv(), summary.window, {{"total", ""}});
  summary.window.interval = seconds(90);
  summary.window.end = summary.window.start + seconds(270);
  std::string text;
  for (const Finding& finding : findings(summary, curves.front())) text += finding.text() + "\n";
  EXPECT_NE(text.find("the one from 08:01:30 (30 %)"), std::string::npos) << text;
  EXPECT_NE(text.find("(08:01:30 to 08:03:00)"), std::string::npos) << text;
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
  EXPECT_NE(text.find("- Workers were free for much of the time, and yet contacts waited (10:00 to 10:30)"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("5.0 were logged in but unavailable"), std::string::npos) << text;
}

// In one line that everybody serves a burst does it alone, so no queue, skill or timeout may be blamed.
TEST(Findings, of_free_workers_do_not_name_a_cause_that_the_figures_cannot_tell) {
  const std::string text = told({{{60, 60, 0, 0.6, 6, 14, 0}}, {{"all", 60, 60, 0, 0.6}}});
  EXPECT_NE(text.find("These means do not tell why: contacts come in bursts"), std::string::npos) << text;
  EXPECT_EQ(text.find("look at"), std::string::npos) << text;
}

TEST(Findings, of_several_replications_say_that_they_are_of_the_mean) {
  HandMadeDay day{{good, {60, 60, 0, 0.6, 9, 1, 0}}, {}};
  EXPECT_EQ(told(day).find("In the mean"), std::string::npos);
  day.replications = 3;
  EXPECT_NE(told(day).find("- In the mean of 3 replications, 1 of 2 intervals was below the target, the one "
                           "from 08:30 (60 %).\n"),
            std::string::npos)
      << told(day);
}

TEST(Findings, of_one_interval_are_in_the_singular) {
  EXPECT_NE(told({{good}, {}}).find("+ The only interval with contacts held it.\n"), std::string::npos);
}

bool has_digit(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// But for times of day and names.
TEST(Findings, explain_each_of_their_numbers) {
  HandMadeDay day{{good, {120, 60, 40, 0.3, 9.5, 0.5, 5}, {60, 60, 0, 0.6, 6, 14, 0}},
                  {{"a", 20, 20, 0, 0.5}, {"b", 20, 20, 0, 1}}};
  day.waiting = 2;
  std::size_t numbers = 0;
  const std::vector<Definition> known = definitions();
  for (const Finding& finding : found(day)) {
    for (const Part& part : finding.parts) {
      if (part.metric.empty()) {
        EXPECT_TRUE(!has_digit(part.text) || part.text.find(':') != std::string::npos) << part.text;
        continue;
      }
      ++numbers;
      const std::string_view metric = part.metric == "sl" ? "sl_offered" : part.metric;
      EXPECT_TRUE(std::any_of(known.begin(), known.end(), [&](const auto& one) {
        return one.name == metric;
      })) << part.metric;
    }
  }
  EXPECT_GE(numbers, 14U);
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

// Half an hour of which ten minutes were seen: the workers are as many as they were then.
TEST(Findings, of_an_interrupted_interval_are_of_what_was_seen_of_it) {
  const HandMadeDay day{{good, {40, 20, 13, 0.3, 3, 0.2, 0}, HalfHour{}}, {}};
  RunSummary summary = read_summary(day.summary()).value();
  summary.observed_until = summary.window.start + minutes(40);
  const auto curves = read_curves(day.intervals_csv(), summary.window, {{"total", ""}});
  std::string text;
  for (const Finding& finding : findings(summary, curves.front())) text += finding.text() + "\n";
  EXPECT_NE(text.find("work for 13.5 workers came, 9.6 were at work and busy 94 % of the time"),
            std::string::npos)
      << text;
}

TEST(OfferedLoad, is_the_work_that_arrives_in_workers) {
  const HandMadeDay day{{good, HalfHour{120, 60, 60, 0.5, 12, 0, 0}}, {}};
  const RunSummary summary = read_summary(day.summary()).value();
  const auto curves = read_curves(day.intervals_csv(), summary.window, {{"total", ""}});
  const Points load = offered_load(summary, curves.front(), summary.window);
  // 18 worker half-hours of work for 120 answered contacts: 270 s each.
  EXPECT_DOUBLE_EQ(load[0].value_or(0), 60 * 270.0 / 1800);
  EXPECT_DOUBLE_EQ(load[1].value_or(0), 120 * 270.0 / 1800);
}

}  // namespace
}  // namespace switchyard::reports
