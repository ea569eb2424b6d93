// One line a task, written as it ends.
#include "engine/codec/text/time_text.h"
#include "reports/csv/field.h"
#include "reports/csv/tables.h"
#include "reports/summary/figures.h"
#include "reports/summary/number.h"

namespace switchyard::reports {
namespace {

void append_time(std::string& line, const std::optional<Time>& time) {
  append_field(line, time ? codec::to_rfc3339(*time) : std::string());
}

void append_seconds(std::string& line, const std::optional<Duration>& duration) {
  append_field(line, duration ? number_text(in_seconds(*duration)) : std::string());
}

// Queue names with " > " between them, in the order of the task's way.
std::string way(const EndedTask& task, const Names& names) {
  std::string text;
  for (const TaskQueueId queue : task.queues) {
    if (!text.empty()) text += " > ";
    text += names.queue(queue);
  }
  return text;
}

bool is_completed(const EndedTask& task) {
  return task.answered && task.outcome == "completed";
}

std::optional<Duration> talk(const EndedTask& task) {
  if (!is_completed(task)) return std::nullopt;
  return task.wrapping.value_or(task.ended) - *task.answered;
}

std::optional<Duration> wrap_up(const EndedTask& task) {
  if (!is_completed(task)) return std::nullopt;
  return task.wrapping ? task.ended - *task.wrapping : Duration{};
}

}  // namespace

void tasks_csv_head(std::string& line) {
  line =
      "task,tenant,channel,queues,worker,arrived,answered,ended,wait_seconds,talk_seconds,wrap_up_seconds,"
      "outcome\r\n";
}

void tasks_csv_row(std::string& line, const EndedTask& task, const Names& names) {
  line = std::to_string(task.task.value);
  append_field(line, names.tenants[task.tenant.index()]);
  append_field(line, names.channels[task.channel.index()]);
  append_field(line, way(task, names));
  append_field(line, names.worker(task.worker));
  append_time(line, task.arrived);
  append_time(line, task.answered);
  append_time(line, task.ended);
  append_seconds(line, task.wait);
  append_seconds(line, talk(task));
  append_seconds(line, wrap_up(task));
  append_field(line, task.outcome);
  line += "\r\n";
}

}  // namespace switchyard::reports
