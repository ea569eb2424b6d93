// The reader that the guards stand on must itself read right, or a guard is blind without anyone noticing.
#include "tests/architecture/source_text.h"

#include <gtest/gtest.h>

namespace switchyard::architecture {
namespace {

TEST(SourceText, blanks_comments_and_keeps_the_lines) {
  EXPECT_EQ(without_comments("a // b\nc /* d\ne */ f", Strings::keep), "a     \nc     \n     f");
}

TEST(SourceText, a_comment_sign_inside_a_string_is_no_comment) {
  EXPECT_EQ(without_comments("x = \"// no\"; y", Strings::keep), "x = \"// no\"; y");
  EXPECT_EQ(without_comments("x = \"// no\"; y", Strings::blank), "x =        ; y");
}

TEST(SourceText, knows_escapes_raw_strings_characters_and_digit_separators) {
  EXPECT_EQ(without_comments("\"a\\\"b{\" c", Strings::blank), "        c");
  EXPECT_EQ(without_comments("R\"x(\" { )\" )x\" c", Strings::blank), "               c");
  EXPECT_EQ(without_comments("'{' c", Strings::blank), "    c");
  EXPECT_EQ(without_comments("1'000'000 {", Strings::blank), "1'000'000 {");
}

TEST(SourceText, counts_lines_from_one) {
  EXPECT_EQ(line_at("a\nb\nc", 0), 1u);
  EXPECT_EQ(line_at("a\nb\nc", 4), 3u);
}

TEST(SourceText, splits_and_trims) {
  EXPECT_EQ(split(" a ;b; ; c", ";"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(table_rows("# no\n\n yes \n"), (std::vector<std::string>{"yes"}));
}

TEST(SourceText, a_star_stands_for_anything) {
  EXPECT_TRUE(fits("libfmt.so.9", "libfmt.so.*"));
  EXPECT_TRUE(fits("std::thread::join()", "std::thread::*"));
  EXPECT_TRUE(fits("__log_finite", "__*_finite"));
  EXPECT_FALSE(fits("logical", "log"));
  EXPECT_FALSE(fits("libfmtx.so", "libfmt.so*"));
}

TEST(SourceText, finds_this_very_file_in_the_house) {
  const auto files = read_sources({"source_text_test.cpp"}, {"tests/architecture/"});
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files.front().path, "tests/architecture/source_text_test.cpp");
}

}  // namespace
}  // namespace switchyard::architecture
