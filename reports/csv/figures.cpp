// Tables that are made of the summary's figures.
#include <array>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/time_text.h"
#include "reports/csv/field.h"
#include "reports/csv/tables.h"
#include "reports/summary/figures.h"
#include "reports/summary/number.h"

namespace switchyard::reports {
namespace {

constexpr std::string_view line_end = "\r\n";

void append_number(std::string& line, const std::optional<double>& number) {
  append_field(line, number ? number_text(*number) : std::string());
}

void append_value(std::string& line, const std::optional<Estimate>& estimate) {
  append_number(line, estimate ? std::optional(estimate->value) : std::nullopt);
}

void append_half_width(std::string& line, const std::optional<Estimate>& estimate) {
  append_number(line, estimate ? estimate->half_width : std::nullopt);
}

constexpr std::array interval_metrics = {Metric::offered,
                                         Metric::answered,
                                         Metric::abandoned,
                                         Metric::short_abandoned,
                                         Metric::blocked,
                                         Metric::left,
                                         Metric::timed_out,
                                         Metric::overflowed_in,
                                         Metric::canceled,
                                         Metric::waiting,
                                         Metric::handled,
                                         Metric::voicemail,
                                         Metric::forwarded,
                                         Metric::abandoned_again,
                                         Metric::transferred_in,
                                         Metric::handed_back_in,
                                         Metric::callbacks_requested,
                                         Metric::callbacks_created,
                                         Metric::callbacks_answered,
                                         Metric::callbacks_overdue,
                                         Metric::taken_by_button,
                                         Metric::transfers_started,
                                         Metric::transfers_completed,
                                         Metric::transfers_failed,
                                         Metric::handed_back,
                                         Metric::calls_placed,
                                         Metric::calls_failed,
                                         Metric::messages_joined,
                                         Metric::to_shared_team,
                                         Metric::abandonment,
                                         Metric::delayed,
                                         Metric::asa_seconds,
                                         Metric::wait_all_seconds,
                                         Metric::wait_abandoned_seconds,
                                         Metric::wait_answered_p95_seconds,
                                         Metric::longest_wait_seconds,
                                         Metric::handle_seconds,
                                         Metric::talk_seconds,
                                         Metric::wrap_up_seconds,
                                         Metric::ring_seconds,
                                         Metric::talk_clock_seconds,
                                         Metric::wrap_up_clock_seconds,
                                         Metric::queue_depth,
                                         Metric::queue_depth_highest,
                                         Metric::reservations_offered,
                                         Metric::reservations_accepted,
                                         Metric::reservations_rejected,
                                         Metric::reservations_timed_out,
                                         Metric::reservations_canceled,
                                         Metric::reservations_rescinded,
                                         Metric::workers_logged_in,
                                         Metric::occupancy,
                                         Metric::utilisation,
                                         Metric::offline_seconds,
                                         Metric::unavailable_seconds,
                                         Metric::idle_seconds,
                                         Metric::reserved_seconds,
                                         Metric::on_task_seconds,
                                         Metric::wrap_up_state_seconds,
                                         Metric::cooldown_seconds};

// Columns that carry a half-width behind them.
constexpr std::array interval_widths = {Metric::offered,
                                        Metric::abandonment,
                                        Metric::asa_seconds,
                                        Metric::wait_all_seconds,
                                        Metric::queue_depth,
                                        Metric::occupancy,
                                        Metric::wait_answered_p95_seconds};

constexpr std::array worker_metrics = {Metric::answered,
                                       Metric::handled,
                                       Metric::asa_seconds,
                                       Metric::handle_seconds,
                                       Metric::talk_seconds,
                                       Metric::wrap_up_seconds,
                                       Metric::ring_seconds,
                                       Metric::reservations_offered,
                                       Metric::reservations_accepted,
                                       Metric::reservations_rejected,
                                       Metric::reservations_timed_out,
                                       Metric::reservations_canceled,
                                       Metric::reservations_rescinded,
                                       Metric::callbacks_answered,
                                       Metric::taken_by_button,
                                       Metric::transfers_started,
                                       Metric::handed_back,
                                       Metric::calls_placed,
                                       Metric::calls_failed,
                                       Metric::offline_seconds,
                                       Metric::unavailable_seconds,
                                       Metric::idle_seconds,
                                       Metric::reserved_seconds,
                                       Metric::on_task_seconds,
                                       Metric::wrap_up_state_seconds,
                                       Metric::cooldown_seconds,
                                       Metric::occupancy,
                                       Metric::occupancy_without_ring,
                                       Metric::utilisation};

std::string service_level_column(std::size_t definition, Duration within) {
  return std::string(service_levels()[definition].name) + "_" + codec::to_text(within);
}

template <class Each>
void for_each_service_level(const Summary& summary, Each&& each) {
  for (std::size_t within = 0; within < summary.service_levels.size(); ++within) {
    for (std::size_t definition = 0; definition < service_level_definitions; ++definition) {
      each(within, definition);
    }
  }
}

void append_intervals_head(std::string& csv, const Summary& summary) {
  csv += "interval_start,scope,name";
  for (const Metric metric : interval_metrics) append_field(csv, info(metric).name);
  for_each_service_level(summary, [&](std::size_t within, std::size_t definition) {
    append_field(csv, service_level_column(definition, summary.service_levels[within]));
  });
  for (const Metric metric : interval_widths) append_field(csv, std::string(info(metric).name) + "_ci95");
  for (const Duration within : summary.service_levels) {
    append_field(csv, service_level_column(0, within) + "_ci95");
  }
  csv += line_end;
}

void append_interval(std::string& csv, const Summary& summary, const Scope& scope) {
  append_field(csv, codec::to_rfc3339(summary.window.start_of(scope.interval)), false);
  append_field(csv, scope_name(scope.kind));
  append_field(csv, scope.name);
  for (const Metric metric : interval_metrics) append_value(csv, scope.value(metric));
  for_each_service_level(summary, [&](std::size_t within, std::size_t definition) {
    const bool measured = within < scope.service_levels.size();
    append_value(csv, measured ? estimate(scope.service_levels[within].by_definition[definition].moments)
                               : std::nullopt);
  });
  for (const Metric metric : interval_widths) append_half_width(csv, scope.value(metric));
  for (std::size_t within = 0; within < summary.service_levels.size(); ++within) {
    const bool measured = within < scope.service_levels.size();
    append_half_width(
        csv, measured ? estimate(scope.service_levels[within].by_definition.front().moments) : std::nullopt);
  }
  csv += line_end;
}

void append_figure(std::string& csv, const Summary& summary, const Scope& scope, std::string_view metric,
                   const std::optional<Estimate>& value) {
  if (!value) return;
  append_field(csv, scope_name(scope.kind), false);
  append_field(csv, scope.name);
  const bool whole = scope.interval == no_interval;
  append_field(csv, whole ? std::string() : codec::to_rfc3339(summary.window.start_of(scope.interval)));
  append_field(csv, metric);
  append_number(csv, value->value);
  append_number(csv, value->half_width ? std::optional(value->low()) : std::nullopt);
  append_number(csv, value->half_width ? std::optional(value->high()) : std::nullopt);
  csv += line_end;
}

void append_attainment(std::string& csv, const Summary& summary, const Scope& scope) {
  for_each_service_level(summary, [&](std::size_t within, std::size_t definition) {
    const Attainment& attainment = scope.attainment[within];
    const std::string level = service_level_column(definition, summary.service_levels[within]);
    append_figure(csv, summary, scope, "interval_attainment_" + level,
                  estimate(attainment.intervals[definition].moments));
    append_figure(csv, summary, scope, "target_met_" + level,
                  estimate(attainment.window[definition].moments));
  });
}

void append_figures(std::string& csv, const Summary& summary, const Scope& scope) {
  for (const MetricInfo& metric : metrics()) {
    if (is_happening(metric.metric) && scope.mean(metric.metric) <= 0) continue;
    append_figure(csv, summary, scope, metric.name, scope.value(metric.metric));
  }
  if (scope.service_levels.empty()) return;
  for_each_service_level(summary, [&](std::size_t within, std::size_t definition) {
    append_figure(csv, summary, scope, service_level_column(definition, summary.service_levels[within]),
                  estimate(scope.service_levels[within].by_definition[definition].moments));
  });
  if (!scope.attainment.empty()) append_attainment(csv, summary, scope);
}

}  // namespace

std::string intervals_csv(const Summary& summary) {
  std::string csv;
  intervals_csv(summary, [&](std::string_view row) { csv += row; });
  return csv;
}

void intervals_csv(const Summary& summary, const TextSink& sink) {
  std::string line;
  append_intervals_head(line, summary);
  sink(line);
  summary.each_row([&](const Scope& row) {
    line.clear();
    append_interval(line, summary, row);
    sink(line);
  });
}

std::string workers_csv(const Summary& summary) {
  std::string csv = "worker";
  for (const Metric metric : worker_metrics) append_field(csv, info(metric).name);
  csv += line_end;
  for (const Scope& scope : summary.scopes) {
    if (scope.kind != ScopeKind::worker) continue;
    append_field(csv, scope.name, false);
    for (const Metric metric : worker_metrics) append_value(csv, scope.value(metric));
    csv += line_end;
  }
  return csv;
}

std::string figures_csv(const Summary& summary) {
  std::string csv;
  figures_csv(summary, [&](std::string_view rows) { csv += rows; });
  return csv;
}

void figures_csv(const Summary& summary, const TextSink& sink) {
  sink("scope,name,interval_start,metric,value,ci95_low,ci95_high\r\n");
  std::string rows;
  const auto add_scope = [&](const Scope& scope) {
    rows.clear();
    append_figures(rows, summary, scope);
    sink(rows);
  };
  for (const Scope& scope : summary.scopes) add_scope(scope);
  summary.each_row(add_scope);
}

}  // namespace switchyard::reports
