// Near words and UTF-8, of which every message is made.
#include <gtest/gtest.h>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

TEST(NearWords, are_counted_in_edits_and_swaps) {
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("vioce", "voice"), 1U);
  EXPECT_EQ(edit_distance("Offline", "offline"), 0U);
}

TEST(NearWords, are_suggested_only_when_they_may_be_meant) {
  const std::vector<std::string> words{"timeout", "targets", "name"};
  EXPECT_EQ(nearest("timout", words), "timeout");
  EXPECT_EQ(nearest("nmae", words), "name");
  EXPECT_EQ(nearest("xyz", words), std::nullopt);
  EXPECT_EQ(nearest("", words), std::nullopt);
  EXPECT_EQ(nearest(std::string(100'000, 'x'), words), std::nullopt);
  EXPECT_EQ(suggestion("timout", words), "did you mean \"timeout\"?");
  EXPECT_EQ(suggestion("xyz", words), "known: timeout, targets, name");
  EXPECT_EQ(suggestion("xyz", std::vector<std::string>(17, "abcdefgh")), "");
}

TEST(Utf8, knows_its_first_wrong_byte) {
  struct Row {
    std::string_view text;
    std::size_t expected;
  };
  constexpr Row rows[] = {{"", 0},
                          {"abc", 3},
                          {"\xC3\xA9", 2},
                          {"a\x80", 1},
                          {"\xC0\x80", 0},      // overlong
                          {"\xE0\x9F\xBF", 0},  // overlong
                          {"\xED\xA0\x80", 0},  // surrogate
                          {"\xF0\x9F\x98\x80", 4},
                          {"\xF4\x90\x80\x80", 0},  // above U+10FFFF
                          {"ok\xE2\x82", 2}};       // cut off
  for (const Row& row : rows) EXPECT_EQ(first_invalid_byte(row.text), row.expected) << quoted(row.text);
}

TEST(Utf8, is_cut_and_printed_by_characters) {
  EXPECT_EQ(character_count("\xC3\xA9t\xC3\xA9"), 3U);
  EXPECT_EQ(shortened("\xC3\xA9t\xC3\xA9", 3), "\xC3\xA9t\xC3\xA9");
  EXPECT_EQ(shortened("\xC3\xA9t\xC3\xA9s", 3), "\xC3\xA9t…");
  EXPECT_EQ(printable("a\tb\nc\x1B[0m\xFF"), "a b?c?[0m?");
  EXPECT_EQ(printable("\xC2\x9B"), "?");
  EXPECT_EQ(quoted("a\"b\\c\n\xFF"), "\"a\\\"b\\\\c\\n\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace switchyard::codec
