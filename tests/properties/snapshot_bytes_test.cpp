// Written down and read back, an engine goes on as if nothing had been; damaged bytes never break it.
#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "engine/codec/hash/log_hash.h"
#include "engine/codec/log/format.h"
#include "engine/codec/snapshot/snapshot.h"
#include "engine/state/state.h"
#include "tests/support/random_world.h"

namespace switchyard::test {
namespace {

const Time start{1'700'000'000'000'000};

std::string bytes_of(const Snapshot& snapshot) {
  codec::ByteBuffer out;
  codec::append_snapshot(out, snapshot, "1.2.3");
  return std::string(out.view());
}

void repair_checksum(std::string& bytes) {
  const std::size_t end = bytes.size() - codec::checksum_size;
  const std::uint64_t checksum = codec::chained_checksum(std::string_view(bytes).substr(0, end), 0);
  std::memcpy(bytes.data() + end, &checksum, sizeof checksum);
}

std::string flipped(std::string bytes, std::size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
  return bytes;
}

void run(Engine& engine, Dice& dice, int turns) {
  Output output;
  for (int turn = 0; turn < turns; ++turn) {
    const TimedCommand next = next_turn(engine, dice);
    if (next.time > latest_time) return;
    output.clear();
    engine.apply(next.time, next.command, output);
  }
}

std::string hash_of(Engine& engine, const TimedCommand& next) {
  Output output;
  codec::LogHash hash;
  engine.apply(next.time, next.command, output);
  hash.turn(next.time, next.command, output);
  return hash.hex();
}

// A small engine with work in every state.
Snapshot small_snapshot(std::uint64_t seed) {
  Dice dice(seed);
  Engine engine(random_workspace(dice), start);
  run(engine, dice, 60);
  return engine.snapshot();
}

TEST(SnapshotBytes, TheEngineGoesOnExactlyAsTheOriginal) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Engine engine(random_workspace(dice), start);
    Engine other(engine.snapshot());
    for (int turn = 0; turn < 300; ++turn) {
      if (turn % 10 == 0) {
        const std::string bytes = bytes_of(other.snapshot());
        auto read = codec::read_snapshot(bytes);
        ASSERT_TRUE(read) << "turn " << turn << ", offset " << read.error().offset << ": "
                          << read.error().text;
        ASSERT_EQ(bytes_of(*read), bytes) << "turn " << turn;
        other = Engine(*std::move(read));
      }
      ASSERT_EQ(engine.next_deadline(), other.next_deadline()) << "turn " << turn;
      const TimedCommand next = next_turn(engine, dice);
      ASSERT_EQ(hash_of(engine, next), hash_of(other, next)) << "turn " << turn;
    }
  }
}

TEST(SnapshotBytes, EqualStatesGiveEqualBytes) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    EXPECT_EQ(bytes_of(small_snapshot(seed)), bytes_of(small_snapshot(seed)));
  }
}

TEST(SnapshotBytes, EveryFlippedBitIsFound) {
  const std::string good = bytes_of(small_snapshot(3));
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    ASSERT_FALSE(codec::read_snapshot(flipped(good, bit))) << "bit " << bit;
  }
}

TEST(SnapshotBytes, EveryCutIsFoundEvenWithAFittingChecksum) {
  const std::string good = bytes_of(small_snapshot(3));
  for (std::size_t size = 0; size < good.size(); ++size) {
    ASSERT_FALSE(codec::read_snapshot(good.substr(0, size))) << size;
    if (size < codec::snapshot_magic.size() + codec::checksum_size) continue;
    std::string cut = good.substr(0, size);
    repair_checksum(cut);
    ASSERT_FALSE(codec::read_snapshot(cut)) << size;
  }
}

// Who damages bytes on purpose can give them a checksum that fits: then either the checks find it, or the
// engine lives with what it was told.
TEST(SnapshotBytes, AFlippedBitUnderAFittingChecksumNeverBreaksTheEngine) {
  for (std::uint64_t seed = 3; seed <= 5; ++seed) {
    const std::size_t stride = seed == 3 ? 7 : 53;
    const std::string good = bytes_of(small_snapshot(seed));
    std::size_t found = 0;
    std::size_t lived = 0;
    for (std::size_t bit = 0; bit < good.size() * 8; bit += stride) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", bit " + std::to_string(bit));
      std::string bytes = flipped(good, bit);
      repair_checksum(bytes);
      auto read = codec::read_snapshot(bytes);
      if (!read) {
        ASSERT_LE(read.error().offset, bytes.size());
        ASSERT_FALSE(read.error().text.empty());
        ++found;
        continue;
      }
      Engine engine(*std::move(read));
      Dice dice(bit);
      run(engine, dice, 50);
      ++lived;
    }
    EXPECT_GT(found, lived / 10);
    EXPECT_GT(lived, 0U);
  }
}

TEST(SnapshotBytes, AnotherFormatVersionIsNamedTogetherWithItsEngine) {
  std::string bytes = bytes_of(small_snapshot(3));
  bytes[codec::snapshot_magic.size()] = 2;
  repair_checksum(bytes);
  const auto read = codec::read_snapshot(bytes);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().offset, codec::snapshot_magic.size());
  EXPECT_EQ(read.error().text, "the format version is 2 (written by engine 1.2.3), 1 can be read");
}

struct Wrong {
  std::string text;
  void (*change)(Snapshot&);
};

TEST(SnapshotBytes, WhatDoesNotFitTogetherIsSaid) {
  const Wrong cases[] = {
      {"version 0 of the rules is missing", [](Snapshot& s) { s.workspaces.clear(); }},
      {"version 1 has no default activity",
       [](Snapshot& s) { s.workspaces[0].default_activity = ActivityId{9}; }},
      {"turn 60 has not the workers of the rules", [](Snapshot& s) { s.workers.pop_back(); }},
      {"worker 0 is in an unknown activity", [](Snapshot& s) { s.workers[0].activity = ActivityId{}; }},
      {"worker 0 miscounts the open tasks", [](Snapshot& s) { ++s.workers[0].open_tasks; }},
      {"turn 60 has a time out of range", [](Snapshot& s) { s.now = latest_time + microseconds(1); }},
      {"turn 60 has a counter out of range", [](Snapshot& s) { s.next_task = std::uint64_t{1} << 63; }},
  };
  Dice dice(3);
  Engine engine(random_workspace(dice), start);
  run(engine, dice, 60);
  for (const Wrong& wrong : cases) {
    Snapshot snapshot = engine.snapshot();
    ASSERT_TRUE(codec::read_snapshot(bytes_of(snapshot)));
    wrong.change(snapshot);
    const auto read = codec::read_snapshot(bytes_of(snapshot));
    ASSERT_FALSE(read) << wrong.text;
    EXPECT_EQ(read.error().text, wrong.text);
  }
}

}  // namespace
}  // namespace switchyard::test
