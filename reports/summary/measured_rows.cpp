// The rows of one run's intervals, made of its books.
#include <utility>

#include "reports/summary/figures.h"
#include "reports/summary/interval_rows.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {
namespace {

bool is_empty(const Contacts& contacts) {
  return contacts.offered == 0 && contacts.blocked == 0 && contacts.reservations.offered == 0;
}

bool is_empty(const IntervalMeasures& interval) {
  return is_empty(interval.contacts) && interval.depth.highest == 0 && interval.talking.highest == 0 &&
         interval.wrapping_up.highest == 0;
}

// Nothing but absence.
bool is_empty(const WorkerInterval& work) {
  return work.contacts.answered == 0 && work.contacts.reservations.offered == 0 &&
         work.time.logged_in() == Duration{};
}

class MeasuredRows : public IntervalRows {
 public:
  explicit MeasuredRows(Measures measures) : measures_(std::move(measures)) {}

  void read(std::uint32_t interval, const Take& take) const override {
    const OneInterval one = measures_.intervals.read(interval);
    const Names& names = measures_.names;
    take(total_row(interval, one));
    add_places(interval, ScopeKind::queue, one.queues, names.queues, take);
    add_places(interval, ScopeKind::channel, one.channels, names.channels, take);
    add_places(interval, ScopeKind::tenant, one.tenants, names.tenants, take);
    for (std::size_t i = 0; i < one.groups.size(); ++i) {
      take(staff_row(ScopeKind::group, i, measures_.groups[i].name, interval, one.groups[i]));
    }
    for (std::size_t i = 0; i < one.workers.size(); ++i) {
      if (!is_empty(one.workers[i]))
        take(staff_row(ScopeKind::worker, i, names.workers[i], interval, one.workers[i]));
    }
  }

  Scope total(std::uint32_t interval) const override {
    return total_row(interval, measures_.intervals.read(interval));
  }

 private:
  static Scope row_of(ScopeKind kind, std::size_t index, const std::string& name, std::uint32_t interval) {
    Scope scope;
    scope.kind = kind;
    scope.index = static_cast<std::uint32_t>(index);
    scope.interval = interval;
    scope.name = name;
    return scope;
  }

  Scope place_row(ScopeKind kind, std::size_t index, const std::string& name, std::uint32_t interval,
                  const IntervalMeasures& place) const {
    Scope scope = row_of(kind, index, name, interval);
    fill_contacts(scope, place.contacts, measures_.settings);
    fill_work(scope, place.talking, place.wrapping_up);
    fill_depth(scope, place.depth, measures_.observed(interval));
    fill_interval_p95(scope, place);
    return scope;
  }

  Scope total_row(std::uint32_t interval, const OneInterval& one) const {
    Scope scope = place_row(ScopeKind::total, 0, "", interval, one.total);
    fill_staff(scope, one.all_workers, measures_.observed(interval));
    return scope;
  }

  Scope staff_row(ScopeKind kind, std::size_t index, const std::string& name, std::uint32_t interval,
                  const WorkerInterval& work) const {
    Scope scope = row_of(kind, index, name, interval);
    fill_answers(scope, work.contacts);
    fill_staff(scope, work.time, measures_.observed(interval));
    return scope;
  }

  void add_places(std::uint32_t interval, ScopeKind kind, const std::vector<IntervalMeasures>& places,
                  const std::vector<std::string>& names, const Take& take) const {
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!is_empty(places[i])) take(place_row(kind, i, names[i], interval, places[i]));
    }
  }

  Measures measures_;
};

}  // namespace

std::shared_ptr<const IntervalRows> measured_rows(Measures measures) {
  return std::make_shared<const MeasuredRows>(std::move(measures));
}

}  // namespace switchyard::reports
