// The difference for people: how much, where, and the first tasks.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/time_text.h"
#include "engine/codec/text/utf8.h"
#include "reports/difference/paired_totals.h"
#include "reports/difference/render.h"
#include "reports/summary/figures.h"
#include "reports/summary/number.h"
#include "reports/summary/table.h"

namespace switchyard::reports {
namespace {

char mark_of(bool before, bool after) {
  if (before && after) return '~';
  return before ? '-' : '+';
}

std::string_view color_of(char mark) {
  if (mark == '~') return "33";
  return mark == '-' ? "31" : "32";
}

// Lines that begin with a mark, in its colour.
std::string painted(const std::string& text, const TextStyle& style) {
  if (!style.color) return text;
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    const bool marked = line.size() > 3 && std::string_view("~-+").find(line[2]) != std::string_view::npos;
    result += marked ? fmt::format("\x1b[{}m{}\x1b[0m\n", color_of(line[2]), line) : line + "\n";
    at = end + 1;
  }
  return result;
}

std::string run_line(std::string_view which, const RunOutcomes& run) {
  const bool one_of_many = run.replications.value_or(1) > 1;
  return fmt::format("{:<7} {}: {}, seed {}, {}{} task{}, log hash {}\n", which, codec::printable(run.file),
                     codec::printable(run.header.name), run.header.seed,
                     one_of_many ? fmt::format("first of {} replications, ", *run.replications) : "",
                     run.tasks.size(), run.tasks.size() == 1 ? "" : "s", run.hash);
}

std::string fields_text(const RunDifference& difference) {
  std::string text;
  for (std::size_t field = 0; field < task_fields; ++field) {
    if (difference.by_field[field] == 0) continue;
    text +=
        fmt::format("{}{} {}", text.empty() ? " (" : ", ",
                    task_field_name(TaskField{static_cast<std::uint8_t>(field)}), difference.by_field[field]);
  }
  return text.empty() ? text : text + ")";
}

std::string counts_line(const RunDifference& difference) {
  return fmt::format("tasks: {} the same, {} differ{}, {} only before, {} only after\n", difference.same,
                     difference.differ, fields_text(difference), difference.only_before,
                     difference.only_after);
}

std::string fixed(double value, int digits, bool sign) {
  return sign ? fmt::format("{:+.{}f}", value, digits) : fmt::format("{:.{}f}", value, digits);
}

// Counts are whole; of the others one decimal is enough, unless it hides the difference.
int digits_for(TotalMetric metric, double difference) {
  if (metric <= TotalMetric::abandoned) return 0;
  return std::abs(difference) < 0.05 ? 6 : 1;
}

void add_metric(Table& table, const TotalsDifference& totals, TotalMetric metric) {
  const auto index = static_cast<std::size_t>(metric);
  const double scale = shown_scale(metric);
  const auto value = [&](const std::optional<Totals>& side) {
    return side && side->values[index] ? std::optional(*side->values[index] * scale) : std::nullopt;
  };
  const auto before = value(totals.before);
  const auto after = value(totals.after);
  const double change = after.value_or(0) - before.value_or(0);
  const int digits = before == after ? digits_for(metric, 1) : digits_for(metric, change);
  const auto cell = [&](const std::optional<double>& one) { return one ? fixed(*one, digits, false) : "-"; };
  const std::string difference = before == after ? "=" : before && after ? fixed(change, digits, true) : "";
  table.add({"    " + std::string(total_metric_words(metric)), cell(before), cell(after), difference});
}

double offered(const TotalsDifference& totals) {
  const auto of = [](const std::optional<Totals>& side) {
    return side ? side->values.front().value_or(0) : 0;
  };
  return std::max(of(totals.before), of(totals.after));
}

// The total, and the queues that differ: the busiest when there are too many.
std::vector<TotalsDifference> shown_totals(const RunDifference& difference) {
  std::vector<TotalsDifference> shown;
  for (const TotalsDifference& totals : difference.totals) {
    if (totals.differs()) shown.push_back(totals);
  }
  return shown;
}

std::string totals_text(const RunDifference& difference, const TextStyle& style) {
  std::vector<TotalsDifference> shown = shown_totals(difference);
  if (shown.empty()) return "";
  const std::size_t all = shown.size();
  // Each has seven lines, and a reader wants to see the first tasks too.
  const std::size_t most = std::max<std::size_t>(1, style.most_rows / 4);
  if (all > most) {
    std::stable_sort(shown.begin(), shown.end(),
                     [](const auto& a, const auto& b) { return offered(a) > offered(b); });
    shown.resize(most);
  }
  Table table({"totals", "before", "after", "difference"});
  for (const TotalsDifference& totals : shown) {
    const std::string name = totals.queue.empty() ? "all tasks" : codec::printable(totals.queue);
    table.add({fmt::format("{} {}", mark_of(totals.before.has_value(), totals.after.has_value()), name), "",
               "", ""});
    for (std::size_t metric = 0; metric < total_metrics; ++metric)
      add_metric(table, totals, TotalMetric{static_cast<std::uint8_t>(metric)});
  }
  std::string text = "\n" + painted(table.text(), style);
  if (all > shown.size())
    text +=
        fmt::format("  and {} less busy queue{}\n", all - shown.size(), all - shown.size() == 1 ? "" : "s");
  return text + fmt::format("  service level: answered within {} / (answered + abandoned)\n",
                            codec::to_text(difference.within));
}

std::string named(const std::string& text, const char* none) {
  return text.empty() ? none : codec::printable(text);
}

std::string wait_change(Duration before, Duration after) {
  const double change = in_seconds(after - before);
  const int digits = std::abs(change) < 0.05 ? 6 : 1;
  return fmt::format("wait {} s -> {} s ({} s)", fixed(in_seconds(before), digits, false),
                     fixed(in_seconds(after), digits, false), fixed(change, digits, true));
}

std::string changes_text(const ComparedRuns& runs, const TaskDifference& task) {
  const TaskOutcome& before = runs.before.of(task.tasks.before);
  const TaskOutcome& after = runs.after.of(task.tasks.after);
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
  const auto add_texts = [&](TaskField field, std::uint32_t old, std::uint32_t fresh, const char* none) {
    if (!task.has(field)) return;
    add(fmt::format("{} {} -> {}", task_field_name(field), named(runs.before.texts.text(old), none),
                    named(runs.after.texts.text(fresh), none)));
  };
  add_texts(TaskField::queue, before.queues, after.queues, "none");
  add_texts(TaskField::worker, before.workers, after.workers, "nobody");
  if (task.has(TaskField::wait)) add(wait_change(before.wait, after.wait));
  add_texts(TaskField::end, before.end, after.end, "none");
  return text;
}

std::string outcome_text(const RunOutcomes& run, const TaskOutcome& task) {
  return fmt::format("{}; {}; waited {:.1f} s; {}", named(run.texts.text(task.queues), "no queue"),
                     named(run.texts.text(task.workers), "nobody"), in_seconds(task.wait),
                     run.texts.text(task.end));
}

// The task's number, or both when they differ.
std::string label(const TaskPair& pair) {
  if (pair.after.is_none() || pair.before == pair.after) return std::to_string(pair.before.value);
  if (pair.before.is_none()) return std::to_string(pair.after.value);
  return fmt::format("{}/{}", pair.before.value, pair.after.value);
}

std::string task_line(const ComparedRuns& runs, const TaskDifference& task) {
  const TaskPair& pair = task.tasks;
  const bool in_before = !pair.before.is_none();
  const RunOutcomes& run = in_before ? runs.before : runs.after;
  const TaskOutcome& outcome = run.of(in_before ? pair.before : pair.after);
  const bool in_both = in_before && !pair.after.is_none();
  return fmt::format("  {} {:<9} {:<27}  {}\n", mark_of(in_before, !pair.after.is_none()), label(pair),
                     codec::to_rfc3339(outcome.arrived),
                     in_both ? changes_text(runs, task) : outcome_text(run, outcome));
}

bool have_nothing_in_common(const RunDifference& difference) {
  return difference.same + difference.differ == 0 && difference.only_before != 0 &&
         difference.only_after != 0;
}

}  // namespace

std::string changed_tasks_text(const ComparedRuns& runs, const TextStyle& style, std::string_view others) {
  const std::vector<TaskDifference>& tasks = runs.difference.tasks;
  const std::size_t shown = std::min(tasks.size(), style.most_rows);
  if (shown == 0) return "";
  std::string text = "\n  tasks (~ differs, - only before, + only after), by arrival\n";
  for (std::size_t i = 0; i < shown; ++i) text += task_line(runs, tasks[i]);
  if (tasks.size() > shown)
    text +=
        fmt::format("  and {} more: --show {}, or {} for all\n", tasks.size() - shown, tasks.size(), others);
  return painted(text, style);
}

std::string difference_text(const ComparedRuns& runs, const TextStyle& style) {
  std::string text = run_line("before", runs.before) + run_line("after", runs.after);
  if (!runs.difference.any()) return text + "no difference\n";
  text += counts_line(runs.difference);
  if (have_nothing_in_common(runs.difference))
    text += "no task of one is in the other: they have another seed, start or traffic\n";
  return text + totals_text(runs.difference, style) + changed_tasks_text(runs, style, "-o csv");
}

}  // namespace switchyard::reports
