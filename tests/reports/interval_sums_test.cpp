// Whatever an engine does, intervals add up to the whole and places to the centre, to the microsecond.
#include <gtest/gtest.h>

#include "engine/engine.h"
#include "tests/reports/hand_made.h"
#include "tests/support/random_world.h"

namespace switchyard::reports {
namespace {

// The additive part of what a place measured; longest and highest values are no sums.
struct Sums {
  Contacts contacts;
  Duration waited;
  Duration talked;
  Duration wrapped;

  void add(const Contacts& more, const Level& depth, const Level& talking, const Level& wrapping_up) {
    contacts.add(more);
    waited += depth.area;
    talked += talking.area;
    wrapped += wrapping_up.area;
  }
};

void expect_equal(const Sums& a, const Sums& b, const std::string& what) {
  EXPECT_EQ(a.waited, b.waited) << what;
  EXPECT_EQ(a.talked, b.talked) << what;
  EXPECT_EQ(a.wrapped, b.wrapped) << what;
  EXPECT_EQ(a.contacts.offered, b.contacts.offered) << what;
  EXPECT_EQ(a.contacts.answered, b.contacts.answered) << what;
  EXPECT_EQ(a.contacts.handled, b.contacts.handled) << what;
  EXPECT_EQ(a.contacts.canceled, b.contacts.canceled) << what;
  EXPECT_EQ(a.contacts.happened, b.contacts.happened) << what;
  EXPECT_EQ(a.contacts.talk, b.contacts.talk) << what;
  EXPECT_EQ(a.contacts.wrap_up, b.contacts.wrap_up) << what;
  EXPECT_EQ(a.contacts.wait_answered, b.contacts.wait_answered) << what;
  EXPECT_EQ(a.contacts.reservations.offered, b.contacts.reservations.offered) << what;
}

Sums whole(const PlaceMeasures& place) {
  Sums sums;
  sums.add(place.contacts, place.depth, place.talking, place.wrapping_up);
  return sums;
}

// Of the place that `find` finds in an interval.
template <class Find>
Sums over_intervals(const Measures& measures, Find&& find) {
  Sums sums;
  for (std::uint32_t interval = 0; interval < measures.settings.window.count(); ++interval) {
    const OneInterval one = measures.intervals.read(interval);
    const IntervalMeasures& i = find(one);
    sums.add(i.contacts, i.depth, i.talking, i.wrapping_up);
  }
  return sums;
}

Sums over_places(const Measures& measures, const std::vector<PlaceMeasures>& places,
                 std::vector<IntervalMeasures> OneInterval::*by_interval) {
  Sums sums;
  for (const PlaceMeasures& place : places) {
    const auto index = static_cast<std::size_t>(&place - places.data());
    const auto find = [&](const OneInterval& one) { return (one.*by_interval)[index]; };
    expect_equal(over_intervals(measures, find), whole(place), "intervals of a place");
    sums.add(place.contacts, place.depth, place.talking, place.wrapping_up);
  }
  return sums;
}

void check_workers(const Measures& measures) {
  WorkerTime all;
  Reservations offers;
  Duration talked;
  for (std::size_t i = 0; i < measures.workers.size(); ++i) {
    const WorkerMeasures& worker = measures.workers[i];
    WorkerTime time;
    for (std::uint32_t interval = 0; interval < measures.settings.window.count(); ++interval) {
      time.add(measures.intervals.read(interval).workers[i].time);
    }
    EXPECT_EQ(time.by_state, worker.time.by_state);
    EXPECT_EQ(time.total(), measures.observed());
    all.add(time);
    offers.add(worker.contacts.reservations);
    talked += worker.contacts.talk;
  }
  EXPECT_EQ(all.by_state, measures.all_workers.time.by_state);
  EXPECT_EQ(offers.offered, measures.total.contacts.reservations.offered);
  WorkerTime groups;
  Duration group_talk;
  for (const StaffMeasures& group : measures.groups) {
    groups.add(group.work.time);
    group_talk += group.work.contacts.talk;
  }
  EXPECT_EQ(groups.by_state, all.by_state) << "each worker is in the group of its tenant";
  EXPECT_EQ(group_talk, talked);
}

Measures random_run(std::uint64_t seed, int turns) {
  test::Dice dice(seed);
  const Workspace workspace = test::random_workspace(dice);
  Engine engine(workspace, midnight);
  Settings settings;
  settings.window = {midnight + seconds(7), midnight + minutes(5000), seconds(611)};
  Collector collector(settings, workspace);
  Output output;
  Time now = midnight;
  for (int turn = 0; turn < turns; ++turn) {
    const test::TimedCommand next = test::next_turn(engine, dice);
    if (next.time >= settings.window.end) break;
    output.clear();
    engine.apply(next.time, next.command, output);
    collector.observe(next.time, next.command, output);
    now = next.time;
  }
  return collector.finish(now);
}

TEST(IntervalSums, are_the_whole_in_random_runs) {
  std::uint64_t answered = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Measures measures = random_run(seed, 400);
    EXPECT_TRUE(measures.broken.empty()) << measures.broken.front();
    const Sums total = whole(measures.total);
    expect_equal(over_intervals(measures, [](const OneInterval& one) { return one.total; }), total,
                 "intervals of all tasks");
    expect_equal(over_places(measures, measures.tenants, &OneInterval::tenants), total, "tenants");
    expect_equal(over_places(measures, measures.channels, &OneInterval::channels), total, "channels");
    over_places(measures, measures.queues, &OneInterval::queues);
    check_workers(measures);
    answered += measures.total.contacts.answered;
    if (HasFailure()) return;
  }
  EXPECT_GT(answered, 80U);
}

}  // namespace
}  // namespace switchyard::reports
