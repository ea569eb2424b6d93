// The formulas of definitions 1 to 3, each as a numerator and a denominator.
#include "reports/summary/figures.h"

#include <utility>

namespace switchyard::reports {
namespace {

double number(std::uint64_t count) {
  return static_cast<double>(count);
}

void set_count(Scope& scope, Metric metric, std::uint64_t count) {
  scope.at(metric).moments = Moments::of(number(count), 1);
}

void set_ratio(Scope& scope, Metric metric, double numerator, double denominator) {
  scope.at(metric).moments = Moments::of(numerator, denominator);
}

// A mean of durations over so many contacts.
void set_mean(Scope& scope, Metric metric, Duration sum, std::uint64_t count) {
  set_ratio(scope, metric, in_seconds(sum), number(count));
}

void set_highest(Scope& scope, Metric metric, double value) {
  scope.at(metric) = {Moments::of(value, 1), value};
}

template <std::size_t size>
std::vector<Figure> counts_of(const std::array<std::uint64_t, size>& counts) {
  std::vector<Figure> figures(size);
  for (std::size_t i = 0; i < size; ++i) figures[i].moments = Moments::of(number(counts[i]), 1);
  return figures;
}

void fill_counts(Scope& scope, const Contacts& contacts) {
  set_count(scope, Metric::offered, contacts.offered);
  set_count(scope, Metric::abandoned, contacts.abandoned);
  set_count(scope, Metric::short_abandoned, contacts.short_abandoned);
  set_count(scope, Metric::left, contacts.left);
  set_count(scope, Metric::timed_out, contacts.timed_out);
  set_count(scope, Metric::overflowed_in, contacts.overflowed_in);
  set_count(scope, Metric::blocked, contacts.blocked);
  set_count(scope, Metric::canceled, contacts.canceled_waiting());
  set_count(scope, Metric::waiting, contacts.waiting);
  set_count(scope, Metric::deleted_in_service, contacts.deleted_in_service);
  if (contacts.canceled_waiting() > 0) scope.canceled = counts_of(contacts.canceled);
  if (contacts.of(Happening::to_shared_team) > 0) scope.to_shared_team = counts_of(contacts.to_shared_team);
}

void fill_happened(Scope& scope, const Happened& happened) {
  constexpr auto first = static_cast<std::size_t>(Metric::voicemail);
  for (std::size_t i = 0; i < happenings; ++i) {
    if (happened[i] > 0) set_count(scope, static_cast<Metric>(first + i), happened[i]);
  }
}
static_assert(static_cast<std::size_t>(Metric::to_shared_team) - static_cast<std::size_t>(Metric::voicemail) +
                  1 ==
              happenings);

void fill_waits(Scope& scope, const Contacts& contacts) {
  const std::uint64_t offered = contacts.offered;
  set_ratio(scope, Metric::abandonment, number(contacts.abandoned), number(offered));
  set_ratio(scope, Metric::abandonment_excl_short, number(contacts.abandoned - contacts.short_abandoned),
            number(offered - contacts.short_abandoned));
  set_ratio(scope, Metric::delayed, number(offered - contacts.at_once), number(offered));
  set_mean(scope, Metric::wait_all_seconds, contacts.wait_answered + contacts.wait_abandoned, offered);
  set_mean(scope, Metric::wait_abandoned_seconds, contacts.wait_abandoned, contacts.abandoned);
  set_mean(scope, Metric::wait_left_seconds, contacts.wait_left, contacts.left);
}

void fill_reservations(Scope& scope, const Reservations& counts) {
  set_count(scope, Metric::reservations_offered, counts.offered);
  set_count(scope, Metric::reservations_accepted, counts.accepted);
  set_count(scope, Metric::reservations_rejected, counts.rejected);
  set_count(scope, Metric::reservations_timed_out, counts.timed_out);
  set_count(scope, Metric::reservations_canceled, counts.canceled);
  set_count(scope, Metric::reservations_rescinded, counts.rescinded);
  set_mean(scope, Metric::ring_seconds, counts.ring, counts.accepted);
}

struct Share {
  double numerator = 0;
  double denominator = 0;
  // Divided, as the target is written: target * denominator may come out a little too large.
  bool meets(double target) const { return numerator / denominator >= target; }
};
using Shares = std::array<Share, service_level_definitions>;

// The service levels for one threshold, in the order of service_levels().
Shares service_level_shares(const Contacts& contacts, std::size_t index) {
  const double answered = number(contacts.answered);
  const double all = answered + number(contacts.abandoned);
  const double in_time = number(contacts.answered_within[index]);
  const double early = number(contacts.abandoned_within[index]);
  return {{{in_time, all},
           {in_time, answered},
           {in_time + early, all},
           {in_time, all - early},
           {in_time, all - number(contacts.short_abandoned)}}};
}

ServiceLevelFigures service_level(const Contacts& contacts, Duration within, std::size_t index) {
  ServiceLevelFigures figures{within, {}};
  const Shares shares = service_level_shares(contacts, index);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    figures.by_definition[i].moments = Moments::of(shares[i].numerator, shares[i].denominator);
  }
  return figures;
}

void fill_service_levels(Scope& scope, const Contacts& contacts, const Settings& settings) {
  for (std::size_t i = 0; i < settings.service_levels.size(); ++i) {
    scope.service_levels.push_back(service_level(contacts, settings.service_levels[i], i));
  }
}

struct PercentileMetric {
  Metric metric;
  double percent;
  bool answered_only;
};

constexpr std::array<PercentileMetric, 10> percentiles = {{{Metric::wait_answered_p50_seconds, 50, true},
                                                           {Metric::wait_answered_p80_seconds, 80, true},
                                                           {Metric::wait_answered_p90_seconds, 90, true},
                                                           {Metric::wait_answered_p95_seconds, 95, true},
                                                           {Metric::wait_answered_p99_seconds, 99, true},
                                                           {Metric::wait_all_p50_seconds, 50, false},
                                                           {Metric::wait_all_p80_seconds, 80, false},
                                                           {Metric::wait_all_p90_seconds, 90, false},
                                                           {Metric::wait_all_p95_seconds, 95, false},
                                                           {Metric::wait_all_p99_seconds, 99, false}}};

}  // namespace

double in_seconds(Duration duration) {
  return static_cast<double>(duration.microseconds) / 1e6;
}

void fill_contacts(Scope& scope, const Contacts& contacts, const Settings& settings) {
  fill_counts(scope, contacts);
  fill_waits(scope, contacts);
  fill_answers(scope, {contacts.answered, contacts.handled, contacts.wait_answered, contacts.talk,
                       contacts.wrap_up, contacts.happened, contacts.reservations});
  fill_service_levels(scope, contacts, settings);
  if (contacts.offered > 0)
    set_highest(scope, Metric::longest_wait_seconds, in_seconds(contacts.longest_wait));
  if (scope.kind == ScopeKind::queue) {
    set_mean(scope, Metric::asa_since_first_arrival_seconds, contacts.wait_answered_since_first,
             contacts.answered);
  }
}

void fill_target_met(Scope& scope, const Contacts& contacts, const Settings& settings) {
  scope.attainment.resize(settings.service_levels.size());
  for (std::size_t within = 0; within < scope.attainment.size(); ++within) {
    const Shares shares = service_level_shares(contacts, within);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const bool measured = shares[i].denominator > 0;
      const bool is_met = measured && shares[i].meets(settings.service_level_target);
      scope.attainment[within].window[i].moments = Moments::of(is_met ? 1 : 0, measured ? 1 : 0);
    }
  }
}

void begin_attainment(Scope& scope) {
  for (Attainment& attainment : scope.attainment) {
    for (Figure& figure : attainment.intervals) figure.moments = Moments::of(0, 0);
  }
}

void add_to_attainment(Scope& scope, const Contacts& contacts, const Settings& settings) {
  for (std::size_t within = 0; within < scope.attainment.size(); ++within) {
    const Shares shares = service_level_shares(contacts, within);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      if (shares[i].denominator <= 0) continue;
      Moments& met = scope.attainment[within].intervals[i].moments;
      met.mean_n += shares[i].meets(settings.service_level_target) ? 1 : 0;
      met.mean_d += 1;
    }
  }
}

void fill_work(Scope& scope, const Level& talking, const Level& wrapping_up) {
  scope.at(Metric::talk_clock_seconds).moments = Moments::of(in_seconds(talking.area), 1);
  scope.at(Metric::wrap_up_clock_seconds).moments = Moments::of(in_seconds(wrapping_up.area), 1);
}

void fill_answers(Scope& scope, const WorkerContacts& contacts) {
  set_count(scope, Metric::answered, contacts.answered);
  set_count(scope, Metric::handled, contacts.handled);
  set_mean(scope, Metric::asa_seconds, contacts.wait_answered, contacts.answered);
  set_mean(scope, Metric::handle_seconds, contacts.talk + contacts.wrap_up, contacts.handled);
  set_mean(scope, Metric::talk_seconds, contacts.talk, contacts.handled);
  set_mean(scope, Metric::wrap_up_seconds, contacts.wrap_up, contacts.handled);
  fill_happened(scope, contacts.happened);
  fill_reservations(scope, contacts.reservations);
}

void fill_depth(Scope& scope, const Level& depth, Duration observed) {
  set_ratio(scope, Metric::queue_depth, in_seconds(depth.area), in_seconds(observed));
  set_highest(scope, Metric::queue_depth_highest, number(depth.highest));
}

void fill_open_tasks(Scope& scope, const Level& open, Duration observed) {
  set_ratio(scope, Metric::open_tasks, in_seconds(open.area), in_seconds(observed));
  set_highest(scope, Metric::open_tasks_highest, number(open.highest));
}

void fill_staff(Scope& scope, const WorkerTime& time, Duration observed) {
  set_ratio(scope, Metric::occupancy, in_seconds(time.busy(true)), in_seconds(time.available(true)));
  set_ratio(scope, Metric::occupancy_without_ring, in_seconds(time.busy(false)),
            in_seconds(time.available(false)));
  set_ratio(scope, Metric::utilisation, in_seconds(time.busy(true)), in_seconds(time.logged_in()));
  set_ratio(scope, Metric::workers_logged_in, in_seconds(time.logged_in()), in_seconds(observed));
  constexpr auto first = static_cast<std::size_t>(Metric::offline_seconds);
  for (std::size_t i = 0; i < worker_states; ++i) {
    scope.at(static_cast<Metric>(first + i)).moments = Moments::of(in_seconds(time.by_state[i]), 1);
  }
}

std::optional<double> wait_percentile(const Scope& scope, double percent, bool answered_only) {
  if (!scope.waits) return std::nullopt;
  const Waits& waits = *scope.waits;
  if (answered_only) {
    if (waits.answered.count() == 0) return std::nullopt;
    return in_seconds(waits.answered.percentile(percent));
  }
  Histogram all;
  all.merge(waits.answered);
  all.merge(waits.abandoned);
  if (all.count() == 0) return std::nullopt;
  return in_seconds(all.percentile(percent));
}

void fill_percentiles(Scope& scope, Waits waits) {
  scope.waits = std::move(waits);
  for (const PercentileMetric& entry : percentiles) {
    const auto value = wait_percentile(scope, entry.percent, entry.answered_only);
    if (value) set_highest(scope, entry.metric, *value);
  }
}

void pool_percentiles(Scope& scope) {
  if (!scope.waits) return;
  for (const PercentileMetric& entry : percentiles) {
    const auto value = wait_percentile(scope, entry.percent, entry.answered_only);
    if (value) scope.at(entry.metric).pooled = *value;
  }
}

void fill_interval_p95(Scope& scope, const IntervalMeasures& interval) {
  if (interval.contacts.answered == 0) return;
  const double value = in_seconds(interval.p95_wait_answered);
  set_highest(scope, Metric::wait_answered_p95_seconds, value);
}

}  // namespace switchyard::reports
