// Tables: what is read, and where each fault is said to stand.
#include "sim/csv/csv.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace switchyard::sim {
namespace {

std::vector<std::string> texts(const std::vector<CsvCell>& cells) {
  std::vector<std::string> result;
  for (const CsvCell& cell : cells) result.push_back(cell.text);
  return result;
}

struct GoodCase {
  const char* name;
  const char* text;
  std::vector<std::vector<std::string>> rows;
};

TEST(Csv, reads_what_is_a_table) {
  const std::vector<GoodCase> cases = {
      {"plain", "a,b\n1,2\n", {{"1", "2"}}},
      {"without a last line feed", "a,b\n1,2", {{"1", "2"}}},
      {"CRLF", "a,b\r\n1,2\r\n", {{"1", "2"}}},
      {"quotes", "a,b\n\"x, y\",\"say \"\"no\"\"\"\n", {{"x, y", "say \"no\""}}},
      {"a line feed in quotes", "a,b\n\"x\ny\",2\n", {{"x\ny", "2"}}},
      {"empty cells", "a,b\n,\n", {{"", ""}}},
      {"blanks around cells", "a , b\n 1 ,\t2\n", {{"1", "2"}}},
      {"empty lines", "\na,b\n\n1,2\n\n", {{"1", "2"}}},
      {"a byte order mark",
       "\xEF\xBB\xBF"
       "a,b\n1,2\n",
       {{"1", "2"}}},
  };
  for (const GoodCase& one : cases) {
    const auto csv = parse_csv(one.text, "t.csv");
    ASSERT_TRUE(csv.has_value()) << one.name << "\n" << codec::to_text(csv.error());
    EXPECT_EQ(csv->header, (std::vector<std::string>{"a", "b"})) << one.name;
    std::vector<std::vector<std::string>> rows;
    for (const auto& row : csv->rows) rows.push_back(texts(row));
    EXPECT_EQ(rows, one.rows) << one.name;
  }
}

struct BadCase {
  const char* name;
  const char* text;
  std::uint32_t line;
  std::uint32_t column;
  const char* message;
};

TEST(Csv, says_where_it_is_no_table) {
  const std::vector<BadCase> cases = {
      {"nothing", "", 1, 1, "expected a header line and at least one row"},
      {"no row", "a,b\n", 1, 1, "expected a header line and at least one row"},
      {"a short row", "a,b\n1,2\n1\n", 3, 1, "expected 2 cells as in the header (found 1)"},
      {"a long row", "a,b\n1,2,3\n", 2, 1, "expected 2 cells as in the header (found 3)"},
      {"an open quote", "a,b\n1,\"2\n", 2, 3, "this quote is never closed"},
      {"a quote inside", "a,b\n1,2\"3\n", 2, 4, "a quote inside a cell"},
      {"text behind a quote", "a,b\n\"1\"x,2\n", 2, 4,
       "expected a comma or the end of the line behind the closing quote"},
      {"a column twice", "a,a\n1,2\n", 1, 3, "column \"a\" is there twice"},
      {"a column without a name", "a,\n1,2\n", 1, 3, "a column of the header has no name"},
      {"not UTF-8", "a,b\n1,\xFF\n", 2, 3, "this byte is not UTF-8"},
  };
  for (const BadCase& one : cases) {
    const auto csv = parse_csv(one.text, "t.csv");
    ASSERT_FALSE(csv.has_value()) << one.name;
    const codec::Problem& problem = csv.error().list().front();
    EXPECT_EQ(problem.line, one.line) << one.name;
    EXPECT_EQ(problem.column, one.column) << one.name;
    EXPECT_EQ(problem.message, one.message) << one.name;
    EXPECT_FALSE(problem.environment) << one.name;
  }
}

TEST(Csv, reports_every_cell_that_is_no_number) {
  const auto csv = parse_csv("t,n\n07:00,1\n07:30,x\n08:00,-1\n25:00,2.5e1\n", "t.csv");
  ASSERT_TRUE(csv.has_value());
  codec::Problems problems;
  EXPECT_FALSE(csv->numbers(1, 0, 100, problems).has_value());
  EXPECT_FALSE(csv->times_of_day(0, problems).has_value());
  ASSERT_EQ(problems.list().size(), 3U);
  EXPECT_EQ(problems.list()[0].line, 3U);
  EXPECT_EQ(problems.list()[0].column, 7U);
  EXPECT_EQ(problems.list()[1].line, 4U);
  EXPECT_EQ(problems.list()[2].line, 5U);
  EXPECT_EQ(problems.list()[2].column, 1U);
}

TEST(Csv, reads_numbers_and_times) {
  const auto csv = parse_csv("t,n\n07:00,1\n07:30:15,2.5\n", "t.csv");
  ASSERT_TRUE(csv.has_value());
  codec::Problems problems;
  EXPECT_EQ(csv->numbers(1, 0, 100, problems), (std::vector<double>{1, 2.5}));
  EXPECT_EQ(csv->times_of_day(0, problems),
            (std::vector<Duration>{hours(7), hours(7) + seconds(30 * 60 + 15)}));
  EXPECT_TRUE(problems.empty());
}

TEST(Csv, tells_a_missing_file_as_a_fault_of_the_environment) {
  const auto csv = read_csv("/nowhere/day.csv");
  ASSERT_FALSE(csv.has_value());
  EXPECT_TRUE(csv.error().only_environment());
}

TEST(Csv, takes_no_infinity_and_no_words_for_a_number) {
  for (const char* text : {"", "inf", "nan", "1,5", "1x", "0x10", " 1"}) {
    EXPECT_FALSE(parse_number(text).has_value()) << text;
  }
  EXPECT_EQ(parse_number("-2.5"), -2.5);
}

}  // namespace
}  // namespace switchyard::sim
