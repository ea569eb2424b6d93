// The grammar of thresholds, its complaints, and its judgements.
#include "reports/thresholds/threshold.h"

#include <gtest/gtest.h>

#include "tests/reports/hand_made.h"

namespace switchyard::reports {
namespace {

KnownNames known() {
  Settings settings = hand_made_settings();
  settings.groups = {{"early shift", {ann}}};
  return known_names(settings, hand_made_workspace());
}

// Two calls answered after 10 s and 30 s, one abandoned after 40 s, all at sales; one offer was rejected.
Summary one_run(double longer = 0) {
  Settings settings = hand_made_settings();
  settings.groups = {{"early shift", {ann}}};
  HandMadeRun run(settings);
  run.call(0, 10, 110, 1, ann).call(200, 230 + longer, 430 + longer, 2, ann);
  run.arrives(500, 3).offered(510, 3, bob);
  run.turn(520, {ReservationRejected{{3}, {3}, bob}, TaskReturned{{3}}})
      .canceled(540, 3, CancelReason::abandoned);
  RunFacts facts;
  facts.log_hash = "h";
  return summarize(run.finish(3600), facts);
}

std::string judged(const Summary& summary, const std::string& selector, const std::string& condition) {
  const auto parsed = parse_thresholds(selector, {condition}, known());
  if (!parsed) return "refused: " + parsed.error().front().message;
  const ThresholdResult result = evaluate(parsed->front(), summary);
  return result.held ? "ok" : result.value ? "failed" : "not measured";
}

TEST(Thresholds, hold_or_fail_on_the_measured_number) {
  const Summary summary = one_run();
  struct Case {
    const char* selector;
    const char* condition;
    const char* verdict;
  };
  const Case cases[] = {
      {"service_level", "mean>=0.33", "ok"},
      {"service_level", "mean>=0.34", "failed"},
      {"service_level{queue:sales}", ">= 33%", "ok"},
      {"service_level{queue:sales,definition:sl_answered}", "value==0.5", "ok"},
      {"service_level{queue:sales,definition:sl_answered,within:1m}", "value==1", "ok"},
      {"service_level{queue:support}", "mean>=0", "not measured"},
      {"service_level", "ci95_low>=0", "failed"},
      {"wait_seconds", "mean<=26.7", "ok"},
      {"wait_seconds{population:answered}", "mean==20", "ok"},
      {"wait_seconds{channel:voice}", "p(95)<45", "ok"},
      {"wait_seconds{channel:voice}", "p(95) < 39", "failed"},
      {"wait_seconds{tenant:acme,population:answered}", "p(50)<10.01s", "ok"},
      {"wait_seconds{interval:00:00,population:answered}", "p(95)==30", "ok"},
      {"wait_seconds", "max==40", "ok"},
      {"asa_seconds", "< 0.5m", "ok"},
      {"abandonment{queue:sales}", "value<=0.3333", "failed"},
      {"abandonment{queue:\"sales\"}", "value<=0.3334", "ok"},
      {"offered", "==3", "ok"},
      {"offered{interval:2026-01-01T00:15:00Z}", "==0", "ok"},
      {"answered{worker:ann}", "==2", "ok"},
      {"handle_seconds{worker:ann}", "==150", "ok"},
      {"blocked", "<1", "ok"},
      {"canceled{reason:by_command}", "==0", "ok"},
      {"reservations{result:rejected,worker:bob}", "==1", "ok"},
      {"reservations{queue:sales}", "==3", "ok"},
      {"queue_depth{queue:sales}", "max<=1", "ok"},
      {"queue_depth{queue:sales}", "mean>0.0222", "ok"},
      {"open_tasks", "max==1", "ok"},
      {"occupancy{group:early shift}", "<0.1", "ok"},
      {"occupancy{worker:bob,ring:excluded}", "==0", "ok"},
      {"utilisation", ">0.04", "ok"},
      {"answered{group:early shift}", "==2", "ok"},
      {"offered{channel:voice,interval:00:00}", "==3", "ok"},
      {"offered{tenant:acme,channel:voice}", "==3", "ok"},
      {"service_level{channel:voice,tenant:acme,within:1m}", ">=1", "failed"},
      {"interval_attainment{queue:sales}", "==0", "ok"},
      {"interval_attainment{definition:sl_answered,within:1m}", "==1", "ok"},
      {"target_met", "==0", "ok"},
      {"target_met{tenant:acme,definition:sl_all_within,within:1m}", "==1", "ok"},
      {"voicemail{queue:sales}", "==0", "ok"},
      {"transfers_started{worker:ann}", "==0", "ok"},
      {"to_shared_team{cause:after_hours}", "==0", "ok"},
      {"talk_clock_seconds{queue:sales}", "==300", "ok"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(judged(summary, c.selector, c.condition), c.verdict) << c.selector << ": " << c.condition;
  }
}

TEST(Thresholds, over_replications_the_ends_of_the_interval_can_be_asked_for) {
  Summary all = one_run();
  add(all, one_run(20));
  add(all, one_run(40));
  EXPECT_EQ(judged(all, "asa_seconds", "mean==30"), "ok");
  EXPECT_EQ(judged(all, "asa_seconds", "ci95_low>=5"), "ok");
  EXPECT_EQ(judged(all, "asa_seconds", "ci95_low>=6"), "failed");
  EXPECT_EQ(judged(all, "asa_seconds", "ci95_high<=54.9"), "ok");
}

TEST(Thresholds, the_summary_keeps_all_results_and_says_whether_all_held) {
  Summary summary = one_run();
  const auto good = parse_thresholds("offered", {">=1", "<=10"}, known());
  EXPECT_TRUE(evaluate(*good, summary));
  const auto mixed = parse_thresholds("offered", {">=1", ">=10"}, known());
  EXPECT_FALSE(evaluate(*mixed, summary));
  ASSERT_EQ(summary.thresholds.size(), 2U);
  EXPECT_EQ(summary.thresholds[1].expression, "offered: >=10");
  EXPECT_TRUE(summary.thresholds[0].held);
  EXPECT_FALSE(summary.thresholds[1].held);
}

TEST(Thresholds, what_is_wrong_is_said_with_its_place_and_the_nearest_word) {
  struct Case {
    const char* selector;
    const char* condition;
    std::size_t offset;
    const char* message;
    const char* hint;
  };
  const Case cases[] = {
      {"", "<1", 0, "the name of a metric must stand first", "metric{label:value,label:value}"},
      {"servise_level", "<1", 0, "unknown metric \"servise_level\"", "did you mean \"service_level\"?"},
      {"asa_seconds{queue:slaes}", "<1", 18, "unknown queue \"slaes\"", "did you mean \"sales\"?"},
      {"asa_seconds{qeue:sales}", "<1", 12, "unknown label \"qeue\" of asa_seconds",
       "did you mean \"queue\"?"},
      {"asa_seconds{queue}", "<1", 17, "a label must be name:value", "metric{label:value,label:value}"},
      {"asa_seconds{queue:sales", "<1", 23, "the closing brace is missing",
       "metric{label:value,label:value}"},
      {"asa_seconds{queue:\"sales}", "<1", 19, "the closing quote is missing",
       "metric{label:value,label:value}"},
      {"asa_seconds{queue:}", "<1", 18, "a label's value must not be empty",
       "metric{label:value,label:value}"},
      {"asa_seconds{queue:sales}x", "<1", 24, "nothing may follow the closing brace",
       "metric{label:value,label:value}"},
      {"asa_seconds{queue:sales,queue:sales}", "<1", 24, "the label \"queue\" is there twice",
       "metric{label:value,label:value}"},
      {"asa_seconds{queue:sales,channel:voice}", "<1", 24,
       "only one of queue, channel, tenant, group and worker can be named, or a tenant and a channel", ""},
      {"offered{queue:sales,tenant:acme,channel:voice}", "<1", 32,
       "only one of queue, channel, tenant, group and worker can be named, or a tenant and a channel", ""},
      {"service_level{within:30s}", "<1", 21, "unknown within \"30s\"", "did you mean \"20s\"?"},
      {"service_level{definition:sl_ofered}", "<1", 25, "unknown definition \"sl_ofered\"",
       "did you mean \"sl_offered\"?"},
      {"offered{interval:00:20}", "<1", 17, "no interval starts at \"00:20\"", "did you mean \"00:00\"?"},
      {"occupancy{queue:sales}", "<1", 0, "occupancy is not measured by queue", ""},
      {"offered{group:early shift}", "<1", 0, "offered is not measured by group", ""},
      {"offered{channel:voice,tenant:acme,interval:00:15}", "<1", 0,
       "intervals are measured by tenant and by channel, not by both together", ""},
      {"queue_depth{channel:voice,tenant:acme}", "<1", 0, "queue_depth is not measured by tenant and channel",
       ""},
      {"target_met{interval:00:15}", "<1", 0, "target_met is not measured by all", ""},
      {"interval_attainment{worker:ann}", "<1", 0, "interval_attainment is not measured by worker", ""},
      {"voicemail{worker:ann}", "<1", 0, "voicemail is not measured by worker", ""},
      {"to_shared_team{cause:rejcted}", "<1", 21, "unknown cause \"rejcted\"", "did you mean \"rejected\"?"},
      {"offered", "meen<1", 0, "unknown statistic \"meen\"", "did you mean \"mean\"?"},
      {"offered", "mean", 4, "a comparison must follow: >=, <=, >, < or ==", ""},
      {"offered", "mean<", 5, "must be a number, a percentage or a duration (found \"\")",
       "0.8, 80%, 45, 45s or 10m"},
      {"offered", "mean< 1x", 6, "must be a number, a percentage or a duration (found \"1x\")",
       "0.8, 80%, 45, 45s or 10m"},
      {"offered", "mean<nan", 5, "must be a number, a percentage or a duration (found \"nan\")",
       "0.8, 80%, 45, 45s or 10m"},
      {"wait_seconds", "p(0)<1", 0,
       "a percentile must be p(N) with N above 0 and at most 100 (found \"p(0)\")", ""},
      {"wait_seconds", "p(<1", 0, "a percentile must be p(N) with N above 0 and at most 100 (found \"p(\")",
       ""},
      {"offered", "p(95)<1", 0, "only wait_seconds has percentiles", ""},
      {"offered", "max<1", 0, "only wait_seconds, queue_depth and open_tasks have a max", ""},
      {"wait_seconds{interval:00:15}", "p(95)<1", 0,
       "of an interval only p(95) is kept, with population:answered", ""},
  };
  for (const Case& c : cases) {
    const auto parsed = parse_thresholds(c.selector, {c.condition}, known());
    ASSERT_FALSE(parsed) << c.selector << ": " << c.condition;
    const ThresholdProblem& problem = parsed.error().front();
    EXPECT_EQ(problem.message, c.message) << c.selector << ": " << c.condition;
    EXPECT_EQ(problem.offset, c.offset) << c.selector << ": " << c.condition;
    EXPECT_EQ(problem.hint, c.hint) << c.selector << ": " << c.condition;
  }
}

TEST(Thresholds, all_problems_are_told_at_once_with_the_condition_they_are_in) {
  const auto parsed = parse_thresholds("offerd{queue:x}", {">=1", "~2", "meen<3"}, known());
  ASSERT_FALSE(parsed);
  ASSERT_EQ(parsed.error().size(), 4U);
  EXPECT_FALSE(parsed.error()[0].condition);
  EXPECT_FALSE(parsed.error()[1].condition);
  EXPECT_EQ(parsed.error()[2].condition, 1U);
  EXPECT_EQ(parsed.error()[3].condition, 2U);
}

TEST(Thresholds, no_text_however_cut_breaks_the_parser) {
  const std::string selector = "service_level{queue:\"sales\",definition:sl_offered}";
  const std::string condition = "p(95)>=80%";
  for (std::size_t i = 0; i <= selector.size(); ++i) {
    for (std::size_t k = 0; k <= condition.size(); ++k) {
      const auto parsed = parse_thresholds(selector.substr(0, i), {condition.substr(k)}, known());
      EXPECT_TRUE(parsed || !parsed.error().empty());
    }
  }
}

}  // namespace
}  // namespace switchyard::reports
