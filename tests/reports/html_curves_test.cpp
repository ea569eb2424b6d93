// Curves come out of intervals.csv as they went in, and long runs become fewer points in the right way.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace switchyard::reports
