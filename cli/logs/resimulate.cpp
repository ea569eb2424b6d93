// The log is read once; from then on there are only the day, its laws, and two sets of rules.
#include "cli/logs/resimulate.h"

#include <fmt/format.h>

#include <future>

#include "cli/json_text.h"
#include "cli/logs/replay_journal.h"
#include "cli/run/progress_meter.h"
#include "engine/codec/hash/log_hash.h"
#include "engine/codec/replay/compile_source.h"
#include "engine/codec/text/duration.h"
#include "engine/codec/text/time_text.h"
#include "engine/codec/text/utf8.h"
#include "engine/codec/workspace/compile.h"
#include "reports/difference/render.h"
#include "reports/summary/figures.h"
#include "reports/summary/json_number.h"
#include "reports/summary/table.h"
#include "sim/recorded/day_recorder.h"
#include "sim/recorded/resimulation.h"

namespace switchyard::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Recorded {
  std::string name;
  Workspace first;  // the version that the log begins with
  Workspace last;   // and ends with
  sim::RecordedDay day;
  reports::RunOutcomes outcomes;
};

Outcome<Recorded> read_day(const ResimulateRequest& request) {
  const auto header = header_of(request.log);
  if (!header) return tl::unexpected(header.error());
  auto first = codec::compile_source(header->workspace_source, nullptr);
  if (!first) return fail(ExitCode::invalid_input, first.error());
  Recorded recorded{header->name, *first, *std::move(first), {}, {}};
  sim::DayRecorder day(header->start);
  reports::OutcomeRecorder outcomes(header->start, request.within, recorded.first);
  bool any_turns = false;
  const auto take = [&](const codec::ReplayedTurn& turn) {
    any_turns = true;
    day.observe(turn);
    outcomes.observe(turn);
    if (std::holds_alternative<WorkspaceChanges>(turn.command)) recorded.last = turn.workspace;
  };
  const auto replayed =
      replay_whole(request.log, take, "without --resimulate each decision is judged in its recorded state");
  if (!replayed) return tl::unexpected(replayed.error());
  if (!any_turns) return fail(ExitCode::invalid_input, request.log + ": there are no turns in it");
  recorded.day = day.finish();
  recorded.outcomes = outcomes.finish();
  return recorded;
}

// Continues the ids of all versions in the log, so that its commands mean the same things.
Outcome<Workspace> read_new_rules(const std::string& file, const Workspace& last) {
  const auto document = codec::read_document(file);
  if (!document) return fail(document.error());
  auto compiled = codec::compile_workspace(*document, &last);
  if (!compiled) return fail(compiled.error());
  return std::move(compiled->workspace);
}

reports::RunOutcomes simulate(const sim::RecordedDay& day, const sim::DayLaws& laws, const Workspace& rules,
                              sim::Rules which, const ResimulateRequest& request, std::uint32_t replication) {
  reports::OutcomeRecorder outcomes(day.start, request.within, rules);
  codec::LogHash hash;
  sim::Resimulation simulation(day, laws, rules, which, {request.seed, replication});
  simulation.run([&](const codec::ReplayedTurn& turn) {
    hash.turn(turn.time, turn.command, turn.output);
    outcomes.observe(turn);
  });
  reports::RunOutcomes result = outcomes.finish();
  result.file = which == sim::Rules::recorded ? "old rules" : "new rules";
  result.header.name = rules.name;
  result.header.seed = request.seed;
  result.hash = hash.hex();
  return result;
}

std::string cell(const std::optional<double>& value, double scale, int digits) {
  return value ? fmt::format("{:.{}f}", *value * scale, digits) : "-";
}

std::string cell(const std::optional<reports::Estimate>& estimate, double scale, int digits) {
  return estimate ? cell(std::optional(estimate->value), scale, digits) : "-";
}

std::string change_cell(const std::optional<reports::Estimate>& change, double scale, int digits) {
  if (!change) return "-";
  std::string text = fmt::format("{:+.{}f}", change->value * scale, digits);
  if (change->half_width) text += fmt::format(" ± {:.{}f}", *change->half_width * scale, digits);
  return text;
}

void add_rows(reports::Table& table, const reports::PairedTotals& totals) {
  table.add({totals.queue.empty() ? "all tasks" : codec::printable(totals.queue), "", "", "", ""});
  for (std::size_t i = 0; i < reports::total_metrics; ++i) {
    const auto metric = static_cast<reports::TotalMetric>(i);
    const reports::PairedFigure& figure = totals.figures[i];
    const double scale = reports::shown_scale(metric);
    table.add({"  " + std::string(reports::total_metric_words(metric)), cell(figure.recorded, scale, 1),
               cell(figure.before, scale, 1), cell(figure.after, scale, 1),
               change_cell(figure.change, scale, 1)});
  }
}

Json json_of(const std::optional<reports::Estimate>& estimate) {
  if (!estimate) return nullptr;
  Json json{{"value", reports::json_number(estimate->value)}};
  if (estimate->half_width)
    json["ci95"] = {reports::json_number(estimate->low()), reports::json_number(estimate->high())};
  return json;
}

Json json_of(const reports::PairedTotals& totals) {
  Json json{{"queue", totals.queue.empty() ? Json() : Json(totals.queue)}};
  for (std::size_t i = 0; i < reports::total_metrics; ++i) {
    const reports::PairedFigure& figure = totals.figures[i];
    json[std::string(reports::total_metric_name(static_cast<reports::TotalMetric>(i)))] = {
        {"recorded", figure.recorded ? reports::json_number(*figure.recorded) : Json()},
        {"old", json_of(figure.before)},
        {"new", json_of(figure.after)},
        {"change", json_of(figure.change)}};
  }
  return json;
}

}  // namespace

Outcome<ResimulatedDay> resimulate(const ResimulateRequest& request, const Console& console) {
  auto recorded = read_day(request);
  if (!recorded) return tl::unexpected(recorded.error());
  const auto rules = read_new_rules(request.workspace, recorded->last);
  if (!rules) return tl::unexpected(rules.error());
  const sim::DayLaws laws(recorded->day);
  ResimulatedDay result{recorded->name, recorded->day.start, recorded->day.end, {}, {}, {}, {}};
  std::vector<std::vector<reports::Totals>> before, after;
  ProgressMeter meter(console, request.replications, "days simulated again");
  for (std::uint32_t r = 0; r < request.replications; ++r) {
    // Two engines that share nothing, so each may have its processor.
    auto other = std::async(std::launch::async, [&] {
      return simulate(recorded->day, laws, *rules, sim::Rules::other, request, r);
    });
    reports::RunOutcomes one =
        simulate(recorded->day, laws, recorded->first, sim::Rules::recorded, request, r);
    reports::RunOutcomes two = other.get();
    meter.update(r, 1);
    before.push_back(one.totals);
    after.push_back(two.totals);
    if (r != 0) continue;
    result.before = std::move(one);
    result.after = std::move(two);
  }
  meter.finish();
  result.difference = reports::compare_runs(result.before, result.after, request.within);
  result.totals = reports::pair_totals(recorded->outcomes.totals, before, after);
  return result;
}

std::string to_text(const ResimulatedDay& day, const ResimulateRequest& request, bool color) {
  std::string text =
      fmt::format("{}: {} to {}, {} tasks; {} replications of seed {}\n\n", codec::printable(day.name),
                  codec::to_rfc3339(day.start), codec::to_rfc3339(day.end), day.before.tasks.size(),
                  request.replications, request.seed);
  reports::Table table({"totals", "recorded", "old rules", "new rules", "new - old, 95 %"});
  for (const reports::PairedTotals& totals : day.totals) add_rows(table, totals);
  text += table.text();
  text += fmt::format(
      "  service level: answered within {} / (answered + abandoned). Old rules beside recorded: the error of "
      "the method.\n",
      codec::to_text(request.within));
  text += fmt::format(
      "\nfirst replication, {} -> {}: {} tasks the same, {} differ, {} only before, {} only after\n",
      day.before.hash, day.after.hash, day.difference.same, day.difference.differ, day.difference.only_before,
      day.difference.only_after);
  return text + reports::changed_tasks_text({day.before, day.after, day.difference}, {color, request.show},
                                            "-o json");
}

std::string to_json(const ResimulatedDay& day, const ResimulateRequest& request) {
  Json json{{"workspace", day.name},
            {"start", codec::to_rfc3339(day.start)},
            {"end", codec::to_rfc3339(day.end)},
            {"seed", request.seed},
            {"replications", request.replications},
            {"within_seconds", reports::json_number(reports::in_seconds(request.within))},
            {"totals", Json::array()}};
  for (const reports::PairedTotals& totals : day.totals) json["totals"].push_back(json_of(totals));
  std::string tasks;
  reports::difference_json({day.before, day.after, day.difference}, [&](std::string_view piece) {
    tasks += piece;
    return true;
  });
  json["firstReplication"] = Json::parse(tasks, nullptr, false);
  return json_text(json);
}

}  // namespace switchyard::cli
