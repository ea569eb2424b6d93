// From exact counts to the figures of a scope, one replication at a time.
#pragma once

#include "reports/measures/measures.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {

// Each fills in its part of a scope and leaves the rest alone.
void fill_contacts(Scope& scope, const Contacts& contacts, const Settings& settings);
void fill_answers(Scope& scope, const WorkerContacts& contacts);
// Whether the place met the target over the window.
void fill_target_met(Scope& scope, const Contacts& contacts, const Settings& settings);
// How many of its intervals, in which somebody was there, did: first none, then one after the other.
void begin_attainment(Scope& scope);
void add_to_attainment(Scope& scope, const Contacts& contacts, const Settings& settings);
void fill_work(Scope& scope, const Level& talking, const Level& wrapping_up);
void fill_depth(Scope& scope, const Level& depth, Duration observed);
void fill_open_tasks(Scope& scope, const Level& open, Duration observed);
void fill_staff(Scope& scope, const WorkerTime& time, Duration observed);
void fill_percentiles(Scope& scope, Waits waits);
void fill_interval_p95(Scope& scope, const IntervalMeasures& interval);

double in_seconds(Duration duration);

// A percentile of the waits of a scope that has them, in seconds; nothing when nobody is in the population.
std::optional<double> wait_percentile(const Scope& scope, double percent, bool answered_only);
// The percentiles of the metrics' table, again, from all waits in the scope.
void pool_percentiles(Scope& scope);

}  // namespace switchyard::reports
