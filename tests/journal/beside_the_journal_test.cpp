// Small files beside the journals: how far somebody has come, and what is to be done on a later day.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/journal/bookmarks.h"
#include "adapters/journal/due_list.h"
#include "adapters/journal/letter_file.h"
#include "adapters/journal/side_file.h"
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

TEST(DueList, gives_a_new_day_to_what_is_removed_and_added_at_once) {
  const TemporaryFolder folder;
  auto list = DueList::open(folder / "due");
  ASSERT_TRUE(list.has_value());
  EXPECT_TRUE((*list)->add("a", noon));
  EXPECT_TRUE((*list)->change({"a"}, noon + hours(1), {"a"}));
  EXPECT_EQ((*list)->all(), (DueList::Entries{{"a", noon + hours(1)}}));
}

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// SQLite's pages here are 4,096 bytes; the first has the tables' names.
void spoil(const std::string& path, std::size_t from_page, std::size_t pages) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(from_page * 4'096));
  file << std::string(pages * 4'096, '\x7f');
}

std::string key_of(int number) {
  return "RE" + std::string(26, 'e') + std::to_string(100'000 + number);
}

// So many that they stand on many pages.
void write_many(const std::string& path, int entries) {
  auto list = DueList::open(path);
  ASSERT_TRUE(list.has_value());
  std::vector<std::string> keys;
  for (int i = 0; i < entries; ++i) keys.push_back(key_of(i));
  ASSERT_TRUE((*list)->change(keys, noon, {}));
}

TEST(DueList, puts_a_file_that_is_none_aside) {
  const TemporaryFolder folder;
  for (const int time : {1, 2}) {
    std::ofstream(folder / "due") << std::string(5'000, 'x');
    auto list = DueList::open(folder / "due");
    ASSERT_TRUE(list.has_value()) << list.error().text;
    ASSERT_TRUE((*list)->damage().has_value());
    EXPECT_EQ((*list)->damage()->kept_as, folder / ("due.damaged-" + std::to_string(time)));
    EXPECT_EQ((*list)->damage()->rows, 0u);
    EXPECT_EQ(contents((*list)->damage()->kept_as), std::string(5'000, 'x'));
    EXPECT_TRUE((*list)->add("one", noon));
  }
  auto list = DueList::open(folder / "due");
  ASSERT_TRUE(list.has_value());
  EXPECT_FALSE((*list)->damage().has_value());
  EXPECT_EQ((*list)->due(noon, 9), std::vector<std::string>{"one"});
}

TEST(DueList, takes_what_can_be_read_of_a_damaged_file) {
  const TemporaryFolder folder;
  const int entries = 5'000;
  write_many(folder / "due", entries);
  const std::size_t pages = contents(folder / "due").size() / 4'096;
  ASSERT_GT(pages, 40u);
  for (const std::size_t page : {std::size_t{3}, pages / 4, pages / 2, pages - 1}) {
    std::filesystem::copy_file(folder / "due", folder / "some");
    spoil(folder / "some", page, 1);
    auto list = DueList::open(folder / "some");
    ASSERT_TRUE(list.has_value()) << list.error().text;
    ASSERT_TRUE((*list)->damage().has_value()) << page;
    const auto read = (*list)->all();
    EXPECT_EQ(read.size(), (*list)->damage()->rows);
    EXPECT_GT(read.size(), static_cast<std::size_t>(entries) / 2) << page;
    for (const auto& [key, due] : read) {
      EXPECT_EQ(due, noon);
      EXPECT_TRUE(key >= key_of(0) && key <= key_of(entries - 1)) << key;
    }
    list->reset();
    std::filesystem::remove(folder / "some");
  }
}

TEST(DueList, of_another_shape_is_put_aside) {
  const TemporaryFolder folder;
  ASSERT_TRUE(
      execute(open_database(folder / "due", Access::write)->get(), "due", "CREATE TABLE due(other TEXT)")
          .has_value());
  auto list = DueList::open(folder / "due");
  ASSERT_TRUE(list.has_value()) << list.error().text;
  EXPECT_TRUE((*list)->damage().has_value());
  EXPECT_TRUE((*list)->add("one", noon));
}

TEST(DueList, without_its_key_is_put_aside_with_its_rows_kept) {
  const TemporaryFolder folder;
  ASSERT_TRUE(execute(open_database(folder / "due", Access::write)->get(), "due",
                      "CREATE TABLE due(key TEXT, time INTEGER); INSERT INTO due VALUES('one', 17)")
                  .has_value());
  auto list = DueList::open(folder / "due");
  ASSERT_TRUE(list.has_value()) << list.error().text;
  ASSERT_TRUE((*list)->damage().has_value());
  EXPECT_EQ((*list)->damage()->rows, 1u);
  EXPECT_TRUE((*list)->add("two", Time{18}));
  EXPECT_EQ((*list)->all(), (DueList::Entries{{"one", Time{17}}, {"two", Time{18}}}));
}

// The third page is the index's only leaf: it says now that it has no cells, and is a sound page otherwise.
TEST(DueList, whose_index_has_lost_its_rows_is_put_aside) {
  const TemporaryFolder folder;
  {
    auto list = DueList::open(folder / "due");
    ASSERT_TRUE(list.has_value());
    ASSERT_TRUE((*list)->change({"a", "b", "c"}, noon, {}));
  }
  ASSERT_EQ(contents(folder / "due").size(), 3u * 4'096);
  {
    std::fstream file(folder / "due", std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(2 * 4'096);
    file << std::string("\x0A\0\0\0\0\x10\0\0", 8);
  }
  auto list = DueList::open(folder / "due");
  ASSERT_TRUE(list.has_value()) << list.error().text;
  ASSERT_TRUE((*list)->damage().has_value());
  EXPECT_EQ((*list)->damage()->rows, 3u);
  EXPECT_EQ((*list)->all().size(), 3u);
}

TEST(DueList, is_found_again_after_a_crash_before_the_new_file_took_its_place) {
  const TemporaryFolder folder;
  write_many(folder / "due.new", 3);
  std::ofstream(folder / "due.damaged-1") << "what was there";
  auto list = DueList::open(folder / "due");
  ASSERT_TRUE(list.has_value()) << list.error().text;
  ASSERT_TRUE((*list)->damage().has_value());
  EXPECT_EQ((*list)->damage()->kept_as, folder / "due.damaged-1");
  EXPECT_EQ((*list)->damage()->rows, 3u);
  EXPECT_EQ((*list)->all().size(), 3u);
  EXPECT_FALSE(std::filesystem::exists(folder / "due.new"));
}

TEST(DueList, is_read_again_after_a_crash_while_the_new_file_was_written) {
  const TemporaryFolder folder;
  write_many(folder / "due", 5'000);
  spoil(folder / "due", contents(folder / "due").size() / 4'096 / 2, 1);
  std::ofstream(folder / "due.new") << std::string(5'000, 'x');
  auto list = DueList::open(folder / "due");
  ASSERT_TRUE(list.has_value()) << list.error().text;
  ASSERT_TRUE((*list)->damage().has_value());
  EXPECT_GT((*list)->all().size(), 2'500u);
  EXPECT_FALSE(std::filesystem::exists(folder / "due.new"));
}

TEST(SideFile, that_has_no_room_for_what_was_read_leaves_the_damaged_one_where_it_was) {
  const TemporaryFolder folder;
  write_many(folder / "due", 5'000);
  spoil(folder / "due", contents(folder / "due").size() / 4'096 / 2, 1);
  const std::string damaged = contents(folder / "due");
  SideTable table;
  table.make = {"CREATE TABLE IF NOT EXISTS due(key TEXT PRIMARY KEY, time INTEGER NOT NULL) WITHOUT ROWID",
                "PRAGMA max_page_count=8"};
  table.reads = {"SELECT key, time FROM due ORDER BY key"};
  table.insert = "INSERT OR IGNORE INTO due(key, time) VALUES(?1, ?2)";
  const auto file = open_side_file(folder / "due", table);
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().kind, Failure::Kind::full) << file.error().text;
  EXPECT_EQ(contents(folder / "due"), damaged);
  EXPECT_FALSE(std::filesystem::exists(folder / "due.new"));
  EXPECT_FALSE(std::filesystem::exists(folder / "due.damaged-1"));
}

TEST(DueList, that_cannot_be_opened_is_refused) {
  const TemporaryFolder folder;
  EXPECT_FALSE(DueList::open(folder / "not there/due").has_value());
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

TEST(LetterFile, takes_what_can_be_read_of_a_damaged_file) {
  const TemporaryFolder folder;
  const std::string text(1'000, 't');
  {
    auto file = LetterFile::open(folder / "dead");
    ASSERT_TRUE(file.has_value());
    for (int i = 0; i < 300; ++i) EXPECT_TRUE((*file)->change("desk", {{std::to_string(i), text}}));
  }
  spoil(folder / "dead", contents(folder / "dead").size() / 4'096 / 2, 1);
  auto file = LetterFile::open(folder / "dead");
  ASSERT_TRUE(file.has_value()) << file.error().text;
  ASSERT_TRUE((*file)->damage().has_value());
  const auto read = (*file)->read("desk");
  EXPECT_EQ(read.size(), (*file)->damage()->rows);
  EXPECT_GT(read.size(), 200u);
  for (const std::string& one : read) EXPECT_EQ(one, text);
}

TEST(LetterFile, without_its_key_is_put_aside_with_its_rows_kept) {
  const TemporaryFolder folder;
  ASSERT_TRUE(execute(open_database(folder / "dead", Access::write)->get(), "dead",
                      "CREATE TABLE letters(number INTEGER PRIMARY KEY, workspace TEXT, id TEXT, text BLOB);"
                      "INSERT INTO letters VALUES(1, 'desk', '1', x'6f6e65')")
                  .has_value());
  auto file = LetterFile::open(folder / "dead");
  ASSERT_TRUE(file.has_value()) << file.error().text;
  EXPECT_TRUE((*file)->damage().has_value());
  EXPECT_TRUE((*file)->change("desk", {{"1", "one again"}}));
  EXPECT_EQ((*file)->read("desk"), std::vector<std::string>{"one again"});
}

}  // namespace
}  // namespace switchyard::adapters::journal
