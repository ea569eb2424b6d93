// The CSV files of a run; docs/formats.md explains their columns. Lines end in CR LF, the first one names the
// columns.
#pragma once

#include <string>

#include "reports/measures/ended_task.h"
#include "reports/measures/names.h"
#include "reports/summary/summary.h"
#include "reports/summary/text_sink.h"

namespace switchyard::reports {

// intervals.csv: one row an interval and scope (all tasks, each queue), means over replications with
// half-widths.
std::string intervals_csv(const Summary& summary);
// The same, row by row.
void intervals_csv(const Summary& summary, const TextSink& sink);

// workers.csv: one row a worker.
std::string workers_csv(const Summary& summary);

// Any figure of the summary, one a row: scope, name, interval, metric, value, ci95_low, ci95_high (-o csv).
std::string figures_csv(const Summary& summary);
void figures_csv(const Summary& summary, const TextSink& sink);

// tasks.csv, a line at a time as tasks end: `line` is replaced, so that its room is used again.
void tasks_csv_head(std::string& line);
void tasks_csv_row(std::string& line, const EndedTask& task, const Names& names);

}  // namespace switchyard::reports
