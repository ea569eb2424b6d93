// The table of metrics; docs/formats.md explains the same names.
#include "reports/summary/metric.h"

#include <algorithm>

namespace switchyard::reports {
namespace {

constexpr std::array<MetricInfo, metric_count> table = {{
    {Metric::offered, "offered", Pooling::count, "contacts that asked for a worker"},
    {Metric::answered, "answered", Pooling::count, "contacts that reached a worker"},
    {Metric::abandoned, "abandoned", Pooling::count, "contacts whose customer left while waiting"},
    {Metric::short_abandoned, "short_abandoned", Pooling::count, "abandoned before the short-abandon limit"},
    {Metric::left, "left", Pooling::count, "left this queue by rule"},
    {Metric::timed_out, "timed_out", Pooling::count, "left this queue by its target's timeout"},
    {Metric::overflowed_in, "overflowed_in", Pooling::count, "came from another queue"},
    {Metric::blocked, "blocked", Pooling::count, "refused before queueing; not offered"},
    {Metric::canceled, "canceled", Pooling::count, "ended by command or rule while waiting"},
    {Metric::waiting, "waiting", Pooling::count, "still waiting at the end of the run"},
    {Metric::handled, "handled", Pooling::count, "answered, and a worker's part in it was completed"},
    {Metric::deleted_in_service, "deleted_in_service", Pooling::count, "ended in service without completing"},
    {Metric::voicemail, "voicemail", Pooling::count, "left a message: neither answered nor abandoned"},
    {Metric::forwarded, "forwarded", Pooling::count, "the call went to another line"},
    {Metric::abandoned_again, "abandoned_again", Pooling::count,
     "among the answered: the customer left while it waited once more"},
    {Metric::transferred_in, "transferred_in", Pooling::count, "came to this queue by transfer"},
    {Metric::handed_back_in, "handed_back_in", Pooling::count, "came back to this queue from a shared team"},
    {Metric::callbacks_requested, "callbacks_requested", Pooling::count, "by customers who waited"},
    {Metric::callbacks_created, "callbacks_created", Pooling::count, "for a voicemail or a missed call"},
    {Metric::callbacks_answered, "callbacks_answered", Pooling::count,
     "of those requested and created: a worker took it"},
    {Metric::callbacks_overdue, "callbacks_overdue", Pooling::count, "still waiting when they were due"},
    {Metric::taken_by_button, "taken_by_button", Pooling::count, "by a worker, out of the line"},
    {Metric::transfers_started, "transfers_started", Pooling::count, "events, not contacts"},
    {Metric::transfers_completed, "transfers_completed", Pooling::count, "of the started: somebody took it"},
    {Metric::transfers_failed, "transfers_failed", Pooling::count, "of the started: nobody took it"},
    {Metric::handed_back, "handed_back", Pooling::count, "by a shared team to where it came from"},
    {Metric::calls_placed, "calls_placed", Pooling::count, "to the customers of leads and callbacks"},
    {Metric::calls_failed, "calls_failed", Pooling::count, "of the placed: nobody answered"},
    {Metric::messages_joined, "messages_joined", Pooling::count, "the open task of their thread"},
    {Metric::to_shared_team, "to_shared_team", Pooling::count, "came to a shared team's queue"},
    {Metric::abandonment, "abandonment", Pooling::ratio, "abandoned / offered"},
    {Metric::abandonment_excl_short, "abandonment_excl_short", Pooling::ratio,
     "the same, short abandons removed from both"},
    {Metric::delayed, "delayed", Pooling::ratio, "P(W>0): did not ring at once / offered"},
    {Metric::asa_seconds, "asa_seconds", Pooling::ratio, "mean wait of the answered"},
    {Metric::asa_since_first_arrival_seconds, "asa_since_first_arrival_seconds", Pooling::ratio,
     "mean wait of the answered since their first arrival anywhere"},
    {Metric::wait_all_seconds, "wait_all_seconds", Pooling::ratio,
     "wait of answered and abandoned / offered"},
    {Metric::wait_abandoned_seconds, "wait_abandoned_seconds", Pooling::ratio, "mean wait of the abandoned"},
    {Metric::wait_left_seconds, "wait_left_seconds", Pooling::ratio, "mean wait of those that left by rule"},
    {Metric::wait_answered_p50_seconds, "wait_answered_p50_seconds", Pooling::percentile, "of the answered"},
    {Metric::wait_answered_p80_seconds, "wait_answered_p80_seconds", Pooling::percentile, "of the answered"},
    {Metric::wait_answered_p90_seconds, "wait_answered_p90_seconds", Pooling::percentile, "of the answered"},
    {Metric::wait_answered_p95_seconds, "wait_answered_p95_seconds", Pooling::percentile, "of the answered"},
    {Metric::wait_answered_p99_seconds, "wait_answered_p99_seconds", Pooling::percentile, "of the answered"},
    {Metric::wait_all_p50_seconds, "wait_all_p50_seconds", Pooling::percentile, "of answered and abandoned"},
    {Metric::wait_all_p80_seconds, "wait_all_p80_seconds", Pooling::percentile, "of answered and abandoned"},
    {Metric::wait_all_p90_seconds, "wait_all_p90_seconds", Pooling::percentile, "of answered and abandoned"},
    {Metric::wait_all_p95_seconds, "wait_all_p95_seconds", Pooling::percentile, "of answered and abandoned"},
    {Metric::wait_all_p99_seconds, "wait_all_p99_seconds", Pooling::percentile, "of answered and abandoned"},
    {Metric::longest_wait_seconds, "longest_wait_seconds", Pooling::highest, "of all that ended their wait"},
    {Metric::handle_seconds, "handle_seconds", Pooling::ratio,
     "AHT: accepted to completed, all workers' parts, mean of the handled"},
    {Metric::talk_seconds, "talk_seconds", Pooling::ratio, "accepted to wrapping, mean of the handled"},
    {Metric::wrap_up_seconds, "wrap_up_seconds", Pooling::ratio,
     "wrapping to completed, mean of the handled"},
    {Metric::ring_seconds, "ring_seconds", Pooling::ratio,
     "offer to accept, mean of the accepted reservations"},
    {Metric::reservations_offered, "reservations_offered", Pooling::count, "by the time of the offer"},
    {Metric::reservations_accepted, "reservations_accepted", Pooling::count, "of the offered"},
    {Metric::reservations_rejected, "reservations_rejected", Pooling::count, "of the offered"},
    {Metric::reservations_timed_out, "reservations_timed_out", Pooling::count, "of the offered"},
    {Metric::reservations_canceled, "reservations_canceled", Pooling::count, "of the offered, while pending"},
    {Metric::reservations_rescinded, "reservations_rescinded", Pooling::count, "of the offered"},
    {Metric::talk_clock_seconds, "talk_clock_seconds", Pooling::count,
     "time that workers talked, by the clock; two at once count twice"},
    {Metric::wrap_up_clock_seconds, "wrap_up_clock_seconds", Pooling::count,
     "time that workers wrapped up, by the clock"},
    {Metric::queue_depth, "queue_depth", Pooling::ratio, "mean number waiting, by the clock"},
    {Metric::queue_depth_highest, "queue_depth_highest", Pooling::highest, "most waiting at one time"},
    {Metric::open_tasks, "open_tasks", Pooling::ratio, "mean number waiting or in service, by the clock"},
    {Metric::open_tasks_highest, "open_tasks_highest", Pooling::highest, "most open at one time"},
    {Metric::occupancy, "occupancy", Pooling::ratio,
     "(on task + wrap-up + ringing) / (those + idle): ringing counts as busy"},
    {Metric::occupancy_without_ring, "occupancy_without_ring", Pooling::ratio,
     "(on task + wrap-up) / (those + idle): ringing left out"},
    {Metric::utilisation, "utilisation", Pooling::ratio, "(on task + wrap-up + ringing) / logged-in time"},
    {Metric::workers_logged_in, "workers_logged_in", Pooling::ratio, "mean number not offline"},
    {Metric::offline_seconds, "offline_seconds", Pooling::count, "worker time"},
    {Metric::unavailable_seconds, "unavailable_seconds", Pooling::count, "worker time"},
    {Metric::idle_seconds, "idle_seconds", Pooling::count, "worker time"},
    {Metric::reserved_seconds, "reserved_seconds", Pooling::count, "worker time, ringing"},
    {Metric::on_task_seconds, "on_task_seconds", Pooling::count, "worker time"},
    {Metric::wrap_up_state_seconds, "wrap_up_state_seconds", Pooling::count, "worker time in wrap-up"},
    {Metric::cooldown_seconds, "cooldown_seconds", Pooling::count, "worker time"},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].metric != static_cast<Metric>(i)) return false;
  }
  return true;
}
static_assert(in_order());

constexpr std::array<ServiceLevelInfo, service_level_definitions> levels = {{
    {"sl_offered", "A_T / (A + B)"},
    {"sl_answered", "A_T / A"},
    {"sl_all_within", "(A_T + B_T) / (A + B)"},
    {"sl_excl_early", "A_T / (A + B - B_T)"},
    {"sl_excl_short", "A_T / (A + B - B_s)"},
}};

}  // namespace

std::span<const MetricInfo, metric_count> metrics() {
  return table;
}

const MetricInfo& info(Metric metric) {
  return table[static_cast<std::size_t>(metric)];
}

std::optional<Metric> find_metric(std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const MetricInfo& i) { return i.name == name; });
  if (found == table.end()) return std::nullopt;
  return found->metric;
}

std::span<const ServiceLevelInfo, service_level_definitions> service_levels() {
  return levels;
}

}  // namespace switchyard::reports
