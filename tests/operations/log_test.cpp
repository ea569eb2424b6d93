// Lines of the log, letter by letter.
#include "adapters/operations/log.h"

#include <gtest/gtest.h>

namespace switchyard::adapters::operations {
namespace {

struct Written {
  explicit Written(LogOptions options = {})
      : log(
            options, [this](std::string_view line) { text += line; }, [this] { return now; }) {}
  std::string taken() { return std::exchange(text, {}); }

  Time now{1'800'000'000'000'000};
  std::string text;
  Log log;
};

TEST(Log, a_line_is_one_object_of_json) {
  Written written;
  written.log.info("listening",
                   {{"address", "127.0.0.1"}, {"port", std::int64_t{8080}}, {"tls", false}, {"load", 0.5}});
  EXPECT_EQ(written.taken(),
            "{\"time\":\"2027-01-15T08:00:00Z\",\"level\":\"info\",\"event\":\"listening\","
            "\"address\":\"127.0.0.1\",\"port\":8080,\"tls\":false,\"load\":0.5}\n");
  written.log.error("journal_failed", {{"reason", "quote \" and\nline \xFF"}});
  EXPECT_EQ(written.taken(),
            "{\"time\":\"2027-01-15T08:00:00Z\",\"level\":\"error\",\"event\":\"journal_failed\","
            "\"reason\":\"quote \\\" and\\nline \xEF\xBF\xBD\"}\n");
}

TEST(Log, or_a_line_of_text) {
  LogOptions options;
  options.json = false;
  Written written(options);
  written.log.warn("slow", {{"what", "a b"}, {"ms", std::uint64_t{12}}});
  EXPECT_EQ(written.taken(), "2027-01-15T08:00:00Z warn slow what=\"a b\" ms=12\n");
}

TEST(Log, levels_below_the_least_are_not_written) {
  LogOptions options;
  options.least = *read_log_level("warn");
  Written written(options);
  written.log.debug("a");
  written.log.info("b");
  EXPECT_EQ(written.taken(), "");
  written.log.warn("c");
  EXPECT_NE(written.taken(), "");
  EXPECT_EQ(read_log_level("loud"), std::nullopt);
}

TEST(Log, personal_fields_are_left_out_unless_they_are_asked_for) {
  for (const bool personal : {false, true}) {
    LogOptions options;
    options.personal = personal;
    Written written(options);
    written.log.info("message", {{"from", "+4366012", true}, {"bytes", std::int64_t{5}}});
    EXPECT_EQ(written.taken().find("4366012") != std::string::npos, personal);
  }
}

TEST(Log, repeats_are_counted_and_told_later) {
  LogOptions options;
  options.repeats = 2;
  options.period = seconds(10);
  Written written(options);
  for (int i = 0; i < 5; ++i) written.log.info("same");
  written.log.info("other");
  const std::string text = written.taken();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3) << text;
  written.now = written.now + seconds(10);
  written.log.info("same");
  EXPECT_NE(written.taken().find("\"suppressed\":3}"), std::string::npos);
  written.log.info("same");
  EXPECT_EQ(written.taken().find("suppressed"), std::string::npos);
}

}  // namespace
}  // namespace switchyard::adapters::operations
