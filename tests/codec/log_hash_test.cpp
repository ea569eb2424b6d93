// The log hash is a promise between machines, compilers and years, so it is a constant here.
#include "engine/codec/hash/log_hash.h"

#include <gtest/gtest.h>
#include <xxhash.h>

#include "tests/codec/messages.h"

namespace switchyard::codec {
namespace {

// One turn a command; every event and effect is in the third.
void feed(LogHash& hash) {
  std::int64_t second = 0;
  for (const Command& command : one_of_each<Command>()) {
    Output output;
    if (second == 3) output = {one_of_each<Event>(), one_of_each<Effect>()};
    hash.turn(Time{} + seconds(second++), command, output);
  }
}

TEST(LogHash, OfAFixedListOfTurnsIsAConstant) {
  LogHash hash;
  feed(hash);
  EXPECT_EQ(hash.hex(), "9d32845bbab6e1940837ccecb2757355");
}

TEST(LogHash, OfNothingIsThatOfNoBytes) {
  EXPECT_EQ(LogHash().hex(), "99aa06d3014798d86001c324468d497f");
}

TEST(LogHash, IsXxh3OverTheDocumentedBytes) {
  LogHash hash;
  hash.turn(Time{258}, CustomerLeaves{TaskId{5}}, {{TaskCompleted{TaskId{5}}}, {ReleaseCustomer{TaskId{5}}}});
  hash.turn(Time{259}, TimePasses{}, {});
  using std::string_literals::operator""s;
  const std::string bytes =
      "\2\1\0\0\0\0\0\0\x06\5\0\0\0\0\0\0\0\x58\5\0\0\0\0\0\0\0\xc3\5\0\0\0\0\0\0\0\0"s
      "\3\1\0\0\0\0\0\0\1\0"s;
  XXH128_canonical_t expected;
  XXH128_canonicalFromHash(&expected, XXH3_128bits(bytes.data(), bytes.size()));
  EXPECT_EQ(hash.hex(), to_hex(std::to_array(expected.digest)));
}

TEST(LogHash, CanBeAskedInTheMiddleAndGoesOn) {
  LogHash asked;
  LogHash silent;
  std::string before;
  for (int i = 0; i < 5'000; ++i) {  // several blocks
    asked.turn(Time{i}, CancelTask{TaskId{7}, "because"}, {});
    silent.turn(Time{i}, CancelTask{TaskId{7}, "because"}, {});
    if (i % 500 != 0) continue;
    EXPECT_NE(asked.hex(), before);
    before = asked.hex();
    EXPECT_EQ(asked.hex(), before);
  }
  EXPECT_EQ(asked.hex(), silent.hex());
}

TEST(LogHash, SeesEveryDifference) {
  const Output output{{TaskCompleted{TaskId{1}}}, {ReleaseCustomer{TaskId{1}}}};
  const auto hash_of = [](Time time, const Command& command, const Output& answer) {
    LogHash hash;
    hash.turn(time, command, answer);
    return hash.hex();
  };
  const std::string hash = hash_of(Time{1}, TimePasses{}, output);
  EXPECT_NE(hash, hash_of(Time{2}, TimePasses{}, output));
  EXPECT_NE(hash, hash_of(Time{1}, DeleteTask{}, output));
  EXPECT_NE(hash, hash_of(Time{1}, TimePasses{}, {output.events, {}}));
  EXPECT_NE(hash, hash_of(Time{1}, TimePasses{}, {{}, output.effects}));
  EXPECT_NE(hash, hash_of(Time{1}, TimePasses{}, {{TaskCompleted{TaskId{2}}}, output.effects}));
}

}  // namespace
}  // namespace switchyard::codec
