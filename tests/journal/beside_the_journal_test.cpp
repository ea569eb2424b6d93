// Small files beside the journals: how far somebody has come, and what is to be done on a later day.
#include <gtest/gtest.h>

#include <fstream>

#include "adapters/journal/bookmarks.h"
#include "adapters/journal/due_list.h"
#include "adapters/journal/letter_file.h"
#include "tests/support/temporary_folder.h"

namespace switchyard::adapters::journal {
namespace {

constexpr Time noon{1'767'268'800'000'000};

TEST(Bookmarks, are_read_as_they_were_written_last) {
  const TemporaryFolder folder;
  const Bookmarks bookmarks(folder.path(), "events");
  EXPECT_EQ(bookmarks.read("desk"), std::nullopt);
  EXPECT_TRUE(bookmarks.write("desk", "a longer one"));
  EXPECT_TRUE(bookmarks.write("desk", "17 3"));
  EXPECT_TRUE(bookmarks.write("other", ""));
  EXPECT_EQ(bookmarks.read("desk"), "17 3");
  EXPECT_EQ(Bookmarks(folder.path(), "events").read("desk"), "17 3");
  EXPECT_EQ(bookmarks.read("other"), "");
  EXPECT_EQ(Bookmarks(folder.path(), "calls").read("desk"), std::nullopt);
  bookmarks.forget("desk");
  EXPECT_EQ(bookmarks.read("desk"), std::nullopt);
}

TEST(Bookmarks, say_when_they_cannot_be_kept) {
  const TemporaryFolder folder;
  EXPECT_FALSE(Bookmarks(folder / "not there", "events").write("desk", "1 0"));
}

TEST(DueList, gives_what_is_due_until_it_is_done) {
  const TemporaryFolder folder;
  {
    auto list = DueList::open(folder / "due");
    ASSERT_TRUE(list.has_value()) << list.error().text;
    EXPECT_TRUE((*list)->add("late", noon + hours(2)));
    EXPECT_TRUE((*list)->add("early", noon));
    EXPECT_TRUE((*list)->add("next", noon + hours(1)));
    EXPECT_TRUE((*list)->add("early", noon + days(9)));
  }
  auto list = DueList::open(folder / "due");
  ASSERT_TRUE(list.has_value());
  EXPECT_TRUE((*list)->due(noon - microseconds(1), 9).empty());
  EXPECT_EQ((*list)->due(noon + hours(1), 9), (std::vector<std::string>{"early", "next"}));
  EXPECT_EQ((*list)->due(noon + hours(9), 1), std::vector<std::string>{"early"});
  EXPECT_TRUE((*list)->remove("early"));
  EXPECT_EQ((*list)->due(noon + hours(9), 9), (std::vector<std::string>{"next", "late"}));
}

TEST(DueList, adds_and_removes_several_at_once) {
  const TemporaryFolder folder;
  auto list = DueList::open(folder / "due");
  ASSERT_TRUE(list.has_value());
  EXPECT_TRUE((*list)->change({"b", "a", "c"}, noon, {}));
  EXPECT_TRUE((*list)->change({"d", "a"}, noon - hours(1), {"c", "none"}));
  EXPECT_TRUE((*list)->change({}, {}, {}));
  EXPECT_EQ((*list)->all(), (DueList::Entries{{"a", noon - hours(1)}, {"d", noon - hours(1)}, {"b", noon}}));
}

TEST(DueList, refuses_a_file_that_is_none) {
  const TemporaryFolder folder;
  std::ofstream(folder / "due") << std::string(5'000, 'x');
  EXPECT_FALSE(DueList::open(folder / "due").has_value());
}

TEST(LetterFile, keeps_letters_in_the_order_in_which_they_came) {
  const TemporaryFolder folder;
  {
    auto file = LetterFile::open(folder / "dead");
    ASSERT_TRUE(file.has_value()) << file.error().text;
    EXPECT_TRUE((*file)->change("desk", {{"1", "one"}, {"2", std::string("two\0", 4)}, {"3", "three"}}));
    EXPECT_TRUE((*file)->change("other", {{"1", "of another"}}));
    EXPECT_TRUE((*file)->change("desk", {{"1", "one again"}, {"3", std::nullopt}, {"9", std::nullopt}}));
  }
  auto file = LetterFile::open(folder / "dead");
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ((*file)->read("desk"), (std::vector<std::string>{std::string("two\0", 4), "one again"}));
  EXPECT_TRUE((*file)->forget("desk"));
  EXPECT_TRUE((*file)->read("desk").empty());
  EXPECT_EQ((*file)->read("other"), std::vector<std::string>{"of another"});
}

TEST(LetterFile, refuses_a_file_that_is_none) {
  const TemporaryFolder folder;
  std::ofstream(folder / "dead") << std::string(5'000, 'x');
  EXPECT_FALSE(LetterFile::open(folder / "dead").has_value());
}

}  // namespace
}  // namespace switchyard::adapters::journal
