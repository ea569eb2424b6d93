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
  append_field(line, queues_text(task, names));
  append_field(line, workers_text(task, names));
  append_time(line, task.arrived);
  append_time(line, task.answered);
  append_time(line, task.ended);
  append_seconds(line, task.wait);
  append_seconds(line, task.talk);
  append_seconds(line, task.wrap_up);
  append_field(line, task.outcome);
  line += "\r\n";
}

}  // namespace switchyard::reports
