// Laws that hold for every run, so a report that breaks one says so itself.
#include <fmt/format.h>

#include "reports/measures/finish.h"

namespace switchyard::reports {
namespace {

void check_contacts(const std::string& where, const Contacts& contacts, std::vector<std::string>& broken) {
  if (contacts.conserved()) return;
  broken.push_back(
      fmt::format("{}: offered {} is not answered {} + abandoned {} + left {} + canceled {} + voicemail {} + "
                  "forwarded {} + waiting {}",
                  where, contacts.offered, contacts.answered, contacts.abandoned, contacts.left,
                  contacts.canceled_waiting(), contacts.of(Happening::voicemail),
                  contacts.of(Happening::forwarded), contacts.waiting));
}

// Little's law, exact: the area under the number waiting is the sum of the waits.
void check_area(const std::string& where, Duration area, Duration waits, std::vector<std::string>& broken) {
  if (area == waits) return;
  broken.push_back(fmt::format("{}: the area under the queue is {} us, the waits together {} us", where,
                               area.microseconds, waits.microseconds));
}

void check_place(const std::string& where, const Place& place, const PlaceMeasures& measures,
                 std::vector<std::string>& broken) {
  check_contacts(where, measures.contacts, broken);
  check_area(where, measures.depth.area, place.waited(), broken);
}

void check_intervals(const Measures& measures, std::vector<std::string>& broken) {
  const Names& names = measures.names;
  OneInterval one;
  for (std::uint32_t i = 0; i < measures.settings.window.count(); ++i) {
    measures.intervals.read(i, one);
    const auto check = [&](std::string_view kind, std::string_view name, const IntervalMeasures& of) {
      if (!of.contacts.conserved())
        check_contacts(fmt::format("{}{}, interval {}", kind, name, i), of.contacts, broken);
    };
    check("all tasks", "", one.total);
    for (std::size_t q = 0; q < one.queues.size(); ++q) check("queue ", names.queues[q], one.queues[q]);
    for (std::size_t t = 0; t < one.tenants.size(); ++t) check("tenant ", names.tenants[t], one.tenants[t]);
    for (std::size_t c = 0; c < one.channels.size(); ++c)
      check("channel ", names.channels[c], one.channels[c]);
  }
}

void check_workers(const Measures& measures, std::vector<std::string>& broken) {
  for (std::size_t i = 0; i < measures.workers.size(); ++i) {
    const Duration total = measures.workers[i].time.total();
    if (total == measures.observed()) continue;
    broken.push_back(fmt::format("worker {}: its states last {} us together, the window {} us",
                                 measures.names.workers[i], total.microseconds,
                                 measures.observed().microseconds));
  }
}

}  // namespace

std::vector<std::string> broken_checks(const Books& books, const OfferLedger& offers,
                                       const Measures& measures) {
  std::vector<std::string> broken;
  check_place("all tasks", books.total, measures.total, broken);
  for (std::size_t i = 0; i < books.queues.size(); ++i) {
    check_place("queue " + measures.names.queues[i], books.queues[i], measures.queues[i], broken);
  }
  for (std::size_t i = 0; i < books.tenants.size(); ++i) {
    check_place("tenant " + measures.names.tenants[i], books.tenants[i], measures.tenants[i], broken);
  }
  for (std::size_t i = 0; i < books.channels.size(); ++i) {
    check_place("channel " + measures.names.channels[i], books.channels[i], measures.channels[i], broken);
  }
  check_intervals(measures, broken);
  check_workers(measures, broken);
  const Reservations& counts = measures.total.contacts.reservations;
  const std::uint64_t ended =
      counts.accepted + counts.rejected + counts.timed_out + counts.canceled + counts.rescinded;
  if (ended > counts.offered || counts.offered > ended + offers.pending()) {
    broken.push_back(fmt::format("reservations: {} offered, {} with a result, {} pending", counts.offered,
                                 ended, offers.pending()));
  }
  return broken;
}

}  // namespace switchyard::reports
