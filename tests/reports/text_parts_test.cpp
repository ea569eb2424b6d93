// The small pieces of text: numbers, tables, plots, CSV fields, progress, digests.
#include <gtest/gtest.h>

#include "reports/csv/field.h"
#include "reports/inputs/sha256.h"
#include "reports/progress/progress.h"
#include "reports/summary/number.h"
#include "reports/summary/recorded_text.h"
#include "reports/summary/table.h"

namespace switchyard::reports {
namespace {

TEST(Numbers, have_at_most_six_decimals_and_no_tail) {
  const std::vector<std::pair<double, std::string>> cases = {{0, "0"},
                                                             {-0.0, "0"},
                                                             {1, "1"},
                                                             {-2, "-2"},
                                                             {0.8, "0.8"},
                                                             {1.0 / 3, "0.333333"},
                                                             {2.0 / 3, "0.666667"},
                                                             {1e-7, "0"},
                                                             {-1e-7, "0"},
                                                             {1234567.25, "1234567.25"},
                                                             {1e14, "100000000000000"}};
  for (const auto& [number, text] : cases) EXPECT_EQ(number_text(number), text);
}

TEST(Tables, are_as_wide_as_their_longest_cell_counted_in_characters) {
  Table table({"queue", "n"});
  table.add({"Größe", "12"});
  table.add({"a", "±1.5"});
  EXPECT_EQ(table.text(), "  queue     n\n  Größe    12\n  a      ±1.5\n");
}

TEST(Plots, show_both_values_on_one_scale) {
  struct Case {
    std::optional<double> recorded;
    std::optional<Estimate> simulated;
    const char* line;
  };
  const Case cases[] = {
      {0.0, Estimate{10, {}}, "|o         x|"},   {5.0, Estimate{5, {}}, "|     *     |"},
      {2.0, Estimate{5, 2.0}, "|  o--x--   |"},   {std::nullopt, Estimate{3, 1.0}, "|  -x-      |"},
      {7.0, std::nullopt, "|       o   |"},       {std::nullopt, std::nullopt, "|           |"},
      {99.0, Estimate{-4, 1.0}, "|x         o|"},
  };
  for (const Case& c : cases) EXPECT_EQ(plot_line(c.recorded, c.simulated, 10, 11), c.line);
  EXPECT_EQ(plot_line(1.0, std::nullopt, 0, 3), "|o  |");
}

TEST(CsvFields, are_quoted_only_when_they_must_be) {
  const std::vector<std::pair<std::string, std::string>> cases = {{"plain", "plain"},
                                                                  {"", ""},
                                                                  {"a,b", "\"a,b\""},
                                                                  {"say \"x\"", "\"say \"\"x\"\"\""},
                                                                  {"two\nlines", "\"two\nlines\""},
                                                                  {"cr\r", "\"cr\r\""}};
  for (const auto& [field, text] : cases) {
    std::string line;
    append_field(line, field, false);
    append_field(line, field);
    EXPECT_EQ(line, text + "," + text);
  }
}

TEST(Digest, is_that_of_the_standard) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Progress, off_a_terminal_is_a_line_each_ten_per_cent_or_thirty_seconds) {
  Progress progress(ProgressStyle::lines);
  std::vector<std::string> lines;
  const std::vector<std::pair<double, std::int64_t>> steps = {
      {0.0, 0}, {0.05, 1}, {0.1, 2}, {0.19, 3}, {0.2, 4}, {0.21, 33}, {0.22, 34}, {0.55, 40}, {1.0, 41}};
  for (const auto& [fraction, elapsed] : steps) {
    const auto line = progress.update(fraction, seconds(elapsed), "run");
    if (line) lines.push_back(*line);
  }
  EXPECT_EQ(lines, (std::vector<std::string>{"run: 10 % after 2 s\n", "run: 20 % after 4 s\n",
                                             "run: 22 % after 34 s\n", "run: 55 % after 40 s\n",
                                             "run: 100 % after 41 s\n"}));
  EXPECT_EQ(progress.finish(), "");
}

TEST(Progress, on_a_terminal_is_a_bar_that_is_drawn_over_itself) {
  Progress progress(ProgressStyle::bar);
  EXPECT_EQ(progress.update(0.5, {}, "run"), "\rrun [###############...............]  50 %");
  EXPECT_EQ(progress.update(0.5049, {}, "run"), std::nullopt);
  EXPECT_EQ(progress.update(2.0, {}, "run"), "\rrun [##############################] 100 %");
  EXPECT_EQ(progress.finish(), "\n");
}

TEST(Progress, is_silent_when_quiet) {
  Progress progress(ProgressStyle::quiet);
  EXPECT_EQ(progress.update(1, seconds(100), "run"), std::nullopt);
  EXPECT_EQ(progress.finish(), "");
}

}  // namespace
}  // namespace switchyard::reports
