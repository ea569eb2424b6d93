// Draws must be Philox, uniform, and deaf to each other.
#include "sim/random/stream.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace switchyard::sim {
namespace {

// Chi-square over 256 equal cells; 999.99 % of fair sources stay inside 160 .. 368 (255 degrees of freedom).
void expect_fair_cells(int draws, const std::function<double(int)>& draw) {
  std::array<double, 256> cells{};
  for (int i = 0; i < draws; ++i) cells[static_cast<std::size_t>(draw(i) * 256.0)] += 1.0;
  const double expected = draws / 256.0;
  double chi_square = 0.0;
  for (const double found : cells) chi_square += (found - expected) * (found - expected) / expected;
  EXPECT_GT(chi_square, 160.0);
  EXPECT_LT(chi_square, 368.0);
}

// The known answers that Random123 publishes for philox4x32 with 10 rounds.
TEST(Philox, GivesThePublishedKnownAnswers) {
  using Counter = r123::Philox4x32::ctr_type;
  using PhiloxKey = r123::Philox4x32::key_type;
  r123::Philox4x32 philox;
  EXPECT_EQ(philox(Counter{{0, 0, 0, 0}}, PhiloxKey{{0, 0}}),
            (Counter{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}));
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox(Counter{{ones, ones, ones, ones}}, PhiloxKey{{ones, ones}}),
            (Counter{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
  EXPECT_EQ(
      philox(Counter{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, PhiloxKey{{0xa4093822, 0x299f31d0}}),
      (Counter{{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}));
}

TEST(Uniform, LaysSeedReplicationPurposeEntityAndIndexOutAsDocumented) {
  const Key key{0x1122334455667788, 0x00abcdef};
  const UniformPair pair = uniform_pair(key, Purpose::patience, 0x99aabbccddeeff00, 7);
  const r123::Philox4x32::ctr_type block =
      r123::Philox4x32()({{0xddeeff00, 0x99aabbcc, 7, 0x04abcdef}}, {{0x55667788, 0x11223344}});
  const auto unit = [](std::uint32_t upper, std::uint32_t lower) {
    return (static_cast<double>((std::uint64_t{upper} << 32 | lower) >> 12) + 0.5) / 4503599627370496.0;
  };
  EXPECT_EQ(pair.first, unit(block[1], block[0]));
  EXPECT_EQ(pair.second, unit(block[3], block[2]));
  EXPECT_EQ(uniform(key, Purpose::patience, 0x99aabbccddeeff00, 7), pair.first);
}

TEST(Uniform, IsFairOverEntitiesIndexesReplicationsAndSeeds) {
  constexpr int draws = 400'000;
  expect_fair_cells(draws, [](int i) {
    return uniform({1, 0}, Purpose::arrival, static_cast<std::uint64_t>(i));
  });
  expect_fair_cells(draws, [](int i) {
    return uniform({1, 0}, Purpose::arrival, 5, static_cast<std::uint32_t>(i));
  });
  expect_fair_cells(draws, [](int i) {
    return uniform({1, static_cast<std::uint32_t>(i)}, Purpose::reject, 5);
  });
  expect_fair_cells(draws, [](int i) {
    return uniform({static_cast<std::uint64_t>(i), 0}, Purpose::miss, 5);
  });
  expect_fair_cells(draws, [](int i) {
    return uniform_pair({2, 0}, Purpose::arrival, static_cast<std::uint64_t>(i)).second;
  });
}

TEST(Uniform, LowBitsAreFairToo) {
  expect_fair_cells(400'000, [](int i) {
    const double scaled = uniform({9, 0}, Purpose::shift, static_cast<std::uint64_t>(i)) * 0x1p44;
    return scaled - std::floor(scaled);
  });
}

TEST(Uniform, StaysStrictlyInsideAndFollowsTheDiagonal) {
  constexpr int draws = 1'000'000;
  double sum = 0.0;
  double lowest = 1.0;
  double highest = 0.0;
  for (int i = 0; i < draws; ++i) {
    const double u = uniform({77, 3}, Purpose::handle_time, static_cast<std::uint64_t>(i));
    sum += u;
    lowest = std::min(lowest, u);
    highest = std::max(highest, u);
  }
  EXPECT_GT(lowest, 0.0);
  EXPECT_LT(highest, 1.0);
  EXPECT_LT(lowest, 2e-5);
  EXPECT_GT(highest, 1.0 - 2e-5);
  EXPECT_NEAR(sum / draws, 0.5, 4.0 / std::sqrt(12.0 * draws));
}

// Correlation of two series of n independent uniforms has deviation 1 / sqrt(n).
double correlation(const std::function<double(std::uint64_t)>& a,
                   const std::function<double(std::uint64_t)>& b) {
  constexpr int draws = 100'000;
  double sum = 0.0;
  for (std::uint64_t i = 0; i < draws; ++i) sum += (a(i) - 0.5) * (b(i) - 0.5);
  return 12.0 * sum / draws;
}

TEST(Uniform, PurposesSeedsReplicationsNeighboursAndHalvesAreIndependent) {
  const auto base = [](std::uint64_t i) { return uniform({1, 0}, Purpose::patience, i); };
  const double limit = 4.5 / std::sqrt(100'000.0);
  EXPECT_LT(std::fabs(correlation(base,
                                  [](std::uint64_t i) {
                                    return uniform({1, 0}, Purpose::handle_time, i);
                                  })),
            limit);
  EXPECT_LT(std::fabs(correlation(base,
                                  [](std::uint64_t i) {
                                    return uniform({2, 0}, Purpose::patience, i);
                                  })),
            limit);
  EXPECT_LT(std::fabs(correlation(base,
                                  [](std::uint64_t i) {
                                    return uniform({1, 1}, Purpose::patience, i);
                                  })),
            limit);
  EXPECT_LT(std::fabs(correlation(base,
                                  [](std::uint64_t i) {
                                    return uniform({1, 0}, Purpose::patience, i + 1);
                                  })),
            limit);
  EXPECT_LT(std::fabs(correlation(base,
                                  [](std::uint64_t i) {
                                    return uniform_pair({1, 0}, Purpose::patience, i).second;
                                  })),
            limit);
}

TEST(Uniform, ADrawDoesNotDependOnOtherDraws) {
  const Key key{5, 6};
  const double alone = uniform(key, Purpose::patience, 42);
  for (std::uint64_t i = 0; i < 100; ++i) uniform(key, Purpose::handle_time, i);
  EXPECT_EQ(uniform(key, Purpose::patience, 42), alone);
}

TEST(UniformDeathTest, AReplicationBeyondTheLimitStopsTheProgram) {
  EXPECT_DEATH(uniform({1, replications_limit}, Purpose::arrival, 0), "replication");
}

TEST(UniformIndex, CoversExactlyTheRange) {
  EXPECT_EQ(uniform_index(0x1p-53, 7), 0U);
  EXPECT_EQ(uniform_index(1.0 - 0x1p-53, 7), 6U);
  EXPECT_EQ(uniform_index(1.0 - 0x1p-53, 0xffffffff), 0xfffffffeU);
  EXPECT_EQ(uniform_index(0.5, 2), 1U);
}

TEST(Entities, NamesAndPlacesHaveStableNumbers) {
  EXPECT_EQ(hash_of_name(""), 0xf52a15e9a9b5e89bU);
  EXPECT_EQ(hash_of_name("calls"), 0xc4109ebb31822cbU);
  EXPECT_EQ(entity_of(hash_of_name("calls"), 12, 1), 0x82c4d31d973556c3U);
  EXPECT_EQ(entity_of_pair(1, 2), 0xf36f78ee23d3031cU);
}

TEST(Entities, ContactsOfAllStreamsAndAttemptsDiffer) {
  std::set<std::uint64_t> seen;
  for (const char* name : {"calls", "calls2", "chats", "surge", ""}) {
    for (std::uint64_t index = 0; index < 2000; ++index) {
      for (std::uint32_t attempt = 0; attempt < 5; ++attempt)
        seen.insert(entity_of(hash_of_name(name), index, attempt));
    }
  }
  EXPECT_EQ(seen.size(), 5U * 2000U * 5U);
}

TEST(Entities, PairsAreOrdered) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t a = 0; a < 200; ++a) {
    for (std::uint64_t b = 0; b < 200; ++b) seen.insert(entity_of_pair(a, b));
  }
  EXPECT_EQ(seen.size(), 200U * 200U);
}

}  // namespace
}  // namespace switchyard::sim
