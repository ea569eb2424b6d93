// The map by hash says what a plain map says, whatever is put in and taken out, and also for keys that all
// fall into one bucket.
#include "engine/base/hashed_map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "tests/support/random_world.h"

namespace switchyard {
namespace {

struct Colliding {
  std::string name;
  friend auto operator<=>(const Colliding&, const Colliding&) = default;
};
std::uint64_t hash_of(const Colliding&) {
  return 7;
}

template <class Key>
void expect_same_as_a_plain_map(std::uint64_t seed) {
  test::Dice dice(seed);
  HashedMap<Key, std::uint32_t> map;
  std::map<Key, std::uint32_t> plain;
  for (std::uint32_t step = 0; step < 5'000; ++step) {
    const Key key{"SM" + std::to_string(dice.below(400))};
    const auto expected = plain.find(key);
    const std::uint32_t* const found = map.find(key);
    ASSERT_EQ(found != nullptr, expected != plain.end()) << "step " << step;
    if (found != nullptr) {
      ASSERT_EQ(*found, expected->second) << "step " << step;
    }
    if (dice.one_in(3)) {
      map.erase(key);
      plain.erase(key);
    } else {
      const std::uint32_t value = map.insert(key, step);
      ASSERT_EQ(value, plain.try_emplace(key, step).first->second) << "step " << step;
    }
    ASSERT_EQ(map.size(), plain.size()) << "step " << step;
  }
}

TEST(HashedMap, says_what_a_plain_map_says) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) expect_same_as_a_plain_map<std::string>(seed);
}

TEST(HashedMap, says_it_also_where_all_keys_collide) {
  expect_same_as_a_plain_map<Colliding>(6);
}

TEST(HashedMap, keeps_values_where_they_are_while_it_grows) {
  HashedMap<std::string, int> map;
  int* const first = &map.insert("first", 1);
  for (int i = 0; i < 10'000; ++i) map.insert(std::to_string(i), i);
  EXPECT_EQ(map.find(std::string_view("first")), first);
  EXPECT_EQ(*first, 1);
}

TEST(HashOf, spreads_keys_that_differ_in_one_place) {
  std::map<std::uint64_t, int> buckets;
  for (int i = 0; i < 4'096; ++i) {
    const std::string digits = std::to_string(i);
    const std::string key = "SM" + std::string(32 - digits.size(), '0') + digits;
    ++buckets[switchyard::hash_of(std::string_view(key)) & 1'023];
  }
  int most = 0;
  for (const auto& [bucket, count] : buckets) most = std::max(most, count);
  EXPECT_GT(buckets.size(), 950U);  // of 1,024; by chance some 1,005
  EXPECT_LT(most, 20);              // of 4 on average
}

}  // namespace
}  // namespace switchyard
