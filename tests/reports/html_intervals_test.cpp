// A table that is not the one that the run wrote is refused, with the place, what is there and what should
// be.
#include <gtest/gtest.h>

#include <string>

#include "reports/csv/tables.h"
#include "reports/html/check_intervals.h"
#include "reports/html/page.h"
#include "reports/summary/render_json.h"
#include "tests/reports/hand_made.h"
#include "tests/reports/html_day.h"

namespace switchyard::reports {
namespace {

HandMadeDay small_day() {
  return {{{60, 60, 0, 0.95, 6, 4, 0}, {60, 50, 10, 0.5, 9, 1, 0}}, {{"sales", 120, 110, 10, 0.7}}};
}

// 1 the header, 2 the first half hour, 3 sales in it, 4 the second half hour.
std::string table() {
  return small_day().intervals_csv();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string line(std::size_t number) {
  const std::string text = table();
  std::size_t begin = 0;
  for (std::size_t i = 1; i < number; ++i) begin = text.find('\n', begin) + 1;
  return text.substr(begin, text.find('\n', begin) + 1 - begin);
}

std::string problem_of(const std::string& csv, const HandMadeDay& day = small_day()) {
  const auto problem = problem_in_intervals(csv, read_summary(day.summary()).value());
  if (!problem) return "";
  return problem->file + ":" + std::to_string(problem->line) + ":" + std::to_string(problem->column) + ": " +
         problem->message;
}

TEST(Intervals, of_a_run_are_whole) {
  EXPECT_EQ(problem_of(table()), "");
  EXPECT_EQ(problem_of(replaced(table(), "\r\n", "\n")), "") << "an editor may have changed a line end";
  HandMadeRun run(hand_made_settings(), hand_made_workspace());
  run.arrives(0, 1).offered(0, 1, ann).accepted(12, 1, ann).wraps(100, 1, ann).completes(110, 1, ann);
  const Summary summary = summarize(run.finish(3600), {});
  const auto read = read_summary(render_json(summary));
  const auto problem = problem_in_intervals(intervals_csv(summary), *read);
  EXPECT_FALSE(problem) << problem->message;
}

struct Case {
  std::string csv;
  std::string problem;
};

TEST(Intervals, that_are_not_whole_are_told_with_their_place) {
  const std::string whole = table();
  const Case cases[] = {
      {"", ":0:0: it is empty (expected a header and rows)"},
      {"no,table\r\n\"", ":1:1: column 1 must be \"interval_start\" (found \"no\")"},
      {"interval_start,scope\r\n", ":1:16: column 3 must be \"name\" (found none)"},
      {replaced(whole, "answered", "offered"),
       ":1:35: a column must be there once (found \"offered\" again)"},
      {replaced(whole, "offered", "offert"), ":1:97: there must be a column \"offered\" (found none)"},
      {replaced(whole, ",60,60,0,", ",60,60,"), ":2:51: a row must have 10 fields, as the header (found 9)"},
      {replaced(whole, ",60,60,0,", ",60,60,0,0,"),
       ":2:55: a row must have 10 fields, as the header (found 11)"},
      {replaced(whole, ",60,60,0,", ",60,6o,0,"), ":2:32: a value must be a number, or empty (found \"6o\")"},
      {replaced(whole, ",60,60,0,", ",60,inf,0,"),
       ":2:32: a value must be a number, or empty (found \"inf\")"},
      {replaced(whole, "\"sales\"", "\"sales"), ":3:28: this quote must be closed (found the end)"},
      {replaced(whole, "\"sales\"", "sale"),
       ":3:22: the scope must be one of summary.json (found queue \"sale\")"},
      {replaced(whole, "queue", "worksop"),
       ":3:22: the scope must be one of summary.json (found worksop \"sales\")"},
      {replaced(whole, line(3), line(3) + line(3)),
       ":4:22: an interval must have one row of queue \"sales\" (found a second one)"},
      {replaced(whole, line(2), ""), ":2:22: the first row must be of scope \"total\" (found \"queue\")"},
      {replaced(whole, line(3), replaced(line(3), "T08:00", "T08:30")),
       ":3:1: interval_start must be \"2026-03-02T08:00:00Z\" (found \"2026-03-02T08:30:00Z\")"},
      {whole + line(4), ":5:1: the window ends before this interval (found \"2026-03-02T08:30:00Z\")"},
      {replaced(whole, line(3), ""),
       ":0:0: the rows of queue \"sales\" must have 120 offered together, as summary.json (found 0)"},
      {replaced(whole, "total,,60,60,0", "total,,61,61,0"),
       ":0:0: the rows of all tasks must have 120 offered together, as summary.json (found 121)"},
      {whole.substr(0, whole.size() - 1),
       ":4:" + std::to_string(line(4).size() - 1) +
           ": the last line must be complete (found no line end): the file is cut off"},
      {replaced(whole, line(4), ""),
       ":4:1: the table must go on to the interval of 2026-03-02T08:30:00Z (found the end before "
       "2026-03-02T08:30:00Z): the file is cut off"},
  };
  for (const Case& one : cases) EXPECT_EQ(problem_of(one.csv), "intervals.csv" + one.problem) << one.csv;
}

// What a cut leaves is refused wherever it is, but behind the last row that is drawn.
TEST(Intervals, cut_anywhere_are_refused) {
  HandMadeRun run(hand_made_settings(), hand_made_workspace());
  for (const std::uint64_t task : {1U, 2U, 3U, 4U, 5U}) {
    const double came = 200.0 * static_cast<double>(task);
    run.arrives(came, task).canceled(came + 30, task, CancelReason::abandoned);
  }
  const Summary summary = summarize(run.finish(3600), {});
  const auto read = read_summary(render_json(summary));
  const std::string whole = intervals_csv(summary);
  const std::size_t last_drawn = whole.find("\r\n", whole.rfind(",group,"));
  ASSERT_NE(last_drawn, std::string::npos);
  for (std::size_t size = 0; size <= last_drawn; ++size)
    EXPECT_TRUE(problem_in_intervals(whole.substr(0, size), *read).has_value()) << size;
  EXPECT_FALSE(problem_in_intervals(whole, *read).has_value());
}

TEST(Intervals, that_are_not_whole_make_no_page) {
  const auto page = report_page(small_day().summary(), "no,table\r\n\"");
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().file, "intervals.csv");
  EXPECT_EQ(page.error().excerpt, "no,table");
}

}  // namespace
}  // namespace switchyard::reports
