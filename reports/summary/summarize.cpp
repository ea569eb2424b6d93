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
  fill_target_met(scope, place.contacts, measures.settings);
  fill_percentiles(scope, std::move(place.waits));
  if (kind == ScopeKind::tenant_channel) return scope;  // it has no intervals and no levels
  begin_attainment(scope);
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

// How often the places met the target in intervals. The scopes stand as summarize() adds them.
void fill_attainment(Summary& summary, const Measures& measures) {
  OneInterval one;
  for (std::uint32_t i = 0; i < summary.window.count(); ++i) {
    measures.intervals.read(i, one);
    auto scope = summary.scopes.begin();
    add_to_attainment(*scope++, one.total.contacts, measures.settings);
    for (const auto* places : {&one.queues, &one.channels, &one.tenants}) {
      for (const IntervalMeasures& place : *places)
        add_to_attainment(*scope++, place.contacts, measures.settings);
    }
  }
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
  fill_attainment(summary, measures);
  summary.intervals = measured_rows(std::move(measures));
  return summary;
}

const Scope* Summary::find(ScopeKind kind, std::string_view name) const {
  for (const Scope& scope : scopes) {
    if (scope.kind == kind && scope.name == name) return &scope;
  }
  return nullptr;
}

std::optional<Scope> Summary::find(ScopeKind kind, std::string_view name, std::uint32_t interval) const {
  if (kind == ScopeKind::total) return intervals->total(interval);
  std::optional<Scope> found;
  intervals->read(interval, [&](Scope scope) {
    if (!found && scope.kind == kind && scope.name == name) found = std::move(scope);
  });
  return found;
}

void Summary::each_row(const IntervalRows::Take& take) const {
  for (std::uint32_t i = 0; i < window.count(); ++i) intervals->read(i, take);
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
