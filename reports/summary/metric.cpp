// The table of metrics; docs/formats.md explains the same names.
#include "reports/summary/metric.h"

#include <algorithm>

namespace switchyard::reports {
namespace {

constexpr std::array<MetricInfo, metric_count> table = {{
    {Metric::offered, "offered", Pooling::count, Unit::contacts, "Offered",
     "contacts that asked for a worker; they belong to the interval in which they arrived"},
    {Metric::answered, "answered", Pooling::count, Unit::contacts, "Answered",
     "contacts that reached a worker"},
    {Metric::abandoned, "abandoned", Pooling::count, Unit::contacts, "Abandoned",
     "contacts whose customer left while waiting"},
    {Metric::short_abandoned, "short_abandoned", Pooling::count, Unit::contacts, "Short abandons",
     "abandoned before the short-abandon limit"},
    {Metric::left, "left", Pooling::count, Unit::contacts, "Left the queue",
     "left this queue by rule, for another queue or for none; not by the customer"},
    {Metric::timed_out, "timed_out", Pooling::count, Unit::contacts, "Timed out",
     "left this queue by its target's timeout; among those that left"},
    {Metric::overflowed_in, "overflowed_in", Pooling::count, Unit::contacts, "Overflowed in",
     "came from another queue by rule; among the offered"},
    {Metric::blocked, "blocked", Pooling::count, Unit::contacts, "Blocked",
     "refused before queueing; not offered"},
    {Metric::canceled, "canceled", Pooling::count, Unit::contacts, "Canceled",
     "ended by command or rule while waiting"},
    {Metric::waiting, "waiting", Pooling::count, Unit::contacts, "Still waiting",
     "still waiting at the end of the run"},
    {Metric::handled, "handled", Pooling::count, Unit::contacts, "Handled",
     "answered, and a worker's part in it was completed"},
    {Metric::deleted_in_service, "deleted_in_service", Pooling::count, Unit::contacts, "Deleted in service",
     "ended in service without completing"},
    {Metric::voicemail, "voicemail", Pooling::count, Unit::contacts, "Voicemail",
     "left a message: neither answered nor abandoned"},
    {Metric::forwarded, "forwarded", Pooling::count, Unit::contacts, "Forwarded",
     "the call went to another line"},
    {Metric::abandoned_again, "abandoned_again", Pooling::count, Unit::contacts, "Abandoned again",
     "among the answered: the customer left while it waited once more"},
    {Metric::transferred_in, "transferred_in", Pooling::count, Unit::contacts, "Transferred in",
     "came to this queue by transfer"},
    {Metric::handed_back_in, "handed_back_in", Pooling::count, Unit::contacts, "Handed back in",
     "came back to this queue from a shared team"},
    {Metric::callbacks_requested, "callbacks_requested", Pooling::count, Unit::contacts,
     "Callbacks asked for", "by customers who waited"},
    {Metric::callbacks_created, "callbacks_created", Pooling::count, Unit::contacts, "Callbacks created",
     "for a voicemail or a missed call"},
    {Metric::callbacks_answered, "callbacks_answered", Pooling::count, Unit::contacts, "Callbacks answered",
     "of those requested and created: a worker took it"},
    {Metric::callbacks_overdue, "callbacks_overdue", Pooling::count, Unit::contacts, "Callbacks overdue",
     "still waiting when they were due"},
    {Metric::taken_by_button, "taken_by_button", Pooling::count, Unit::contacts, "Taken by button",
     "by a worker, out of the line"},
    {Metric::transfers_started, "transfers_started", Pooling::count, Unit::events, "Transfers started",
     "events, not contacts"},
    {Metric::transfers_completed, "transfers_completed", Pooling::count, Unit::events, "Transfers completed",
     "of the started: somebody took it"},
    {Metric::transfers_failed, "transfers_failed", Pooling::count, Unit::events, "Transfers failed",
     "of the started: nobody took it"},
    {Metric::handed_back, "handed_back", Pooling::count, Unit::events, "Handed back",
     "by a shared team to where it came from"},
    {Metric::calls_placed, "calls_placed", Pooling::count, Unit::events, "Calls placed",
     "to the customers of leads and callbacks"},
    {Metric::calls_failed, "calls_failed", Pooling::count, Unit::events, "Calls failed",
     "of the placed: nobody answered"},
    {Metric::messages_joined, "messages_joined", Pooling::count, Unit::events, "Messages joined",
     "the open task of their thread"},
    {Metric::to_shared_team, "to_shared_team", Pooling::count, Unit::events, "To a shared team",
     "came to a shared team's queue"},
    {Metric::abandonment, "abandonment", Pooling::ratio, Unit::share, "Abandonment", "abandoned / offered"},
    {Metric::abandonment_excl_short, "abandonment_excl_short", Pooling::ratio, Unit::share,
     "Abandonment without short ones", "abandoned / offered, short abandons removed from both"},
    {Metric::delayed, "delayed", Pooling::ratio, Unit::share, "Had to wait",
     "P(W>0): contacts that did not ring in the moment of their arrival / offered"},
    {Metric::asa_seconds, "asa_seconds", Pooling::ratio, Unit::seconds, "ASA",
     "average speed of answer: mean wait of the answered, ringing and zero waits included"},
    {Metric::asa_since_first_arrival_seconds, "asa_since_first_arrival_seconds", Pooling::ratio,
     Unit::seconds, "ASA since first arrival",
     "mean wait of the answered since their first arrival anywhere"},
    {Metric::wait_all_seconds, "wait_all_seconds", Pooling::ratio, Unit::seconds, "Mean wait of all",
     "wait of answered and abandoned / offered; not the ASA"},
    {Metric::wait_abandoned_seconds, "wait_abandoned_seconds", Pooling::ratio, Unit::seconds,
     "Time to abandon", "mean wait of the abandoned"},
    {Metric::wait_left_seconds, "wait_left_seconds", Pooling::ratio, Unit::seconds, "Wait of those that left",
     "mean wait of those that left this queue by rule"},
    {Metric::wait_answered_p50_seconds, "wait_answered_p50_seconds", Pooling::percentile, Unit::seconds,
     "P50 wait of the answered", "50 % of the answered waited no longer, ringing included"},
    {Metric::wait_answered_p80_seconds, "wait_answered_p80_seconds", Pooling::percentile, Unit::seconds,
     "P80 wait of the answered", "80 % of the answered waited no longer, ringing included"},
    {Metric::wait_answered_p90_seconds, "wait_answered_p90_seconds", Pooling::percentile, Unit::seconds,
     "P90 wait of the answered", "90 % of the answered waited no longer, ringing included"},
    {Metric::wait_answered_p95_seconds, "wait_answered_p95_seconds", Pooling::percentile, Unit::seconds,
     "P95 wait of the answered", "95 % of the answered waited no longer, ringing included"},
    {Metric::wait_answered_p99_seconds, "wait_answered_p99_seconds", Pooling::percentile, Unit::seconds,
     "P99 wait of the answered", "99 % of the answered waited no longer, ringing included"},
    {Metric::wait_all_p50_seconds, "wait_all_p50_seconds", Pooling::percentile, Unit::seconds,
     "P50 wait of all", "50 % of the answered and abandoned waited no longer"},
    {Metric::wait_all_p80_seconds, "wait_all_p80_seconds", Pooling::percentile, Unit::seconds,
     "P80 wait of all", "80 % of the answered and abandoned waited no longer"},
    {Metric::wait_all_p90_seconds, "wait_all_p90_seconds", Pooling::percentile, Unit::seconds,
     "P90 wait of all", "90 % of the answered and abandoned waited no longer"},
    {Metric::wait_all_p95_seconds, "wait_all_p95_seconds", Pooling::percentile, Unit::seconds,
     "P95 wait of all", "95 % of the answered and abandoned waited no longer"},
    {Metric::wait_all_p99_seconds, "wait_all_p99_seconds", Pooling::percentile, Unit::seconds,
     "P99 wait of all", "99 % of the answered and abandoned waited no longer"},
    {Metric::longest_wait_seconds, "longest_wait_seconds", Pooling::highest, Unit::seconds, "Longest wait",
     "of all contacts that ended their wait"},
    {Metric::handle_seconds, "handle_seconds", Pooling::ratio, Unit::seconds, "AHT",
     "average handle time: accepted to completed, wrap-up and all workers' parts included, mean of the "
     "handled; by the interval of arrival"},
    {Metric::talk_seconds, "talk_seconds", Pooling::ratio, Unit::seconds, "Talk",
     "accepted to wrapping, mean of the handled"},
    {Metric::wrap_up_seconds, "wrap_up_seconds", Pooling::ratio, Unit::seconds, "Wrap-up",
     "wrapping to completed, mean of the handled"},
    {Metric::ring_seconds, "ring_seconds", Pooling::ratio, Unit::seconds, "Ring",
     "offer to accept, mean of the accepted reservations"},
    {Metric::reservations_offered, "reservations_offered", Pooling::count, Unit::offers, "Offers to workers",
     "reservations that workers were offered, by the time of the offer"},
    {Metric::reservations_accepted, "reservations_accepted", Pooling::count, Unit::offers, "Offers accepted",
     "of the offers to workers"},
    {Metric::reservations_rejected, "reservations_rejected", Pooling::count, Unit::offers, "Offers rejected",
     "of the offers to workers"},
    {Metric::reservations_timed_out, "reservations_timed_out", Pooling::count, Unit::offers,
     "Offers timed out", "of the offers to workers: nobody answered in time"},
    {Metric::reservations_canceled, "reservations_canceled", Pooling::count, Unit::offers, "Offers canceled",
     "of the offers to workers, while pending"},
    {Metric::reservations_rescinded, "reservations_rescinded", Pooling::count, Unit::offers,
     "Offers rescinded", "of the offers to workers: somebody else was first"},
    {Metric::talk_clock_seconds, "talk_clock_seconds", Pooling::count, Unit::seconds, "Talk by the clock",
     "time that workers talked, by the clock; two at once count twice"},
    {Metric::wrap_up_clock_seconds, "wrap_up_clock_seconds", Pooling::count, Unit::seconds,
     "Wrap-up by the clock", "time that workers wrapped up, by the clock"},
    {Metric::queue_depth, "queue_depth", Pooling::ratio, Unit::tasks, "Waiting",
     "mean number waiting, ringing included, by the clock"},
    {Metric::queue_depth_highest, "queue_depth_highest", Pooling::highest, Unit::tasks, "Most waiting",
     "most waiting at one time, by the clock"},
    {Metric::open_tasks, "open_tasks", Pooling::ratio, Unit::tasks, "Open",
     "mean number waiting or in service, by the clock"},
    {Metric::open_tasks_highest, "open_tasks_highest", Pooling::highest, Unit::tasks, "Most open",
     "most waiting or in service at one time"},
    {Metric::occupancy, "occupancy", Pooling::ratio, Unit::share, "Occupancy",
     "(on task + wrap-up + ringing) / (those + idle): ringing counts as busy"},
    {Metric::occupancy_without_ring, "occupancy_without_ring", Pooling::ratio, Unit::share,
     "Occupancy without ringing", "(on task + wrap-up) / (those + idle): ringing left out"},
    {Metric::utilisation, "utilisation", Pooling::ratio, Unit::share, "Utilisation",
     "(on task + wrap-up + ringing) / logged-in time"},
    {Metric::workers_logged_in, "workers_logged_in", Pooling::ratio, Unit::workers, "Logged in",
     "mean number of workers who were not offline"},
    {Metric::offline_seconds, "offline_seconds", Pooling::count, Unit::seconds, "Offline",
     "time of workers who were logged out"},
    {Metric::unavailable_seconds, "unavailable_seconds", Pooling::count, Unit::seconds, "Unavailable",
     "time of workers who were logged in but took no work: breaks, training"},
    {Metric::idle_seconds, "idle_seconds", Pooling::count, Unit::seconds, "Idle",
     "time of workers who waited for work"},
    {Metric::reserved_seconds, "reserved_seconds", Pooling::count, Unit::seconds, "Ringing",
     "time of workers whose phone rang: reserved, nothing accepted"},
    {Metric::on_task_seconds, "on_task_seconds", Pooling::count, Unit::seconds, "On task",
     "time of workers with a contact in hand; several at once count once"},
    {Metric::wrap_up_state_seconds, "wrap_up_state_seconds", Pooling::count, Unit::seconds, "Wrap-up state",
     "time of workers who wrapped up and had no contact in hand"},
    {Metric::cooldown_seconds, "cooldown_seconds", Pooling::count, Unit::seconds, "Cooldown",
     "time of workers who rested between two contacts by rule"},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].metric != static_cast<Metric>(i)) return false;
  }
  return true;
}
static_assert(in_order());

constexpr std::array<ServiceLevelInfo, service_level_definitions> levels = {{
    {"sl_offered", "A_T / (A + B)",
     "answered within the threshold / (answered + abandoned): every abandon is a failure"},
    {"sl_answered", "A_T / A", "answered within the threshold / answered: abandons are left out"},
    {"sl_all_within", "(A_T + B_T) / (A + B)",
     "answered or abandoned within the threshold / (answered + abandoned): an early abandon is a success"},
    {"sl_excl_early", "A_T / (A + B - B_T)",
     "answered within the threshold / (answered + abandoned after it): early abandons are left out"},
    {"sl_excl_short", "A_T / (A + B - B_s)",
     "answered within the threshold / (answered + abandoned), short abandons left out"},
}};

}  // namespace

std::span<const MetricInfo, metric_count> metrics() {
  return table;
}

std::string_view unit_name(Unit unit) {
  static constexpr std::array<std::string_view, 7> names = {"contacts", "events", "offers", "share",
                                                            "seconds",  "tasks",  "workers"};
  return names[static_cast<std::size_t>(unit)];
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
