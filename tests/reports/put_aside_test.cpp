// What is put aside comes back as it was, from memory and from the file, and takes no memory meanwhile.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "reports/measures/interval_books.h"
#include "reports/measures/packed.h"
#include "reports/measures/pages.h"
#include "reports/measures/put_aside.h"

namespace switchyard::reports {
namespace {

TEST(Packed, numbers_and_words_come_back) {
  const std::uint64_t numbers[] = {0, 1, 127, 128, 300, ~std::uint64_t{0}, std::uint64_t{1} << 63U};
  std::string bytes;
  for (const std::uint64_t number : numbers) put_number(bytes, number);
  put_words(bytes, numbers);
  std::string_view rest = bytes;
  for (const std::uint64_t number : numbers) EXPECT_EQ(take_number(rest), number);
  std::uint64_t words[std::size(numbers)] = {};
  take_words(rest, words);
  EXPECT_TRUE(std::equal(std::begin(words), std::end(words), std::begin(numbers)));
  EXPECT_TRUE(rest.empty());
}

TEST(Packed, counts_that_are_taken_back_are_short) {
  Contacts contacts;
  contacts.offered = ~std::uint64_t{0};  // one less, booked to an interval whose books are elsewhere
  contacts.longest_wait = seconds(3);
  std::string bytes;
  put_value(bytes, contacts);
  EXPECT_LT(bytes.size(), 10U);
  std::string_view rest = bytes;
  const auto found = take_value<Contacts>(rest);
  EXPECT_EQ(found.offered, contacts.offered);
  EXPECT_EQ(found.longest_wait, seconds(3));
}

// So many bytes that most of them are in the file.
std::string part_of(std::uint32_t interval, int which) {
  return std::string(2'000, static_cast<char>('a' + interval % 26)) + std::to_string(which);
}

void expect_parts_to_come_back() {
  PutAside aside;
  constexpr std::uint32_t intervals = 400;
  for (std::uint32_t i = 0; i < intervals; ++i) {
    aside.put(i, part_of(i, 1));
    if (i >= 100) aside.put(i - 100, part_of(i - 100, 2));
  }
  for (std::uint32_t i = 0; i < intervals; ++i) {
    std::string found;
    aside.read(i, [&](std::string_view part) { found.insert(0, part); });
    EXPECT_EQ(found, part_of(i, 1) + (i + 100 < intervals ? part_of(i, 2) : "")) << i;
  }
  aside.read(intervals + 7, [](std::string_view) { ADD_FAILURE() << "nothing is there"; });
}

TEST(PutAside, parts_come_back_from_the_file_and_from_memory) {
  expect_parts_to_come_back();
}

class ChosenFolder {
 public:
  explicit ChosenFolder(const std::string& folder) {
    if (const char* before = std::getenv("TMPDIR")) before_ = before;
    setenv("TMPDIR", folder.c_str(), 1);
  }
  ~ChosenFolder() { before_.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", before_.c_str(), 1); }

 private:
  std::string before_;
};

TEST(PutAside, its_file_has_no_name) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "put_aside";
  std::filesystem::create_directories(folder);
  const ChosenFolder chosen(folder.string());
  PutAside aside;
  for (std::uint32_t i = 0; i < 1'000; ++i) aside.put(i, part_of(i, 1));
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

TEST(PutAside, where_there_is_no_folder_parts_stay_in_memory) {
  const ChosenFolder chosen("/nowhere/at/all");
  expect_parts_to_come_back();
}

TEST(Pages, are_in_the_order_of_intervals_and_begin_anew_when_they_were_taken) {
  Pages<int> pages;
  pages.at(5) = 50;
  pages.at(7) = 70;
  pages.at(6) = 60;
  ++pages.at(5);
  std::string taken;
  const auto take = [&](std::uint32_t interval, int page) {
    taken += std::to_string(interval) + ':' + std::to_string(page) + ' ';
    return interval != 6;
  };
  pages.take_before(7, take);
  EXPECT_EQ(taken, "5:51 6:60 ");
  ++pages.at(5);
  taken.clear();
  pages.take_before(8, take);
  EXPECT_EQ(taken, "5:1 6:60 7:70 ");
}

TEST(IntervalBooks, parts_of_an_interval_are_added_up) {
  IntervalBooks books;
  books.set_sizes({1, 0, 0, 1, {{0}, {}}});
  IntervalMeasures early;
  early.contacts.offered = early.contacts.waiting = 2;
  early.contacts.longest_wait = seconds(9);
  early.depth = {seconds(30), 2};
  early.p95_wait_answered = seconds(4);
  WorkerInterval work;
  work.contacts.answered = 1;
  work.time.in(WorkerState::on_task) = seconds(60);
  books.add(3, BookKind::queue, 0, early);
  books.add(1, BookKind::worker, 0, work);
  books.add(3, BookKind::worker, 1, work);
  books.close();
  IntervalMeasures late;
  late.contacts.waiting = ~std::uint64_t{0};
  late.contacts.longest_wait = seconds(7);
  late.depth = {seconds(10), 1};
  books.add(3, BookKind::queue, 0, late);
  books.add(3, BookKind::worker, 0, work);
  books.close();
  const OneInterval one = books.read(3);
  EXPECT_EQ(one.queues[0].contacts.offered, 2U);
  EXPECT_EQ(one.queues[0].contacts.waiting, 1U);
  EXPECT_EQ(one.queues[0].contacts.longest_wait, seconds(9));
  EXPECT_EQ(one.queues[0].depth.area, seconds(40));
  EXPECT_EQ(one.queues[0].depth.highest, 2U);
  EXPECT_EQ(one.queues[0].p95_wait_answered, seconds(4));
  EXPECT_EQ(one.groups[0].contacts.answered, 1U) << "the other worker is in no group";
  EXPECT_EQ(one.all_workers.in(WorkerState::on_task), seconds(120));
  EXPECT_EQ(books.read(2).all_workers.total(), Duration{});
}

}  // namespace
}  // namespace switchyard::reports
