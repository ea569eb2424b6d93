// The map from numbers to slots against std::map.
#include "sim/people/slot_map.h"

#include <gtest/gtest.h>

#include <map>

#include "sim/random/stream.h"

namespace switchyard::sim {
namespace {

TEST(SlotMap, finds_what_was_put_in_and_nothing_else) {
  SlotMap map;
  EXPECT_EQ(map.find(1), no_slot);
  map.insert(1, 10);
  map.insert(65, 11);
  EXPECT_EQ(map.find(1), 10U);
  EXPECT_EQ(map.find(65), 11U);
  map.erase(1);
  map.erase(2);
  EXPECT_EQ(map.find(1), no_slot);
  EXPECT_EQ(map.find(65), 11U);
  EXPECT_EQ(map.size(), 1U);
}

TEST(SlotMap, agrees_with_a_tree_while_numbers_come_and_go) {
  const Key key{3, 0};
  SlotMap fast;
  std::map<std::uint64_t, std::uint32_t> slow;
  std::uint64_t next = 1;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const UniformPair draw = uniform_pair(key, Purpose::resampling, i);
    if (draw.first < 0.52) {
      fast.insert(next, static_cast<std::uint32_t>(i));
      slow[next] = static_cast<std::uint32_t>(i);
      ++next;
    } else if (!slow.empty()) {
      const auto chosen = slow.lower_bound(1 + uniform_index(draw.second, static_cast<std::uint32_t>(next)));
      if (chosen == slow.end()) continue;
      fast.erase(chosen->first);
      slow.erase(chosen);
    }
  }
  EXPECT_EQ(fast.size(), slow.size());
  for (std::uint64_t number = 1; number <= next; ++number) {
    const auto found = slow.find(number);
    EXPECT_EQ(fast.find(number), found == slow.end() ? no_slot : found->second);
  }
}

}  // namespace
}  // namespace switchyard::sim
