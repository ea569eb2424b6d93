// The calendar against an obvious twin, and its promises one by one.
#include "sim/calendar/calendar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sim/random/stream.h"

namespace switchyard::sim {
namespace {

constexpr Time at(std::int64_t second) {
  return Time{} + seconds(second);
}

TEST(Calendar, gives_entries_in_order_of_time) {
  Calendar calendar;
  for (const std::uint32_t second : {5U, 1U, 9U, 3U, 7U}) calendar.add(at(second), {0, second});
  std::vector<std::uint32_t> order;
  while (!calendar.empty()) order.push_back(calendar.pop().index);
  EXPECT_EQ(order, (std::vector<std::uint32_t>{1, 3, 5, 7, 9}));
  EXPECT_EQ(calendar.now(), at(9));
}

TEST(Calendar, gives_entries_of_one_moment_in_order_of_entry_also_when_added_at_that_moment) {
  Calendar calendar;
  for (std::uint32_t i = 0; i < 20; ++i) calendar.add(at(1), {0, i});
  std::vector<std::uint32_t> order{calendar.pop().index};
  for (std::uint32_t i = 20; i < 25; ++i) calendar.add(at(1), {0, i});
  while (!calendar.empty()) order.push_back(calendar.pop().index);
  ASSERT_EQ(order.size(), 25U);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(Calendar, says_never_when_nothing_is_to_come) {
  Calendar calendar(at(4));
  EXPECT_EQ(calendar.next_time(), never);
  calendar.add(at(4), {});
  EXPECT_EQ(calendar.next_time(), at(4));
  calendar.pop();
  EXPECT_EQ(calendar.next_time(), never);
}

TEST(Calendar, cancels_an_entry_once_and_never_its_successor_in_the_slot) {
  Calendar calendar;
  const CalendarHandle first = calendar.add(at(1), {0, 1});
  EXPECT_TRUE(calendar.cancel(first));
  EXPECT_FALSE(calendar.cancel(first));
  const CalendarHandle second = calendar.add(at(2), {0, 2});
  EXPECT_EQ(first.slot, second.slot);
  EXPECT_FALSE(calendar.cancel(first));
  EXPECT_EQ(calendar.pop().index, 2U);
  EXPECT_FALSE(calendar.cancel(second));
  EXPECT_FALSE(calendar.cancel({}));
}

TEST(Calendar, cancels_what_is_due_now) {
  Calendar calendar;
  const CalendarHandle a = calendar.add(at(0), {0, 1});
  calendar.add(at(0), {0, 2});
  const CalendarHandle c = calendar.add(at(0), {0, 3});
  EXPECT_TRUE(calendar.cancel(a));
  EXPECT_TRUE(calendar.cancel(c));
  EXPECT_EQ(calendar.size(), 1U);
  EXPECT_EQ(calendar.pop().index, 2U);
  EXPECT_TRUE(calendar.empty());
}

TEST(Calendar, moves_on_without_an_entry) {
  Calendar calendar;
  calendar.add(at(5), {0, 5});
  calendar.advance(at(5));
  calendar.add(at(5), {0, 6});
  EXPECT_EQ(calendar.pop().index, 5U);
  EXPECT_EQ(calendar.pop().index, 6U);
}

// A list that is searched from end to end.
class SlowCalendar {
 public:
  void add(Time time, std::uint32_t index) { entries_.push_back({time, index}); }
  bool cancel(std::uint32_t index) {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.index == index; });
    if (found == entries_.end()) return false;
    entries_.erase(found);
    return true;
  }
  bool empty() const { return entries_.empty(); }
  std::uint32_t pop() {
    const auto first = std::min_element(entries_.begin(), entries_.end(),
                                        [](const Entry& a, const Entry& b) { return a.time < b.time; });
    const std::uint32_t index = first->index;
    entries_.erase(first);
    return index;
  }

 private:
  struct Entry {
    Time time;
    std::uint32_t index;
  };
  std::vector<Entry> entries_;
};

class CalendarTwins {
 public:
  explicit CalendarTwins(std::uint64_t seed) : key_{seed, 0} {}

  void step() {
    const std::uint32_t choice = draw(10);
    if (choice < 5) return add();
    if (choice < 7) return cancel();
    pop();
  }
  void drain() {
    while (!slow_.empty()) pop();
    EXPECT_TRUE(fast_.empty());
  }

 private:
  std::uint32_t draw(std::uint32_t count) {
    return uniform_index(uniform(key_, Purpose::resampling, draws_++), count);
  }
  void add() {
    const Time time = fast_.now() + seconds(draw(4) * draw(6));
    const auto index = static_cast<std::uint32_t>(handles_.size());
    handles_.push_back(fast_.add(time, {7, index}));
    slow_.add(time, index);
  }
  void cancel() {
    if (handles_.empty()) return;
    const std::uint32_t index = draw(static_cast<std::uint32_t>(handles_.size()));
    EXPECT_EQ(fast_.cancel(handles_[index]), slow_.cancel(index));
  }
  void pop() {
    ASSERT_EQ(fast_.empty(), slow_.empty());
    if (slow_.empty()) return;
    const CalendarItem item = fast_.pop();
    EXPECT_EQ(item, (CalendarItem{7, slow_.pop()}));
  }

  Key key_;
  std::uint64_t draws_ = 0;
  Calendar fast_;
  SlowCalendar slow_;
  std::vector<CalendarHandle> handles_;
};

TEST(Calendar, agrees_with_its_slow_twin_on_random_work) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CalendarTwins twins(seed);
    for (int i = 0; i < 400; ++i) twins.step();
    twins.drain();
  }
}

}  // namespace
}  // namespace switchyard::sim
