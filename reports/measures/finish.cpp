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

IntervalMeasures interval_of(Place& place, std::uint32_t interval) {
  IntervalMeasures measures;
  if (interval < place.intervals().size()) measures.contacts = place.intervals()[interval];
  const auto& levels = std::as_const(place).depth().intervals();
  if (interval < levels.size()) measures.depth = levels[interval];
  measures.p95_wait_answered = place.interval_waits().p95(interval);
  return measures;
}

PlaceMeasures gather_place(Place& place, const Window& window, Time end) {
  place.depth().settle(window, end);
  place.interval_waits().close_all();
  PlaceMeasures measures;
  for (std::uint32_t i = 0; i < window.count(); ++i) {
    measures.intervals.push_back(interval_of(place, i));
    measures.contacts.add(measures.intervals.back().contacts);
    add_level(measures.depth, measures.intervals.back().depth);
  }
  measures.waits = std::move(place.waits());
  return measures;
}

void add_whole(PlaceMeasures& into, const WholePlace& from) {
  into.contacts.add(from.contacts);
  into.waits.answered.merge(from.waits.answered);
  into.waits.abandoned.merge(from.waits.abandoned);
}

StaffMeasures gather_staff(std::string name, const StaffTime& staff, const Window& window) {
  StaffMeasures measures{std::move(name), {}, staff.intervals()};
  measures.intervals.resize(window.count());
  for (const WorkerTime& time : measures.intervals) measures.time.add(time);
  return measures;
}

void gather_workers(const Books& books, const OfferLedger& offers, Measures& measures) {
  for (std::size_t i = 0; i < books.workers.size(); ++i) {
    measures.workers.push_back({books.workers[i], offers.clocks()[i].total()});
  }
  measures.all_workers = gather_staff("all", offers.all_workers(), books.window());
  const auto& named = measures.settings.groups;
  for (std::size_t i = 0; i < offers.groups().size(); ++i) {
    std::string name = named.empty() ? measures.names.tenants[i] : named[i].name;
    measures.groups.push_back(gather_staff(std::move(name), offers.groups()[i], books.window()));
  }
}

void gather_tenant_channels(const Books& books, Measures& measures) {
  const std::size_t channels = measures.names.channels.size();
  measures.tenants.resize(measures.names.tenants.size());
  measures.channels.resize(channels);
  for (std::size_t i = 0; i < books.tenant_channels.size(); ++i) {
    add_whole(measures.tenants[i / channels], books.tenant_channels[i]);
    add_whole(measures.channels[i % channels], books.tenant_channels[i]);
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
  gather_tenant_channels(books, measures);
  gather_workers(books, offers, measures);
  measures.broken = broken_checks(books, offers, measures);
  return measures;
}

}  // namespace switchyard::reports
