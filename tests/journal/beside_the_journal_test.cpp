// Small files beside the journals: how far somebody has come.
#include <gtest/gtest.h>

#include "adapters/journal/bookmarks.h"
#include "tests/support/temporary_folder.h"

namespace switchyard::adapters::journal {
namespace {

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

}  // namespace
}  // namespace switchyard::adapters::journal
