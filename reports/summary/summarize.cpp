// One run's measures become scopes: the centre, its queues, channels, tenants, groups and workers.
#include <utility>

#include "reports/summary/figures.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {
namespace {

Scope scope_of(ScopeKind kind, std::size_t index, std::string name) {
  Scope scope;
  scope.kind = kind;
  scope.index = static_cast<std::uint32_t>(index);
  scope.name = std::move(name);
  return scope;
}

Scope place_scope(ScopeKind kind, std::size_t index, std::string name, PlaceMeasures& place,
                  const Settings& settings) {
  Scope scope = scope_of(kind, index, std::move(name));
  fill_contacts(scope, place.contacts, settings);
  fill_percentiles(scope, std::move(place.waits));
  return scope;
}

Scope total_scope(Measures& measures) {
  Scope scope = place_scope(ScopeKind::total, 0, "", measures.total, measures.settings);
  fill_depth(scope, measures.total.depth, measures.observed());
  fill_open_tasks(scope, measures.open_tasks, measures.observed());
  fill_staff(scope, measures.all_workers.time, measures.observed());
  return scope;
}

void add_queues(Summary& summary, Measures& measures) {
  for (std::size_t i = 0; i < measures.queues.size(); ++i) {
    summary.scopes.push_back(
        place_scope(ScopeKind::queue, i, measures.names.queues[i], measures.queues[i], measures.settings));
    fill_depth(summary.scopes.back(), measures.queues[i].depth, measures.observed());
  }
}

void add_places(Summary& summary, ScopeKind kind, std::vector<PlaceMeasures>& places,
                const std::vector<std::string>& names, const Settings& settings) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    summary.scopes.push_back(place_scope(kind, i, names[i], places[i], settings));
  }
}

void add_staff(Summary& summary, const Measures& measures) {
  for (std::size_t i = 0; i < measures.groups.size(); ++i) {
    summary.scopes.push_back(scope_of(ScopeKind::group, i, measures.groups[i].name));
    fill_staff(summary.scopes.back(), measures.groups[i].time, measures.observed());
  }
  for (std::size_t i = 0; i < measures.workers.size(); ++i) {
    summary.scopes.push_back(scope_of(ScopeKind::worker, i, measures.names.workers[i]));
    fill_answers(summary.scopes.back(), measures.workers[i].contacts);
    fill_staff(summary.scopes.back(), measures.workers[i].time, measures.observed());
  }
}

bool is_empty(const IntervalMeasures& interval) {
  const Contacts& contacts = interval.contacts;
  return contacts.offered == 0 && contacts.blocked == 0 && contacts.reservations.offered == 0 &&
         interval.depth.highest == 0;
}

Scope interval_scope(ScopeKind kind, std::size_t index, const std::string& name, std::uint32_t interval,
                     const PlaceMeasures& place, const Measures& measures) {
  Scope scope = scope_of(kind, index, name);
  scope.interval = interval;
  fill_contacts(scope, place.intervals[interval].contacts, measures.settings);
  fill_depth(scope, place.intervals[interval].depth, measures.observed(interval));
  fill_interval_p95(scope, place.intervals[interval]);
  return scope;
}

void add_staff_interval(Summary& summary, const Measures& measures, std::size_t group,
                        std::uint32_t interval) {
  const StaffMeasures& staff = measures.groups[group];
  Scope scope = scope_of(ScopeKind::group, group, staff.name);
  scope.interval = interval;
  fill_staff(scope, staff.intervals[interval], measures.observed(interval));
  summary.intervals.push_back(std::move(scope));
}

void add_interval(Summary& summary, const Measures& measures, std::uint32_t interval) {
  Scope total = interval_scope(ScopeKind::total, 0, "", interval, measures.total, measures);
  fill_staff(total, measures.all_workers.intervals[interval], measures.observed(interval));
  summary.intervals.push_back(std::move(total));
  for (std::size_t i = 0; i < measures.queues.size(); ++i) {
    if (is_empty(measures.queues[i].intervals[interval])) continue;
    summary.intervals.push_back(interval_scope(ScopeKind::queue, i, measures.names.queues[i], interval,
                                               measures.queues[i], measures));
  }
  for (std::size_t i = 0; i < measures.groups.size(); ++i) add_staff_interval(summary, measures, i, interval);
}

}  // namespace

std::string_view scope_name(ScopeKind kind) {
  static constexpr std::array<std::string_view, 6> names = {"total",  "queue", "channel",
                                                            "tenant", "group", "worker"};
  return names[static_cast<std::size_t>(kind)];
}

Summary summarize(Measures measures, RunFacts facts) {
  Summary summary;
  summary.log_hashes = {facts.log_hash};
  summary.facts = std::move(facts);
  summary.window = measures.settings.window;
  summary.service_levels = measures.settings.service_levels;
  summary.short_abandon = measures.settings.short_abandon;
  summary.broken = std::move(measures.broken);
  summary.scopes.push_back(total_scope(measures));
  add_queues(summary, measures);
  add_places(summary, ScopeKind::channel, measures.channels, measures.names.channels, measures.settings);
  add_places(summary, ScopeKind::tenant, measures.tenants, measures.names.tenants, measures.settings);
  add_staff(summary, measures);
  for (std::uint32_t i = 0; i < summary.window.count(); ++i) add_interval(summary, measures, i);
  return summary;
}

const Scope* Summary::find(ScopeKind kind, std::string_view name, std::uint32_t interval) const {
  for (const Scope& scope : interval == no_interval ? scopes : intervals) {
    if (scope.kind == kind && scope.interval == interval && scope.name == name) return &scope;
  }
  return nullptr;
}

std::optional<Estimate> Scope::value(Metric metric) const {
  const Figure& figure = at(metric);
  const Pooling pooling = info(metric).pooling;
  auto result = estimate(figure.moments);
  if (!result || pooling == Pooling::count || pooling == Pooling::ratio) return result;
  if (pooling == Pooling::highest) return Estimate{figure.pooled, std::nullopt};
  if (waits) result->value = figure.pooled;  // of an interval: the mean of the replications
  return result;
}

}  // namespace switchyard::reports
