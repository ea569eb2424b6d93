// The difference for machines. Tasks are written one by one; only the head and the totals are trees.
#include <nlohmann/json.hpp>

#include "engine/codec/text/time_text.h"
#include "engine/codec/text/utf8.h"
#include "reports/csv/field.h"
#include "reports/difference/render.h"
#include "reports/summary/figures.h"
#include "reports/summary/number.h"

namespace switchyard::reports {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t piece = std::size_t{1} << 16;

std::string dumped(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string_view change_of(const TaskPair& pair) {
  if (pair.after.is_none()) return "only_before";
  return pair.before.is_none() ? "only_after" : "differs";
}

Json run_json(const RunOutcomes& run) {
  Json json = {{"file", run.file},          {"scenario", run.header.name},
               {"seed", run.header.seed},   {"writtenBy", run.header.engine_version},
               {"tasks", run.tasks.size()}, {"logHash", run.hash}};
  if (run.replications.value_or(1) > 1) json["replications"] = *run.replications;
  return json;
}

Json head_json(const ComparedRuns& runs) {
  const RunDifference& difference = runs.difference;
  Json fields = Json::object();
  for (std::size_t field = 0; field < task_fields; ++field)
    fields[std::string(task_field_name(TaskField{static_cast<std::uint8_t>(field)}))] =
        difference.by_field[field];
  return {{"before", run_json(runs.before)},
          {"after", run_json(runs.after)},
          {"same", !difference.any()},
          {"within_seconds", in_seconds(difference.within)},
          {"counts",
           {{"same", difference.same},
            {"differ", difference.differ},
            {"only_before", difference.only_before},
            {"only_after", difference.only_after},
            {"by_field", std::move(fields)}}}};
}

Json value_json(const std::optional<double>& value) {
  return value ? Json(rounded(*value)) : Json(nullptr);
}

Json totals_json(const TotalsDifference& totals) {
  Json json = {{"scope", totals.queue.empty() ? "total" : "queue"}};
  if (!totals.queue.empty()) json["name"] = totals.queue;
  for (std::size_t i = 0; i < total_metrics; ++i) {
    const auto of = [i](const std::optional<Totals>& side) { return side ? side->values[i] : std::nullopt; };
    const auto before = of(totals.before);
    const auto after = of(totals.after);
    Json& metric = json[std::string(total_metric_name(TotalMetric{static_cast<std::uint8_t>(i)}))];
    metric = {{"before", value_json(before)}, {"after", value_json(after)}, {"difference", nullptr}};
    if (before && after) metric["difference"] = rounded(*after - *before);
  }
  return json;
}

void append_side(std::string& line, std::string_view name, const RunOutcomes& run, TaskId task) {
  line.append(",\"").append(name).append("\":");
  if (task.is_none()) {
    line += "null";
    return;
  }
  const TaskOutcome& outcome = run.of(task);
  line += "{\"task\":" + std::to_string(task.value);
  line += ",\"arrived\":\"" + codec::to_rfc3339(outcome.arrived) + '"';
  line += ",\"queues\":" + codec::quoted(run.texts.text(outcome.queues));
  line += ",\"worker\":" + codec::quoted(run.texts.text(outcome.workers));
  line += ",\"wait_seconds\":" + number_text(in_seconds(outcome.wait));
  line += ",\"outcome\":" + codec::quoted(run.texts.text(outcome.end)) + '}';
}

std::string task_json(const ComparedRuns& runs, const TaskDifference& task) {
  std::string line = "{\"change\":\"" + std::string(change_of(task.tasks)) + "\",\"fields\":[";
  bool first = true;
  for (std::size_t i = 0; i < task_fields; ++i) {
    const TaskField field{static_cast<std::uint8_t>(i)};
    if (!task.has(field)) continue;
    line += (first ? "\"" : ",\"") + std::string(task_field_name(field)) + '"';
    first = false;
  }
  line += ']';
  append_side(line, "before", runs.before, task.tasks.before);
  append_side(line, "after", runs.after, task.tasks.after);
  return line + '}';
}

// Both sides of each column next to each other.
std::string csv_row(const ComparedRuns& runs, const TaskDifference& task) {
  std::string line(change_of(task.tasks));
  const auto add = [&](auto&& text_of) {
    const TaskPair& pair = task.tasks;
    append_field(line, pair.before.is_none() ? std::string() : text_of(runs.before, pair.before));
    append_field(line, pair.after.is_none() ? std::string() : text_of(runs.after, pair.after));
  };
  add([](const RunOutcomes&, TaskId id) { return std::to_string(id.value); });
  add([](const RunOutcomes& run, TaskId id) { return codec::to_rfc3339(run.of(id).arrived); });
  add([](const RunOutcomes& run, TaskId id) { return run.texts.text(run.of(id).queues); });
  add([](const RunOutcomes& run, TaskId id) { return run.texts.text(run.of(id).workers); });
  add([](const RunOutcomes& run, TaskId id) { return number_text(in_seconds(run.of(id).wait)); });
  add([](const RunOutcomes& run, TaskId id) { return run.texts.text(run.of(id).end); });
  return line + "\r\n";
}

// Hands `text` on when it has grown to a piece.
bool flush(std::string& text, const DifferenceSink& sink, bool last = false) {
  if (text.size() < piece && !last) return true;
  const bool wanted = sink(text);
  text.clear();
  return wanted;
}

template <class Line>
bool each_task(const ComparedRuns& runs, std::string& text, const DifferenceSink& sink, Line&& line) {
  for (const TaskDifference& task : runs.difference.tasks) {
    line(task);
    if (!flush(text, sink)) return false;
  }
  return true;
}

}  // namespace

bool difference_json(const ComparedRuns& runs, const DifferenceSink& sink) {
  Json head = head_json(runs);
  Json& totals = head["totals"] = Json::array();
  for (const TotalsDifference& one : runs.difference.totals) totals.push_back(totals_json(one));
  std::string text = dumped(head, 2);
  text.erase(text.rfind("\n}"));  // the object goes on
  text += ",\n  \"tasks\": [";
  std::size_t left = runs.difference.tasks.size();
  const bool wanted = each_task(runs, text, sink, [&](const TaskDifference& task) {
    text += "\n    " + task_json(runs, task) + (--left == 0 ? "\n  " : ",");
  });
  text += "]\n}\n";
  return wanted && flush(text, sink, true);
}

bool difference_jsonl(const ComparedRuns& runs, const DifferenceSink& sink) {
  std::string text = dumped(head_json(runs)) + "\n";
  for (const TotalsDifference& one : runs.difference.totals) text += dumped(totals_json(one)) + "\n";
  const bool wanted =
      each_task(runs, text, sink, [&](const TaskDifference& task) { text += task_json(runs, task) + "\n"; });
  return wanted && flush(text, sink, true);
}

bool difference_csv(const ComparedRuns& runs, const DifferenceSink& sink) {
  std::string text =
      "change,task_before,task_after,arrived_before,arrived_after,queues_before,queues_after,"
      "worker_before,worker_after,wait_seconds_before,wait_seconds_after,outcome_before,outcome_after\r\n";
  const bool wanted =
      each_task(runs, text, sink, [&](const TaskDifference& task) { text += csv_row(runs, task); });
  return wanted && flush(text, sink, true);
}

}  // namespace switchyard::reports
