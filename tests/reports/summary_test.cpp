// What a summary says in each form: compared with texts that were read and wanted.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/codec/text/time_text.h"
#include "reports/csv/tables.h"
#include "reports/summary/render_json.h"
#include "reports/summary/render_text.h"
#include "reports/thresholds/threshold.h"
#include "tests/reports/hand_made.h"

namespace switchyard::reports {
namespace {

// The last row is no interval of the run but counts in its day; the one before it is not in the run at all.
Recorded recorded_hour() {
  Recorded recorded{"an invented centre", "", {}};
  recorded.intervals = {{at(0), 10, 0.25, 30.0},
                        {at(900), 10, std::nullopt, 10.0},
                        {at(3600), 50, 0.9, 90.0},
                        {at(5), 10, 0.75, 20.0}};
  return recorded;
}

// Sales takes six tasks, one overflows to support, one more is blocked; `later` moves an answer and an
// abandon.
Measures small_hour(double later) {
  HandMadeRun run;
  run.arrives(0, 1).offered(0, 1, ann).accepted(12 + later, 1, ann);
  run.arrives(60, 2).canceled(63, 2, CancelReason::abandoned);
  run.arrives(100, 3).offered(110, 3, bob).accepted(125, 3, bob).completes(132, 1, ann);
  run.wraps(300, 3, bob).completes(330, 3, bob);
  run.arrives(400, 4).turn(
      460, {TaskQueueTimedOut{{4}, sales}, TaskQueueLeft{{4}, sales}, TaskQueueEntered{{4}, support, 0}});
  run.offered(470, 4, ann, support).accepted(475, 4, ann).completes(1000, 4, ann);
  run.turn(1100,
           {TaskCreated{{5}, {0}, voice, {0}, 0}, TaskQueueEntered{{5}, sales, 0}, TaskQueueFull{{5}, sales},
            TaskQueueLeft{{5}, sales}, TaskCanceled{{5}, CancelReason::blocked}});
  run.arrives(1200, 6).canceled(1290 + later, 6, CancelReason::abandoned);
  run.arrives(3500, 7);
  return run.finish(3600);
}

RunFacts facts(const std::string& log_hash) {
  RunFacts facts;
  facts.tool_version = "0.1.0";
  facts.scenario = "small hour";
  facts.seed = 7;
  facts.inputs = {{"scenario", "ab12"}};
  facts.log_hash = log_hash;
  facts.command = "switchyard run small.json --seed 7";
  facts.recorded = recorded_hour();
  return facts;
}

Summary judged(Summary summary) {
  const auto known = known_names(hand_made_settings(), hand_made_workspace());
  auto thresholds =
      parse_thresholds("service_level{queue:sales}", {"mean>=0.10", "mean>=0.9"}, known).value();
  evaluate(thresholds, summary);
  return summary;
}

Summary one_run() {
  return judged(summarize(small_hour(0), facts("11aa")));
}

Summary three_runs() {
  std::vector<Summary> runs;
  for (const double later : {0.0, 3.0, 9.0}) runs.push_back(summarize(small_hour(later), facts("11aa")));
  return judged(combine(std::move(runs)));
}

// Compares with a file beside the tests; SWITCHYARD_UPDATE=1 rewrites it, and the difference is for reading.
void expect_golden(const std::string& name, const std::string& found) {
  const std::string path = SWITCHYARD_ROOT "/tests/reports/golden/" + name;
  if (std::getenv("SWITCHYARD_UPDATE") != nullptr) std::ofstream(path, std::ios::binary) << found;
  std::ostringstream wanted;
  wanted << std::ifstream(path, std::ios::binary).rdbuf();
  EXPECT_EQ(found, wanted.str()) << path;
}

TEST(Summary, of_one_run_as_text) {
  expect_golden("one_run.txt", render_text(one_run()));
}

TEST(Summary, of_one_run_as_json) {
  expect_golden("one_run.json", render_json(one_run()));
}

TEST(Summary, of_three_replications_as_text) {
  expect_golden("three_runs.txt", render_text(three_runs()));
}

TEST(Summary, intervals_of_three_replications_as_csv) {
  expect_golden("intervals.csv", intervals_csv(three_runs()));
}

TEST(Summary, workers_as_csv) {
  expect_golden("workers.csv", workers_csv(one_run()));
}

TEST(Summary, tasks_as_csv) {
  std::string csv;
  std::string line;
  tasks_csv_head(line);
  csv += line;
  const Names names = names_of(hand_made_workspace());
  HandMadeRun run;
  run.collector().on_task_ended([&](const EndedTask& task) {
    tasks_csv_row(line, task, names);
    csv += line;
  });
  run.arrives(0, 1).offered(0, 1, ann).accepted(12.5, 1, ann).wraps(100, 1, ann).completes(110, 1, ann);
  run.arrives(400, 2).turn(460, {TaskQueueLeft{{2}, sales}, TaskQueueEntered{{2}, support, 0}});
  run.canceled(465, 2, CancelReason::abandoned).arrives(500, 3).finish(600);
  expect_golden("tasks.csv", csv);
}

TEST(Summary, repeats_byte_for_byte) {
  EXPECT_EQ(render_json(three_runs()), render_json(three_runs()));
  EXPECT_EQ(render_text(three_runs()), render_text(three_runs()));
}

TEST(Summary, text_has_colour_only_when_asked) {
  const std::string plain = render_text(one_run());
  EXPECT_EQ(plain.find('\x1b'), std::string::npos);
  const std::string colored = render_text(one_run(), {true, 20});
  EXPECT_NE(colored.find("\x1b[31mFAIL\x1b[0m"), std::string::npos);
}

TEST(Summary, service_levels_follow_their_formulas_and_their_order) {
  const Summary summary = one_run();
  const Scope& scope = *summary.find(ScopeKind::queue, "sales");
  const auto value = [&](std::size_t definition) {
    return estimate(scope.service_levels[0].by_definition[definition].moments)->value;
  };
  // Within 20 s: one answered of two, one abandoned (short) of two.
  EXPECT_DOUBLE_EQ(value(0), 1.0 / 4);
  EXPECT_DOUBLE_EQ(value(1), 1.0 / 2);
  EXPECT_DOUBLE_EQ(value(2), 2.0 / 4);
  EXPECT_DOUBLE_EQ(value(3), 1.0 / 3);
  EXPECT_DOUBLE_EQ(value(4), 1.0 / 3);
}

TEST(Summary, attainment_is_the_share_of_intervals_and_of_replications_that_meet_the_target) {
  HandMadeRun good;
  good.call(0, 10, 20, 1, ann).call(1000, 1050, 1060, 2, ann).arrives(3500, 3);
  HandMadeRun bad;
  bad.call(0, 50, 60, 1, ann);
  Summary all = summarize(good.finish(3600), facts("1"));
  const Attainment one = all.total().attainment[0];
  EXPECT_DOUBLE_EQ(estimate(one.intervals[0].moments)->value, 0.5) << "nobody was served in the other two";
  EXPECT_DOUBLE_EQ(estimate(one.window[0].moments)->value, 0) << "one of two in time is less than 80 %";
  EXPECT_DOUBLE_EQ(estimate(all.total().attainment[1].window[0].moments)->value, 1) << "within 60 s";
  add(all, summarize(bad.finish(3600), facts("2")));
  HandMadeRun best;
  best.call(0, 5, 60, 1, ann);
  add(all, summarize(best.finish(3600), facts("3")));
  add(all, summarize(HandMadeRun().finish(3600), facts("4")));
  const Attainment four = all.find(ScopeKind::queue, "sales")->attainment[0];
  EXPECT_DOUBLE_EQ(estimate(four.intervals[0].moments)->value, 2.0 / 4);
  EXPECT_DOUBLE_EQ(estimate(four.window[0].moments)->value, 1.0 / 3) << "the empty one says nothing";
}

// 0.55 * 100 is a little more than 55, 55 / 100 is the very number that 0.55 is read as.
TEST(Summary, whoever_meets_the_target_to_the_contact_meets_it) {
  Settings settings = hand_made_settings();
  settings.service_level_target = 0.55;
  settings.service_levels = {seconds(2)};
  HandMadeRun run(settings);
  for (std::uint64_t i = 1; i <= 100; ++i) {
    const auto when = static_cast<double>(i) * 8;
    run.call(when, when + (i <= 55 ? 1 : 5), when + 6, i, ann);
  }
  const Summary summary = summarize(run.finish(3600), facts("1"));
  const Attainment attained = summary.total().attainment[0];
  EXPECT_DOUBLE_EQ(estimate(attained.intervals[0].moments)->value, 1);
  EXPECT_DOUBLE_EQ(estimate(attained.window[0].moments)->value, 1);
}

TEST(Summary, what_happened_in_one_replication_only_is_a_mean_over_all) {
  HandMadeRun first;
  first.arrives(0, 1).turn(30, {TaskQueueLeft{{1}, sales}, VoicemailEntered{{1}}});
  first.canceled(60, 1, CancelReason::voicemail);
  first.arrives(90, 2).turn(95, {TaskCanceled{{2}, CancelReason::by_command}});
  first.arrives(96, 3).turn(99, {SharedTeamEntered{{3}, support, sales, {}, OriginCause::after_hours}});
  Summary all = summarize(HandMadeRun().finish(3600), facts("1"));
  EXPECT_EQ(all.total().value(Metric::voicemail)->value, 0) << "counted, and none";
  add(all, summarize(first.finish(3600), facts("2")));
  EXPECT_DOUBLE_EQ(all.total().value(Metric::voicemail)->value, 0.5);
  EXPECT_TRUE(all.total().value(Metric::voicemail)->half_width);
  const std::string json = render_json(all);
  EXPECT_NE(json.find("\"after_hours\""), std::string::npos);
  EXPECT_EQ(json.find("\"transfers_started\""), std::string::npos) << "only what happened";
  EXPECT_NE(render_text(all).find("+ 0.5"), std::string::npos);
}

TEST(Summary, intervals_are_by_worker_tenant_and_channel_too) {
  const Summary summary = one_run();
  for (const ScopeKind kind : {ScopeKind::tenant, ScopeKind::channel, ScopeKind::group, ScopeKind::worker}) {
    bool found = false;
    summary.each_row([&](const Scope& row) { found = found || row.kind == kind; });
    EXPECT_TRUE(found) << scope_name(kind);
  }
  const Scope* crossed = summary.find(ScopeKind::tenant_channel, "acme / voice");
  ASSERT_NE(crossed, nullptr);
  EXPECT_EQ(crossed->value(Metric::offered)->value, 6);
  EXPECT_EQ(summary.find(ScopeKind::tenant_channel, "acme / chat"), nullptr) << "nothing was there";
}

TEST(Summary, intervals_in_which_nothing_was_count_as_zero_in_the_mean) {
  HandMadeRun busy;
  busy.call(1000, 1010, 1100, 1, ann);
  HandMadeRun quiet;
  Summary all = summarize(quiet.finish(3600), facts("1"));
  EXPECT_FALSE(all.find(ScopeKind::queue, "sales", 1));
  add(all, summarize(busy.finish(3600), facts("2")));
  const auto scope = all.find(ScopeKind::queue, "sales", 1);
  ASSERT_TRUE(scope);
  EXPECT_DOUBLE_EQ(scope->value(Metric::offered)->value, 0.5);
  EXPECT_DOUBLE_EQ(scope->value(Metric::asa_seconds)->value, 10);
  HandMadeRun again;
  add(all, summarize(again.finish(3600), facts("3")));
  EXPECT_DOUBLE_EQ(all.find(ScopeKind::queue, "sales", 1)->value(Metric::offered)->value, 1.0 / 3);
  EXPECT_EQ(all.replications(), 3U);
}

TEST(Summary, percentiles_are_of_all_waits_of_all_replications) {
  HandMadeRun first;
  first.call(0, 10, 20, 1, ann).call(30, 50, 60, 2, ann).call(100, 130, 140, 3, ann);
  HandMadeRun second;
  second.call(0, 40, 50, 1, ann);
  Summary all = summarize(first.finish(3600), facts("1"));
  add(all, summarize(second.finish(3600), facts("2")));
  EXPECT_NEAR(all.total().value(Metric::wait_answered_p50_seconds)->value, 20, 0.02);
  EXPECT_EQ(all.total().value(Metric::longest_wait_seconds)->value, 40);
  EXPECT_FALSE(all.total().value(Metric::longest_wait_seconds)->half_width);
}

TEST(Summary, of_a_run_without_a_task_has_no_ratios_and_no_fault) {
  HandMadeRun run;
  const Summary summary = summarize(run.finish(3600), facts("0"));
  EXPECT_EQ(summary.total().value(Metric::offered)->value, 0);
  EXPECT_FALSE(summary.total().value(Metric::asa_seconds));
  EXPECT_TRUE(summary.broken.empty());
  EXPECT_NE(render_text(summary).find("all tasks"), std::string::npos);
}

TEST(Summary, jsonl_and_csv_have_each_scope_and_number) {
  const Summary summary = one_run();
  std::istringstream lines(render_jsonl(summary));
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count)
    EXPECT_TRUE(nlohmann::json::accept(line)) << line;
  std::size_t rows = 0;
  summary.each_row([&](const Scope&) { ++rows; });
  EXPECT_EQ(count, 1 + summary.scopes.size() + rows);
  const std::string csv = figures_csv(summary);
  EXPECT_NE(csv.find("queue,sales,,sl_offered_20s,0.25,,\r\n"), std::string::npos);
  EXPECT_NE(csv.find("total,,2026-01-01T00:00:00Z,offered,4,,\r\n"), std::string::npos);
}

TEST(Summary, broken_self_checks_are_shown) {
  Summary summary = one_run();
  summary.broken = {"queue sales: it does not add up"};
  EXPECT_NE(render_text(summary).find("a fault of this program\n  queue sales: it does not add up"),
            std::string::npos);
  EXPECT_NE(render_json(summary).find("\"queue sales: it does not add up\""), std::string::npos);
}

TEST(Summary, of_an_interrupted_run_says_until_when_it_was_observed) {
  Summary summary = one_run();
  summary.facts.command = "switchyard run x.json";
  EXPECT_EQ(render_json(summary).find("observed_until"), std::string::npos);
  EXPECT_NE(render_text(summary).find("\nagain: switchyard run x.json\n"), std::string::npos);
  summary.observed_until = summary.window.start + minutes(20);
  summary.facts.unfinished = 1;
  const auto json = nlohmann::json::parse(render_json(summary));
  const std::string until = codec::to_rfc3339(*summary.observed_until);
  EXPECT_EQ(json["window"]["observed_until"], until);
  EXPECT_EQ(json["unfinished_replications"], 1);
  const std::string text = render_text(summary);
  EXPECT_NE(text.find("interrupted: observed until " + until + " only\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("again: "), std::string::npos) << "the command does not do the same again";
  EXPECT_NE(text.find("\nto its end: switchyard run x.json\n"), std::string::npos) << text;
}

TEST(Summary, of_some_of_the_replications_says_so) {
  Summary summary = three_runs();
  summary.facts.unfinished = 2;
  EXPECT_NE(render_text(summary).find("interrupted: 3 of 5 replications came to their end\n"),
            std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(render_json(summary))["unfinished_replications"], 2);
}

TEST(Summary, names_with_quotes_and_bad_bytes_do_no_harm) {
  Workspace workspace = hand_made_workspace();
  workspace.queues[0].name = "say \"hi\", \xff";
  HandMadeRun run(hand_made_settings(), workspace);
  run.call(0, 1, 2, 1, ann);
  const Summary summary = summarize(run.finish(3600), facts("0"));
  EXPECT_TRUE(nlohmann::json::accept(render_json(summary)));
  EXPECT_NE(intervals_csv(summary).find("\"say \"\"hi\"\", \xff\""), std::string::npos);
}

}  // namespace
}  // namespace switchyard::reports
