// Includes may only follow the arrows of arrows.txt, so that each room can be read without the rooms above
// it.
#include "tests/architecture/arrows.h"

#include <gtest/gtest.h>

namespace switchyard::architecture {
namespace {

Arrows house() {
  return parse_arrows(read_table("arrows.txt"));
}

const std::set<std::string>& sample_files() {
  static const std::set<std::string> files = {"engine/base/time.h",
                                              "engine/expression/parse.h",
                                              "engine/event.h",
                                              "engine/state/state.h",
                                              "engine/rules/pick.h",
                                              "engine/steps/leave.h",
                                              "engine/engine.h",
                                              "engine/codec/json.h",
                                              "reports/measures.h",
                                              "sim/run.h",
                                              "sim/random/stream.h",
                                              "sim/calendar/events.h",
                                              "adapters/port.h",
                                              "adapters/sip/call.h",
                                              "adapters/http/server.h",
                                              "adapters/host/host.h",
                                              "adapters/taskrouter/api.h",
                                              "cli/main.h",
                                              "viz/panels/queues.h",
                                              "tests/support/twin.h",
                                              "bench/work.h"};
  return files;
}

std::string judged(const std::string& path, const std::string& include) {
  return joined(wrong_includes(house(), {{path, "#include " + include + "\n"}}, sample_files()));
}

TEST(Arrows, every_include_of_the_house_follows_them) {
  const auto files = read_sources({".h", ".cpp"});
  std::set<std::string> exists;
  for (const auto& file : files) exists.insert(file.path);
  const auto problems = wrong_includes(house(), files, exists);
  EXPECT_TRUE(problems.empty()) << joined(problems);
}

TEST(Arrows, forward_is_allowed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"engine/rules/pick.cpp", "\"engine/state/state.h\""},
      {"engine/steps/leave.cpp", "\"engine/rules/pick.h\""},
      {"engine/state/state.h", "\"engine/event.h\""},
      {"engine/engine.cpp", "\"engine/steps/leave.h\""},
      {"engine/codec/deep/a.cpp", "\"engine/engine.h\""},
      {"reports/measures.cpp", "\"engine/codec/json.h\""},
      {"sim/run.cpp", "\"sim/random/stream.h\""},
      {"sim/random/stream.cpp", "\"engine/base/time.h\""},
      {"adapters/sip/call.cpp", "\"adapters/port.h\""},
      {"adapters/sip/call.cpp", "\"adapters/sip/call.h\""},
      {"cli/main.cpp", "\"sim/calendar/events.h\""},
      {"tests/sim/a_test.cpp", "\"sim/run.h\""},
      {"engine/codec/json.cpp", "<nlohmann/json.hpp>"},
      {"engine/base/time.h", "<cstdint>"}};
  for (const auto& [path, include] : cases) EXPECT_EQ(judged(path, include), "") << path << " " << include;
}

TEST(Arrows, backward_and_across_is_refused) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"engine/base/time.h", "\"engine/expression/parse.h\""},
      {"engine/state/state.h", "\"engine/rules/pick.h\""},
      {"engine/rules/pick.cpp", "\"engine/steps/leave.h\""},
      {"engine/steps/leave.cpp", "\"engine/engine.h\""},
      {"engine/event.h", "\"engine/state/state.h\""},
      {"engine/rules/pick.cpp", "\"engine/codec/json.h\""},
      {"reports/measures.cpp", "\"sim/run.h\""},
      {"engine/engine.cpp", "\"sim/run.h\""},
      {"sim/random/stream.cpp", "\"sim/run.h\""},
      {"sim/random/stream.cpp", "\"sim/calendar/events.h\""},
      {"sim/calendar/events.h", "\"sim/random/stream.h\""},
      {"sim/run.cpp", "\"adapters/port.h\""},
      {"adapters/webhooks/sms.cpp", "\"adapters/taskrouter/api.h\""},
      {"adapters/http/server.cpp", "\"adapters/host/host.h\""},
      {"adapters/sip/call.cpp", "\"sim/run.h\""},
      {"cli/main.cpp", "\"viz/panels/queues.h\""},
      {"engine/steps/leave.cpp", "\"tests/support/twin.h\""}};
  for (const auto& [path, include] : cases) {
    EXPECT_NE(judged(path, include).find("may not include"), std::string::npos) << path << " " << include;
  }
}

TEST(Arrows, a_library_stays_in_its_rooms) {
  EXPECT_NE(judged("engine/state/state.h", "<nlohmann/json.hpp>"), "");
  EXPECT_NE(judged("sim/run.cpp", "<CLI/CLI.hpp>"), "");
  EXPECT_NE(judged("sim/run.cpp", "<unlisted/library.h>"), "");
  EXPECT_NE(judged("sim/run.cpp", "<unistd.h>"), "") << "the operating system is listed like any library";
}

TEST(Arrows, an_include_that_does_not_start_at_the_root_is_refused) {
  EXPECT_NE(judged("engine/base/time.cpp", "\"time.h\""), "");
  EXPECT_NE(judged("engine/base/time.cpp", "\"engine/base/no_such_file.h\""), "");
}

TEST(Arrows, a_folder_without_a_room_is_refused) {
  EXPECT_NE(judged("attic/old.cpp", "<vector>"), "");
}

TEST(Arrows, an_include_in_a_comment_does_not_count) {
  EXPECT_TRUE(includes_of("// #include \"sim/run.h\"\n/* #include <thread> */\n").empty());
  const auto found = includes_of("\n  #  include <map> // why\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().name, "map");
  EXPECT_EQ(found.front().line, 2u);
}

}  // namespace
}  // namespace switchyard::architecture
