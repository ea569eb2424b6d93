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
                  const Measures& measures) {
  Scope scope = scope_of(kind, index, std::move(name));
  fill_contacts(scope, place.contacts, measures.settings);
  fill_attainment(scope, place, measures.settings);
  fill_percentiles(scope, std::move(place.waits));
  if (place.intervals.empty()) return scope;
  fill_work(scope, place.talking, place.wrapping_up);
  fill_depth(scope, place.depth, measures.observed());
  return scope;
}

Scope total_scope(Measures& measures) {
  Scope scope = place_scope(ScopeKind::total, 0, "", measures.total, measures);
  fill_open_tasks(scope, measures.open_tasks, measures.observed());
  fill_staff(scope, measures.all_workers.time, measures.observed());
  return scope;
}

void add_places(Summary& summary, ScopeKind kind, std::vector<PlaceMeasures>& places,
                const std::vector<std::string>& names, const Measures& measures) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    summary.scopes.push_back(place_scope(kind, i, names[i], places[i], measures));
  }
}

bool is_empty(const Contacts& contacts) {
  return contacts.offered == 0 && contacts.blocked == 0 && contacts.reservations.offered == 0;
}

// Most tenants use few of the channels.
void add_tenant_channels(Summary& summary, Measures& measures) {
  const std::size_t channels = measures.names.channels.size();
  for (std::size_t i = 0; i < measures.tenant_channels.size(); ++i) {
    if (is_empty(measures.tenant_channels[i].contacts)) continue;
    std::string name =
        tenant_channel_name(measures.names.tenants[i / channels], measures.names.channels[i % channels]);
    summary.scopes.push_back(
        place_scope(ScopeKind::tenant_channel, i, std::move(name), measures.tenant_channels[i], measures));
  }
}

Scope staff_scope(ScopeKind kind, std::size_t index, const std::string& name, const WorkerMeasures& work,
                  const Measures& measures) {
  Scope scope = scope_of(kind, index, name);
  fill_answers(scope, work.contacts);
  fill_staff(scope, work.time, measures.observed());
  return scope;
}

void add_staff(Summary& summary, const Measures& measures) {
  for (std::size_t i = 0; i < measures.groups.size(); ++i) {
    const StaffMeasures& group = measures.groups[i];
    summary.scopes.push_back(staff_scope(ScopeKind::group, i, group.name, group.work, measures));
  }
  for (std::size_t i = 0; i < measures.workers.size(); ++i) {
    summary.scopes.push_back(
        staff_scope(ScopeKind::worker, i, measures.names.workers[i], measures.workers[i], measures));
  }
}

bool is_empty(const IntervalMeasures& interval) {
  return is_empty(interval.contacts) && interval.depth.highest == 0 && interval.talking.highest == 0 &&
         interval.wrapping_up.highest == 0;
}

Scope interval_scope(ScopeKind kind, std::size_t index, const std::string& name, std::uint32_t interval,
                     const PlaceMeasures& place, const Measures& measures) {
  Scope scope = scope_of(kind, index, name);
  scope.interval = interval;
  fill_contacts(scope, place.intervals[interval].contacts, measures.settings);
  fill_work(scope, place.intervals[interval].talking, place.intervals[interval].wrapping_up);
  fill_depth(scope, place.intervals[interval].depth, measures.observed(interval));
  fill_interval_p95(scope, place.intervals[interval]);
  return scope;
}

void add_place_intervals(Summary& summary, ScopeKind kind, const std::vector<PlaceMeasures>& places,
                         const std::vector<std::string>& names, std::uint32_t interval,
                         const Measures& measures) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (is_empty(places[i].intervals[interval])) continue;
    summary.intervals.push_back(interval_scope(kind, i, names[i], interval, places[i], measures));
  }
}

Scope staff_interval(ScopeKind kind, std::size_t index, const std::string& name, const WorkerMeasures& work,
                     std::uint32_t interval, const Measures& measures) {
  Scope scope = scope_of(kind, index, name);
  scope.interval = interval;
  fill_answers(scope, work.contact_intervals[interval]);
  fill_staff(scope, work.time_intervals[interval], measures.observed(interval));
  return scope;
}

// Nothing but absence.
bool is_empty(const WorkerMeasures& work, std::uint32_t interval) {
  const WorkerContacts& contacts = work.contact_intervals[interval];
  return contacts.answered == 0 && contacts.reservations.offered == 0 &&
         work.time_intervals[interval].logged_in() == Duration{};
}

void add_staff_intervals(Summary& summary, const Measures& measures, std::uint32_t interval) {
  for (std::size_t i = 0; i < measures.groups.size(); ++i) {
    const StaffMeasures& group = measures.groups[i];
    summary.intervals.push_back(
        staff_interval(ScopeKind::group, i, group.name, group.work, interval, measures));
  }
  for (std::size_t i = 0; i < measures.workers.size(); ++i) {
    if (is_empty(measures.workers[i], interval)) continue;
    summary.intervals.push_back(staff_interval(ScopeKind::worker, i, measures.names.workers[i],
                                               measures.workers[i], interval, measures));
  }
}

void add_interval(Summary& summary, const Measures& measures, std::uint32_t interval) {
  Scope total = interval_scope(ScopeKind::total, 0, "", interval, measures.total, measures);
  fill_staff(total, measures.all_workers.time_intervals[interval], measures.observed(interval));
  summary.intervals.push_back(std::move(total));
  const Names& names = measures.names;
  add_place_intervals(summary, ScopeKind::queue, measures.queues, names.queues, interval, measures);
  add_place_intervals(summary, ScopeKind::channel, measures.channels, names.channels, interval, measures);
  add_place_intervals(summary, ScopeKind::tenant, measures.tenants, names.tenants, interval, measures);
  add_staff_intervals(summary, measures, interval);
}

// What can happen to contacts is counted wherever contacts are, and is zero where it did not happen.
std::optional<Estimate> zero_happened(const Scope& scope, Metric metric) {
  const Figure* counted = scope.figures.find(Metric::answered);
  if (!is_happening(metric) || counted == nullptr) return std::nullopt;
  return estimate({counted->moments.count, 0, 1, 0, 0, 0});
}

}  // namespace

std::string_view scope_name(ScopeKind kind) {
  static constexpr std::array<std::string_view, scope_kinds> names = {
      "total", "queue", "channel", "tenant", "tenant_channel", "group", "worker"};
  return names[static_cast<std::size_t>(kind)];
}

std::string tenant_channel_name(std::string_view tenant, std::string_view channel) {
  return std::string(tenant) + " / " + std::string(channel);
}

Figure& Figures::operator[](Metric metric) {
  std::uint8_t& place = places_[static_cast<std::size_t>(metric)];
  if (place == none) {
    place = static_cast<std::uint8_t>(figures_.size());
    figures_.emplace_back();
  }
  return figures_[place];
}

Summary summarize(Measures measures, RunFacts facts) {
  Summary summary;
  summary.log_hashes = {facts.log_hash};
  summary.facts = std::move(facts);
  summary.window = measures.settings.window;
  summary.service_levels = measures.settings.service_levels;
  summary.short_abandon = measures.settings.short_abandon;
  summary.service_level_target = measures.settings.service_level_target;
  summary.broken = std::move(measures.broken);
  summary.scopes.push_back(total_scope(measures));
  add_places(summary, ScopeKind::queue, measures.queues, measures.names.queues, measures);
  add_places(summary, ScopeKind::channel, measures.channels, measures.names.channels, measures);
  add_places(summary, ScopeKind::tenant, measures.tenants, measures.names.tenants, measures);
  add_tenant_channels(summary, measures);
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
  const Figure* figure = figures.find(metric);
  if (figure == nullptr) return zero_happened(*this, metric);
  const Pooling pooling = info(metric).pooling;
  auto result = estimate(figure->moments);
  if (!result || pooling == Pooling::count || pooling == Pooling::ratio) return result;
  if (pooling == Pooling::highest) return Estimate{figure->pooled, std::nullopt};
  if (waits) result->value = figure->pooled;  // of an interval: the mean of the replications
  return result;
}

}  // namespace switchyard::reports
