// Curves come out of intervals.csv as they went in, and long runs become fewer points in the right way.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/codec/text/time_text.h"
#include "reports/csv/field.h"
#include "reports/csv/reader.h"
#include "reports/html/curves.h"

namespace switchyard::reports {
namespace {

constexpr Time eight{1'772'438'400'000'000};  // 2026-03-02T08:00:00Z
const Window four_half_hours{eight, eight + hours(2), minutes(30)};

TEST(CsvReader, gives_back_what_fields_were_written) {
  const std::vector<std::string> wanted = {"a", "", "with, comma", "a \"quote\"", "line\r\nend", "é"};
  std::string line;
  for (std::size_t i = 0; i < wanted.size(); ++i) append_field(line, wanted[i], i > 0);
  const std::string text = line + "\r\n" + line + "\n" + "last,";
  CsvReader reader(text);
  std::vector<std::string> cells;
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(reader.next(cells));
    EXPECT_EQ(cells, wanted);
  }
  ASSERT_TRUE(reader.next(cells));
  EXPECT_EQ(cells, (std::vector<std::string>{"last", ""}));
  EXPECT_FALSE(reader.next(cells));
}

TEST(CsvReader, ends_with_the_text_whatever_it_is) {
  for (const char* text : {"", "\"", "\"a", "\"a\"\"", "a,\"b\"c\r\n", "\r\n\r\n", ",,,", "\"\"\"\""}) {
    CsvReader reader(text);
    std::vector<std::string> cells;
    int rows = 0;
    while (reader.next(cells)) ASSERT_LT(++rows, 10) << text;
  }
}

// Rows of many lengths, so that blocks end everywhere in them.
TEST(CsvReader, reads_on_where_a_block_of_the_text_ends) {
  std::string text;
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; text.size() < 400'000; ++i) {
    rows.push_back({std::to_string(i), std::string(i % 97, 'x') + (i % 3 == 0 ? "\r\n\"" : ","), "é"});
    if (i == 500) rows.back()[1] = std::string(150'000, '\n');
    for (std::size_t cell = 0; cell < 3; ++cell) append_field(text, rows.back()[cell], cell > 0);
    text += i % 2 == 0 ? "\r\n" : "\n";
  }
  CsvReader reader(text);
  std::vector<std::string> cells;
  std::size_t offset = 0;
  for (const auto& row : rows) {
    ASSERT_TRUE(reader.next(cells));
    ASSERT_EQ(cells, row);
    ASSERT_EQ(reader.text(), std::string_view(text).substr(offset, reader.text().size()));
    ASSERT_EQ(reader.offset_of(1), row[0].size() + 1);
    const auto before = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
    ASSERT_EQ(reader.line(), static_cast<std::uint64_t>(before) + 1);
    offset += reader.text().size();
  }
  EXPECT_FALSE(reader.next(cells));
}

TEST(CsvReader, takes_no_more_cells_than_a_row_may_have) {
  for (const bool is_too_long : {false, true}) {
    const std::string text = std::string(CsvReader::most_cells - (is_too_long ? 0 : 1), ',') + "\r\nnext\r\n";
    CsvReader reader(text);
    std::vector<std::string> cells;
    ASSERT_TRUE(reader.next(cells));
    EXPECT_EQ(cells.size(), CsvReader::most_cells);
    EXPECT_EQ(reader.is_too_long(), is_too_long);
    EXPECT_EQ(reader.next(cells), !is_too_long) << "nothing is sure behind such a row";
  }
}

std::vector<ScopeCurves> curves_of(const std::string& rows) {
  return read_curves(
      "interval_start,scope,name,offered,answered,sl_offered_20s,sl_offered_1m,asa_seconds,asa_seconds_ci95,"
      "sl_offered_20s_ci95\r\n" +
          rows,
      four_half_hours, {{"total", ""}, {"queue", "sales, \"north\""}, {"queue", "unknown"}});
}

TEST(Curves, are_found_by_scope_name_and_interval) {
  const auto curves = curves_of(
      "2026-03-02T08:30:00Z,total,,7,6,0.5,0.9,12.5,1.5,0.25\r\n"
      "2026-03-02T08:30:00Z,queue,\"sales, \"\"north\"\"\",3,2,,,,,\r\n"
      "2026-03-02T08:30:00Z,worker,ann,9,9,,,,,\r\n");
  ASSERT_EQ(curves.size(), 3u);
  EXPECT_EQ(curves[0].at(Curve::offered, 1), 7);
  EXPECT_EQ(curves[0].at(Curve::service_level, 1), 0.5);
  EXPECT_EQ(curves[0].half_widths[static_cast<std::size_t>(Curve::service_level)][1], 0.25);
  EXPECT_EQ(curves[0].half_widths[static_cast<std::size_t>(Curve::asa)][1], 1.5);
  EXPECT_EQ(curves[1].at(Curve::offered, 1), 3);
  EXPECT_EQ(curves[1].at(Curve::service_level, 1), std::nullopt);
}

TEST(Curves, without_a_row_have_counts_of_zero_and_no_ratios) {
  const auto curves = curves_of("");
  EXPECT_EQ(curves[2].at(Curve::offered, 0), 0);
  EXPECT_EQ(curves[2].at(Curve::asa, 0), std::nullopt);
  EXPECT_EQ(curves[2].at(Curve::logged_in, 0), std::nullopt);
}

TEST(Curves, pass_over_rows_that_are_no_interval_of_the_run) {
  const auto curves = curves_of(
      "2026-03-02T07:30:00Z,total,,7,6,,,,,\r\n2026-03-02T10:00:00Z,total,,7,6,,,,,\r\n"
      "2026-03-02T08:10:00Z,total,,7,6,,,,,\r\nyesterday,total,,7,6,,,,,\r\n2026-03-02T08:00:00Z\r\n"
      "2026-03-02T08:00:00Z,total,,seven,inf,,,,,\r\n");
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(curves[0].at(Curve::offered, i).value_or(0), 0) << i;
}

TEST(Curves, merge_counts_means_and_highest_values) {
  auto curves = curves_of(
      "2026-03-02T08:00:00Z,total,,10,8,0.5,,10,1,0.1\r\n2026-03-02T08:30:00Z,total,,30,2,1,,60,1,0.1\r\n"
      "2026-03-02T09:00:00Z,total,,5,,,,,,\r\n");
  ScopeCurves& total = curves[0];
  total.values[static_cast<std::size_t>(Curve::longest_wait)] = {3.0, 9.0, std::nullopt, std::nullopt};
  const ScopeCurves merged_curves = merged(total, four_half_hours, 3);
  ASSERT_EQ(merged_curves.of(Curve::offered).size(), 2u);
  EXPECT_EQ(merged_curves.at(Curve::offered, 0), 45);
  EXPECT_EQ(merged_curves.at(Curve::asa, 0), (8 * 10 + 2 * 60) / 10.0);
  EXPECT_EQ(merged_curves.at(Curve::service_level, 0), (8 * 0.5 + 2 * 1) / 10.0);
  EXPECT_EQ(merged_curves.at(Curve::longest_wait, 0), 9);
  EXPECT_EQ(merged_curves.at(Curve::offered, 1), 0);
  EXPECT_EQ(merged_curves.at(Curve::asa, 1), std::nullopt);
  for (const Points& half_widths : merged_curves.half_widths) EXPECT_TRUE(half_widths.empty());
}

// Means, sums and highest values, with intervals that have no row and a last one that is shorter.
TEST(Curves, of_longer_intervals_are_merged_while_the_table_is_read) {
  const Window window{eight, eight + minutes(30 * 100 - 7), minutes(30)};
  std::string csv =
      "interval_start,scope,name,offered,answered,asa_seconds,queue_depth,longest_wait_seconds\r\n";
  for (std::uint32_t i = 0; i < window.count(); ++i) {
    const std::string start = codec::to_rfc3339(window.start_of(i));
    csv += fmt::format("{},total,,{},{},{},0.{},{}\r\n", start, i, i / 2, i % 7, i, i * 37 % 50);
    if (i % 5 == 1) csv += fmt::format("{},queue,sales,{},{},{},0.{},\r\n", start, i, i / 3, i % 11, i);
  }
  const std::vector<ScopeKey> wanted = {{"total", ""}, {"queue", "sales"}, {"queue", "unknown"}};
  for (const Time observed_until : {never, eight + minutes(30 * 20 + 10)}) {
    const auto single = read_curves(csv, window, wanted, observed_until);
    const Window observed{window.start, std::min(window.end, observed_until), window.interval};
    for (const std::uint32_t factor : {2U, 3U, 7U, 99U, 100U, 101U}) {
      const auto curves = read_curves(csv, window, wanted, observed_until, factor);
      for (std::size_t scope = 0; scope < wanted.size(); ++scope) {
        EXPECT_EQ(curves[scope].values, merged(single[scope], observed, factor).values) << factor;
      }
    }
  }
}

TEST(Curves, know_nothing_of_what_nobody_observed) {
  const auto curves =
      read_curves(std::string("interval_start,scope,name,offered\r\n2026-03-02T08:00:00Z,total,,4\r\n"),
                  four_half_hours, {{"total", ""}}, eight + minutes(40));
  const Points expected = {4.0, 0.0, std::nullopt, std::nullopt};
  EXPECT_EQ(curves[0].of(Curve::offered), expected);
}

// Half an hour with one who waits, then ten minutes with four.
TEST(Curves, that_are_merged_weigh_an_interval_by_the_time_that_was_observed) {
  const auto curves =
      read_curves(std::string("interval_start,scope,name,queue_depth\r\n2026-03-02T08:00:00Z,total,,1\r\n"
                              "2026-03-02T08:30:00Z,total,,4\r\n"),
                  four_half_hours, {{"total", ""}}, eight + minutes(40), 2);
  EXPECT_EQ(curves[0].at(Curve::depth, 0), (30 * 1 + 10 * 4) / 40.0);
  EXPECT_EQ(curves[0].at(Curve::depth, 1), std::nullopt);
}

TEST(Curves, can_be_read_one_by_one) {
  const std::string csv =
      "interval_start,scope,name,offered,answered,asa_seconds\r\n2026-03-02T08:30:00Z,total,,4,3,12\r\n";
  const ScopeKey total{"total", ""};
  const ScopeCurves all = read_curves(csv, four_half_hours, {total}).front();
  const ScopeCurves some = read_some_curves(csv, four_half_hours, total, {Curve::offered, Curve::asa});
  EXPECT_EQ(some.of(Curve::offered), all.of(Curve::offered));
  EXPECT_EQ(some.of(Curve::asa), all.of(Curve::asa));
  EXPECT_TRUE(some.of(Curve::answered).empty());
}

}  // namespace
}  // namespace switchyard::reports
