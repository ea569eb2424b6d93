// The sections of the text summary, from the same value as summary.json.
#include "reports/summary/render_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/enums.h"
#include "engine/codec/text/time_text.h"
#include "reports/summary/figures.h"
#include "reports/summary/number.h"
#include "reports/summary/recorded_text.h"
#include "reports/summary/table.h"
#include "reports/summary/text_cells.h"

namespace switchyard::reports {
namespace {

std::string painted(const TextStyle& style, std::string_view code, std::string text) {
  return style.color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::string title(const TextStyle& style, const std::string& text) {
  return "\n" + painted(style, "1", text) + "\n";
}

std::string interruption(const Summary& summary) {
  if (summary.observed_until)
    return fmt::format("interrupted: observed until {} only\n", codec::to_rfc3339(*summary.observed_until));
  const std::uint32_t unfinished = summary.facts.unfinished;
  if (unfinished == 0) return "";
  return fmt::format("interrupted: {} of {} replications came to their end\n", summary.replications(),
                     summary.replications() + unfinished);
}

std::string head(const Summary& summary, const TextStyle& style) {
  const std::size_t replications = summary.replications();
  return painted(style, "1", summary.facts.scenario) +
         fmt::format("  {} to {}, {}\n", codec::to_rfc3339(summary.window.start),
                     codec::to_rfc3339(summary.window.end),
                     replications == 1
                         ? "one run"
                         : fmt::format("{} replications, ± is the 95 % interval", replications)) +
         interruption(summary);
}

std::string threshold_line(const ThresholdResult& result, const TextStyle& style) {
  const std::string verdict = result.held ? painted(style, "32", "ok  ") : painted(style, "31", "FAIL");
  return fmt::format("  {}  {}  is {}\n", verdict, result.expression, measured_text(result));
}

std::string thresholds(const Summary& summary, const TextStyle& style) {
  if (summary.thresholds.empty()) return "";
  std::string text = title(style, "thresholds");
  for (const ThresholdResult& result : summary.thresholds) text += threshold_line(result, style);
  return text;
}

// The scopes of a kind, the busiest first when there are too many to show.
std::vector<const Scope*> shown(const Summary& summary, ScopeKind kind, Metric busy, std::size_t most) {
  std::vector<const Scope*> scopes;
  for (const Scope& scope : summary.scopes) {
    if (scope.kind == kind) scopes.push_back(&scope);
  }
  if (scopes.size() <= most) return scopes;
  std::stable_sort(scopes.begin(), scopes.end(),
                   [&](const Scope* a, const Scope* b) { return a->mean(busy) > b->mean(busy); });
  scopes.resize(most);
  return scopes;
}

std::string more_line(const Summary& summary, ScopeKind kind, std::size_t rows) {
  const auto all = static_cast<std::size_t>(std::count_if(
      summary.scopes.begin(), summary.scopes.end(), [&](const Scope& scope) { return scope.kind == kind; }));
  if (all <= rows) return "";
  return fmt::format("  and {} less busy ones, which summary.json has\n", all - rows);
}

std::vector<std::string> place_cells(const Scope& scope) {
  const auto service_level = estimate(scope.service_levels.front().by_definition.front().moments);
  return {scope.kind == ScopeKind::total ? "all tasks" : scope.name,
          count_cell(scope.value(Metric::offered)),
          count_cell(scope.value(Metric::answered)),
          percent_cell(scope.value(Metric::abandonment)),
          count_cell(scope.value(Metric::left)),
          count_cell(scope.value(Metric::blocked)),
          percent_cell(service_level),
          seconds_cell(scope.value(Metric::asa_seconds)),
          seconds_cell(scope.value(Metric::wait_all_seconds)),
          seconds_cell(scope.value(Metric::wait_answered_p95_seconds)),
          seconds_cell(scope.value(Metric::longest_wait_seconds)),
          seconds_cell(scope.value(Metric::handle_seconds))};
}

std::string place_table(const Summary& summary, const std::string& name,
                        const std::vector<const Scope*>& scopes) {
  Table table({name, "offered", "answered", "ab. %", "left", "blocked", "SL %", "ASA s", "wait s", "p95 s",
               "longest s", "AHT s"});
  for (const Scope* scope : scopes) table.add(place_cells(*scope));
  if (name == "queue") table.add(place_cells(summary.total()));
  return table.text();
}

bool is_used(const Scope& scope) {
  return scope.mean(Metric::offered) > 0 || scope.mean(Metric::blocked) > 0;
}

std::size_t used(const Summary& summary, ScopeKind kind) {
  return static_cast<std::size_t>(
      std::count_if(summary.scopes.begin(), summary.scopes.end(),
                    [&](const Scope& scope) { return scope.kind == kind && is_used(scope); }));
}

std::string legend(const Summary& summary) {
  return fmt::format(
      "  SL: sl_offered, answered within {} / (answered + abandoned); ab.: abandoned; wait: mean of all;\n"
      "  p95: of the answered; contacts belong to the interval of their arrival\n",
      codec::to_text(summary.service_levels.front()));
}

std::string conservation(const Summary& summary) {
  const auto count = [&](Metric metric) { return count_cell(summary.total().value(metric)); };
  std::string text = fmt::format("  tasks: {} offered = {} answered + {} abandoned", count(Metric::offered),
                                 count(Metric::answered), count(Metric::abandoned));
  for (const Metric metric : {Metric::voicemail, Metric::forwarded}) {
    if (summary.total().mean(metric) > 0) text += fmt::format(" + {} {}", count(metric), info(metric).name);
  }
  return text + fmt::format(" + {} canceled + {} waiting at the end\n", count(Metric::canceled),
                            count(Metric::waiting));
}

// How often the target was met, for the first threshold and definition.
std::string attained(const Summary& summary) {
  const Attainment& attainment = summary.total().attainment.front();
  const auto intervals = estimate(attainment.intervals.front().moments);
  if (!intervals) return "";
  std::string text = fmt::format("  SL of {}% or more: in {} % of the intervals",
                                 number_text(summary.service_level_target * 100), percent_cell(intervals));
  const auto window = estimate(attainment.window.front().moments);
  if (summary.replications() > 1 && window) {
    text += fmt::format(", over the whole time in {} % of the replications", percent_cell(window));
  }
  return text + "\n";
}

// The less common things, only those that happened.
std::string happened(const Summary& summary, const TextStyle& style) {
  std::string text;
  for (const MetricInfo& metric : metrics()) {
    if (!is_happening(metric.metric) || summary.total().mean(metric.metric) <= 0) continue;
    const std::string name(metric.name);
    text += fmt::format("  {:<20} {:>14}  {}\n", name, count_cell(summary.total().value(metric.metric)),
                        metric.meaning);
  }
  for (std::size_t cause = 1; cause < summary.total().to_shared_team.size(); ++cause) {
    const auto value = estimate(summary.total().to_shared_team[cause].moments);
    if (!value || value->value <= 0) continue;
    text += fmt::format("  {:<20} {:>14}  {}\n", "  by cause", count_cell(value),
                        codec::enum_text(static_cast<OriginCause>(cause)));
  }
  return text.empty() ? text : title(style, "also") + text;
}

// Channels and tenants stand there only when several had something to do.
std::string places(const Summary& summary, ScopeKind kind, const TextStyle& style) {
  const auto scopes = shown(summary, kind, Metric::offered, style.most_rows);
  const bool queues = kind == ScopeKind::queue;
  if (!queues && used(summary, kind) < 2) return "";
  const bool crossed = used(summary, ScopeKind::tenant) > 1 && used(summary, ScopeKind::channel) > 1;
  if (kind == ScopeKind::tenant_channel && !crossed) return "";
  const std::string what =
      kind == ScopeKind::tenant_channel ? "tenant / channel" : std::string(scope_name(kind));
  std::string text = title(style, what + "s") + (queues ? legend(summary) : "");
  text += place_table(summary, what, scopes) + more_line(summary, kind, scopes.size());
  return queues ? text + conservation(summary) + attained(summary) : text;
}

std::vector<std::string> staff_cells(const Scope& scope) {
  std::vector<std::string> cells = {scope.kind == ScopeKind::total ? "all workers" : scope.name,
                                    number_cell(scope.value(Metric::workers_logged_in)),
                                    percent_cell(scope.value(Metric::occupancy)),
                                    percent_cell(scope.value(Metric::utilisation))};
  for (const Metric metric :
       {Metric::on_task_seconds, Metric::wrap_up_state_seconds, Metric::reserved_seconds,
        Metric::idle_seconds, Metric::cooldown_seconds, Metric::unavailable_seconds}) {
    cells.push_back(hours_cell(scope.value(metric)));
  }
  return cells;
}

std::string staff(const Summary& summary, const TextStyle& style) {
  const auto groups = shown(summary, ScopeKind::group, Metric::on_task_seconds, style.most_rows);
  Table table({"group", "logged in", "occupancy %", "utilisation %", "on task h", "wrap-up h", "ringing h",
               "idle h", "cooldown h", "unavailable h"});
  for (const Scope* scope : groups) table.add(staff_cells(*scope));
  if (groups.size() != 1) table.add(staff_cells(summary.total()));
  return title(style, "worker groups") + "  ringing counts as busy\n" + table.text() +
         more_line(summary, ScopeKind::group, groups.size());
}

std::string broken(const Summary& summary, const TextStyle& style) {
  if (summary.broken.empty()) return "";
  std::string text = title(style, painted(style, "31", "self-checks that failed: a fault of this program"));
  for (const std::string& line : summary.broken) text += "  " + line + "\n";
  return text;
}

std::string foot(const Summary& summary) {
  std::string text = fmt::format("\nseed {}, log hash {}", summary.facts.seed, summary.log_hashes.front());
  if (summary.replications() > 1) text += fmt::format(" and {} more", summary.replications() - 1);
  text += "\n";
  if (!summary.facts.command.empty()) text += command_text(summary.facts) + "\n";
  return text;
}

}  // namespace

std::string render_text(const Summary& summary, const TextStyle& style) {
  std::string text = head(summary, style) + thresholds(summary, style);
  for (const ScopeKind kind :
       {ScopeKind::queue, ScopeKind::channel, ScopeKind::tenant, ScopeKind::tenant_channel}) {
    text += places(summary, kind, style);
  }
  text += happened(summary, style);
  text += staff(summary, style);
  if (summary.facts.recorded) {
    text += title(style, "recorded beside simulated") + recorded_text(compare_recorded(summary));
  }
  return text + broken(summary, style) + foot(summary);
}

std::string command_text(const RunFacts& facts) {
  return (facts.unfinished == 0 ? "again: " : "to its end: ") + facts.command;
}

}  // namespace switchyard::reports
