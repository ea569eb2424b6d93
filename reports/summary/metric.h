// The metrics of a summary by name: what each is, its unit, and how replications are put together.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace switchyard::reports {

// In the order in which summary.json shows them.
enum class Metric : std::uint8_t {
  offered,
  answered,
  abandoned,
  short_abandoned,
  left,
  timed_out,
  overflowed_in,
  blocked,
  canceled,
  waiting,
  handled,
  deleted_in_service,
  voicemail,  // from here to to_shared_team: as Happening
  forwarded,
  abandoned_again,
  transferred_in,
  handed_back_in,
  callbacks_requested,
  callbacks_created,
  callbacks_answered,
  callbacks_overdue,
  taken_by_button,
  transfers_started,
  transfers_completed,
  transfers_failed,
  handed_back,
  calls_placed,
  calls_failed,
  messages_joined,
  to_shared_team,
  abandonment,
  abandonment_excl_short,
  delayed,
  asa_seconds,
  asa_since_first_arrival_seconds,
  wait_all_seconds,
  wait_abandoned_seconds,
  wait_left_seconds,
  wait_answered_p50_seconds,
  wait_answered_p80_seconds,
  wait_answered_p90_seconds,
  wait_answered_p95_seconds,
  wait_answered_p99_seconds,
  wait_all_p50_seconds,
  wait_all_p80_seconds,
  wait_all_p90_seconds,
  wait_all_p95_seconds,
  wait_all_p99_seconds,
  longest_wait_seconds,
  handle_seconds,
  talk_seconds,
  wrap_up_seconds,
  ring_seconds,
  reservations_offered,
  reservations_accepted,
  reservations_rejected,
  reservations_timed_out,
  reservations_canceled,
  reservations_rescinded,
  talk_clock_seconds,
  wrap_up_clock_seconds,
  queue_depth,
  queue_depth_highest,
  open_tasks,
  open_tasks_highest,
  occupancy,
  occupancy_without_ring,
  utilisation,
  workers_logged_in,
  offline_seconds,
  unavailable_seconds,
  idle_seconds,
  reserved_seconds,
  on_task_seconds,
  wrap_up_state_seconds,
  cooldown_seconds,
};
inline constexpr std::size_t metric_count = static_cast<std::size_t>(Metric::cooldown_seconds) + 1;

// How one number comes out of several replications.
enum class Pooling : std::uint8_t {
  count,       // the mean over replications
  ratio,       // the ratio of the sums
  percentile,  // of all waits of all replications together; its interval from the replications' own
               // percentiles
  highest,     // the highest of all replications, without an interval
};

// What a number counts or measures; share: 0 … 1.
enum class Unit : std::uint8_t { contacts, events, offers, share, seconds, tasks, workers };
std::string_view unit_name(Unit unit);

// The one source of what people are told about a number, in every rendering.
struct MetricInfo {
  Metric metric;
  std::string_view name;
  Pooling pooling;
  Unit unit;
  std::string_view label;    // for people: a heading
  std::string_view meaning;  // for people: what is counted, and of whom
};

// By Metric, in its order.
std::span<const MetricInfo, metric_count> metrics();
const MetricInfo& info(Metric metric);
std::optional<Metric> find_metric(std::string_view name);

// Whether the metric counts one of the less common things, which are shown only where they happened.
constexpr bool is_happening(Metric metric) {
  return metric >= Metric::voicemail && metric <= Metric::to_shared_team;
}

// The service levels of spec: A answered, B abandoned, T within the threshold, s short.
inline constexpr std::size_t service_level_definitions = 5;
struct ServiceLevelInfo {
  std::string_view name;
  std::string_view formula;
  std::string_view meaning;  // for people
};
std::span<const ServiceLevelInfo, service_level_definitions> service_levels();

}  // namespace switchyard::reports
