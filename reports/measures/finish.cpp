// Totals over intervals, channels, tenants, workers and groups.
#include "reports/measures/finish.h"

#include <algorithm>
#include <utility>

namespace switchyard::reports {
namespace {

void add_level(Level& into, const Level& from) {
  into.area += from.area;
  into.highest = std::max(into.highest, from.highest);
}

Level level_at(const LevelClock& clock, std::uint32_t interval) {
  return interval < clock.intervals().size() ? clock.intervals()[interval] : Level{};
}

IntervalMeasures interval_of(Place& place, std::uint32_t interval) {
  IntervalMeasures measures;
  if (interval < place.intervals().size()) measures.contacts = place.intervals()[interval];
  measures.depth = level_at(place.depth(), interval);
  measures.talking = level_at(place.talking(), interval);
  measures.wrapping_up = level_at(place.wrapping_up(), interval);
  measures.p95_wait_answered = place.interval_waits().p95(interval);
  return measures;
}

PlaceMeasures gather_place(Place& place, const Window& window, Time end) {
  for (LevelClock* level : {&place.depth(), &place.talking(), &place.wrapping_up()})
    level->settle(window, end);
  place.interval_waits().close_all();
  PlaceMeasures measures;
  for (std::uint32_t i = 0; i < window.count(); ++i) {
    measures.intervals.push_back(interval_of(place, i));
    measures.contacts.add(measures.intervals.back().contacts);
    add_level(measures.depth, measures.intervals.back().depth);
    add_level(measures.talking, measures.intervals.back().talking);
    add_level(measures.wrapping_up, measures.intervals.back().wrapping_up);
  }
  measures.waits = std::move(place.waits());
  return measures;
}

void add_waits(Waits& into, const Waits& from) {
  into.answered.merge(from.answered);
  into.abandoned.merge(from.abandoned);
}

WorkerMeasures gather_worker(std::vector<WorkerContacts> contacts, const StaffTime& time,
                             const Window& window) {
  WorkerMeasures measures{{}, {}, std::move(contacts), time.intervals()};
  measures.contact_intervals.resize(window.count());
  measures.time_intervals.resize(window.count());
  for (const WorkerContacts& interval : measures.contact_intervals) measures.contacts.add(interval);
  for (const WorkerTime& interval : measures.time_intervals) measures.time.add(interval);
  return measures;
}

// What the workers of a group did together, by interval.
std::vector<WorkerContacts> contacts_of_group(const Books& books, const OfferLedger& offers,
                                              std::uint32_t group) {
  std::vector<WorkerContacts> sums(books.window().count());
  for (std::size_t worker = 0; worker < books.workers.size(); ++worker) {
    const auto& groups = offers.groups_of()[worker];
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) continue;
    for (std::size_t i = 0; i < books.workers[worker].size(); ++i) sums[i].add(books.workers[worker][i]);
  }
  return sums;
}

void gather_workers(const Books& books, const OfferLedger& offers, Measures& measures) {
  for (std::size_t i = 0; i < books.workers.size(); ++i) {
    measures.workers.push_back(gather_worker(books.workers[i], offers.workers()[i], books.window()));
  }
  measures.all_workers = gather_worker({}, offers.all_workers(), books.window());
  const auto& named = measures.settings.groups;
  for (std::uint32_t i = 0; i < offers.groups().size(); ++i) {
    std::string name = named.empty() ? measures.names.tenants[i] : named[i].name;
    measures.groups.push_back({std::move(name), gather_worker(contacts_of_group(books, offers, i),
                                                              offers.groups()[i], books.window())});
  }
}

void gather_tenant_channels(Books& books, Measures& measures, Time end) {
  for (Place& tenant : books.tenants) measures.tenants.push_back(gather_place(tenant, books.window(), end));
  for (Place& channel : books.channels)
    measures.channels.push_back(gather_place(channel, books.window(), end));
  const std::size_t channels = measures.names.channels.size();
  for (std::size_t i = 0; i < books.tenant_channels.size(); ++i) {
    WholePlace& place = books.tenant_channels[i];
    add_waits(measures.tenants[i / channels].waits, place.waits);
    add_waits(measures.channels[i % channels].waits, place.waits);
    measures.tenant_channels.push_back({place.contacts, {}, {}, {}, std::move(place.waits), {}});
  }
}

}  // namespace

Measures gather(Books& books, const OfferLedger& offers, Time end) {
  Measures measures;
  measures.settings = books.settings;
  measures.names = books.names;
  measures.run_end = end;
  measures.total = gather_place(books.total, books.window(), end);
  books.open_tasks.settle(books.window(), end);
  for (const Level& level : books.open_tasks.intervals()) add_level(measures.open_tasks, level);
  for (Place& queue : books.queues) measures.queues.push_back(gather_place(queue, books.window(), end));
  gather_tenant_channels(books, measures, end);
  gather_workers(books, offers, measures);
  measures.broken = broken_checks(books, offers, measures);
  return measures;
}

}  // namespace switchyard::reports
