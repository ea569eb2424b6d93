// Totals over intervals, channels, tenants, workers and groups.
#include "reports/measures/finish.h"

#include <utility>

namespace switchyard::reports {
namespace {

PlaceMeasures gather_place(Place& place) {
  const IntervalMeasures& whole = place.whole();
  return {whole.contacts, whole.depth, whole.talking, whole.wrapping_up, std::move(place.waits())};
}

void add_waits(Waits& into, const Waits& from) {
  into.answered.merge(from.answered);
  into.abandoned.merge(from.abandoned);
}

void gather_workers(const Books& books, const OfferLedger& offers, Measures& measures) {
  const auto& named = measures.settings.groups;
  for (const WorkerGroup& group : named) measures.groups.push_back({group.name, {}});
  if (named.empty()) {
    for (const std::string& tenant : measures.names.tenants) measures.groups.push_back({tenant, {}});
  }
  for (std::size_t i = 0; i < books.workers.size(); ++i) {
    const WorkerMeasures& worker = books.workers[i].whole();
    measures.workers.push_back(worker);
    measures.all_workers.time.add(worker.time);
    for (const std::uint32_t group : offers.groups_of()[i]) measures.groups[group].work.add(worker);
  }
}

void gather_tenant_channels(Books& books, Measures& measures) {
  for (Place& tenant : books.tenants) measures.tenants.push_back(gather_place(tenant));
  for (Place& channel : books.channels) measures.channels.push_back(gather_place(channel));
  const std::size_t channels = measures.names.channels.size();
  for (std::size_t i = 0; i < books.tenant_channels.size(); ++i) {
    WholePlace& place = books.tenant_channels[i];
    add_waits(measures.tenants[i / channels].waits, place.waits);
    add_waits(measures.channels[i % channels].waits, place.waits);
    measures.tenant_channels.push_back({place.contacts, {}, {}, {}, std::move(place.waits)});
  }
}

}  // namespace

Measures gather(Books& books, const OfferLedger& offers, Time end) {
  books.settle(end);
  books.put_aside(books.window().count(), true);
  Measures measures;
  measures.settings = books.settings;
  measures.names = books.names;
  measures.run_end = end;
  measures.total = gather_place(books.total);
  measures.open_tasks = books.whole_open_tasks;
  for (Place& queue : books.queues) measures.queues.push_back(gather_place(queue));
  gather_tenant_channels(books, measures);
  gather_workers(books, offers, measures);
  measures.intervals = std::move(books.closed);
  measures.intervals.set_sizes({measures.queues.size(), measures.channels.size(), measures.tenants.size(),
                                measures.groups.size(), offers.groups_of()});
  measures.broken = broken_checks(books, offers, measures);
  return measures;
}

}  // namespace switchyard::reports
