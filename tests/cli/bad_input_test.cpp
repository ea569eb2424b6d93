// Bad input gives an error with its place and exit code 3 or 4; nothing is written and nothing crashes.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

// A text with one change: `from` (which must be there) becomes `to`.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

void expect_refused(const Folder& folder, const std::string& arguments, int code,
                    const std::vector<std::string>& fragments) {
  const std::vector<std::string> before = folder.names();
  const Ran ran = folder.run(arguments);
  EXPECT_EQ(ran.code, code) << ran.err;
  EXPECT_EQ(ran.out, "");
  for (const std::string& fragment : fragments) {
    EXPECT_NE(ran.err.find(fragment), std::string::npos) << fragment << " is not in:\n" << ran.err;
  }
  EXPECT_EQ(folder.names(), before);
}

struct Change {
  const char* what;
  const char* from;
  const char* to;
  std::vector<std::string> fragments;
};

TEST(BadInput, OfScenariosIsExitCode3WithFileLineAndColumn) {
  const Change changes[] = {
      {"a comma is missing", "\"version\": 1,", "\"version\": 1", {"scenario.json:3:3: error"}},
      {"an unknown key", "\"seed\": 5", "\"sede\": 5", {"scenario.json:7:3: error", "seed"}},
      {"a key twice", "\"seed\": 5", "\"seed\": 5, \"seed\": 6", {"scenario.json:7:14: error"}},
      {"a wrong type", "\"seed\": 5", "\"seed\": \"five\"", {"scenario.json:7:11: error"}},
      {"a huge number", "\"seed\": 5", "\"seed\": 1e999", {"scenario.json:7:11: error"}},
      {"an impossible date", "2026-01-05", "2026-02-30", {"scenario.json:5:12: error"}},
      {"a time that is none", "\"30m\"", "\"half an hour\"", {"scenario.json:6:13: error"}},
      {"no time at all", "\"30m\"", "\"0s\"", {"scenario.json:6:13: error"}},
      {"a negative rate", "\"60/h\"", "\"-60/h\"", {"scenario.json:9:", "error"}},
      {"a rate without unit", "\"60/h\"", "60", {"scenario.json:9:", "error"}},
      {"an unknown channel",
       "\"channel\": \"voice\"",
       "\"channel\": \"vioce\"",
       {"scenario.json:9:", "voice"}},
      {"an unknown workflow",
       "\"workflow\": \"calls\"",
       "\"workflow\": \"call\"",
       {"scenario.json:9:", "calls"}},
      {"an unknown law",
       "\"exponential\": \"2m\"",
       "\"exponentail\": \"2m\"",
       {"scenario.json:10:", "exponential"}},
      {"a negative mean",
       "\"exponential\": \"2m\"",
       "\"exponential\": \"-2m\"",
       {"scenario.json:10:", "error"}},
      {"an empty staff", "\"workers\": \"all\"", "\"workers\": []", {"scenario.json:12:", "error"}},
      {"staff that is nobody",
       "\"workers\": \"all\"",
       "\"workers\": \"dora\"",
       {"scenario.json:12:", "error"}},
      {"a bad expression",
       "\"workers\": \"all\"",
       "\"workers\": \"skills HAS\"",
       {"scenario.json:12:", "error"}},
      {"the version to come", "\"version\": 1", "\"version\": 2", {"scenario.json:2:14: error"}},
  };
  for (const Change& change : changes) {
    SCOPED_TRACE(change.what);
    const Folder folder;
    folder.write("workspace.json", small_workspace);
    folder.write("scenario.json", changed(small_scenario, change.from, change.to));
    expect_refused(folder, "run scenario.json --out results", 3, change.fragments);
  }
}

TEST(BadInput, OfWorkspacesIsToldThroughTheScenario) {
  const Change changes[] = {
      {"an unknown queue", "{\"queue\": \"line\"}", "{\"queue\": \"lien\"}", {"workspace.json:7:", "line"}},
      {"a bad expression", "\"1==1\"", "\"1==\"", {"workspace.json:6:", "error"}},
      {"a name twice", "\"bob\"", "\"ann\"", {"workspace.json:5:", "ann"}},
      {"an unknown key", "\"wrap_up_limit\"", "\"wrapup_limit\"", {"workspace.json:4:", "wrap_up_limit"}},
  };
  for (const Change& change : changes) {
    SCOPED_TRACE(change.what);
    const Folder folder;
    folder.write("scenario.json", small_scenario);
    folder.write("workspace.json", changed(small_workspace, change.from, change.to));
    expect_refused(folder, "run scenario.json --out results", 3, change.fragments);
  }
}

TEST(BadInput, ThatIsNoJsonIsExitCode3) {
  const std::pair<const char*, std::string> texts[] = {
      {"nothing", ""},
      {"binary", std::string("\x7f\x45\x4c\x46\x02\x01\xff\xfe\x00\x80", 10)},
      {"a NUL byte", std::string("{\"version\": 1, \"name\": \"a\0b\"}", 30)},
      {"a megabyte of [", std::string(std::size_t{1} << 20, '[')},
      {"a list", "[1, 2, 3]"},
      {"a number", "12"},
      {"only null", "null"},
      {"half of it", std::string(small_scenario).substr(0, 200)},
  };
  for (const auto& [what, text] : texts) {
    SCOPED_TRACE(what);
    const Folder folder;
    folder.write("workspace.json", small_workspace);
    folder.write("scenario.json", text);
    expect_refused(folder, "run scenario.json --out results", 3, {"scenario.json:", "error"});
    const Ran checked = folder.run("check scenario.json");
    EXPECT_EQ(checked.code, 3) << checked.err;
  }
}

TEST(BadInput, FilesThatAreNotThereAreExitCode4) {
  const Folder folder;
  folder.write("scenario.json", small_scenario);
  const std::pair<const char*, const char*> cases[] = {
      {"run scenario.json --out results", "workspace.json"},  // the workspace is missing
      {"run scenarioo.json --out results", "did you mean scenario.json?"},
      {"run . --out results", "found a folder"},
      {"run nowhere/scenario.json", "no folder nowhere"},
      {"replay run.log", "run.log"},
      {"replay .", "."},
  };
  for (const auto& [arguments, fragment] : cases) {
    SCOPED_TRACE(arguments);
    expect_refused(folder, arguments, 4, {fragment});
  }
}

TEST(BadInput, SettingsThatLeadNowhereAreExitCode3) {
  const Folder folder;
  folder.write_small_scenario();
  for (const char* setting : {"seed.deeper=1", "length=never", "nonsense=1", "traffic.calls.rate=-5/h"}) {
    SCOPED_TRACE(setting);
    expect_refused(folder, std::string("run scenario.json --out results --set ") + setting, 3,
                   {"error", setting});
  }
}

TEST(BadInput, OfTablesIsToldWithTheirLines) {
  const Folder folder;
  folder.write("workspace.json", small_workspace);
  folder.write("scenario.json", changed(small_scenario, "\"rate\": \"60/h\"",
                                        R"("table": {"file": "day.csv", "time": "at", "count": "calls"})"));
  const std::pair<const char*, const char*> tables[] = {{"at,calls\n08:00,many\n", "day.csv:2:7: error"},
                                                        {"at,calls\n08:00,-4\n", "day.csv:2:7: error"},
                                                        {"at,calls\n25:00,4\n", "day.csv:2:1: error"},
                                                        {"at,call\n08:00,4\n", "calls"},
                                                        {"", "day.csv:1:1: error"},
                                                        {"at,calls\n08:00,4,5\n", "day.csv:2:"}};
  for (const auto& [table, fragment] : tables) {
    SCOPED_TRACE(table);
    folder.write("day.csv", table);
    expect_refused(folder, "run scenario.json --out results", 3, {fragment});
  }
}

TEST(BadInput, IsNotToldTwiceInOtherWords) {
  const Change changes[] = {
      {"a law that is none",
       R"("handle_time": {"exponential": "180s"})",
       R"("handle_time": {"exponential": "0s"})",
       {"scenario.json:10:72: error"}},
      {"traffic that is no object", "\"traffic\": [", "\"traffic\": [5,", {"scenario.json:8:15: error"}},
  };
  for (const Change& change : changes) {
    SCOPED_TRACE(change.what);
    const Folder folder;
    folder.write("workspace.json", small_workspace);
    folder.write("scenario.json", changed(small_scenario, change.from, change.to));
    expect_refused(folder, "run scenario.json", 3, change.fragments);
    const std::string told = folder.run("run scenario.json").err;
    EXPECT_EQ(told.find(": error: "), told.rfind(": error: ")) << told;
  }
}

TEST(BadInput, ATableThatIsNotThereIsExitCode4ThoughMoreDependsOnIt) {
  const Folder folder;
  folder.write("workspace.json", small_workspace);
  folder.write(
      "scenario.json",
      changed(small_scenario, R"({"exponential": "180s"})",
              R"({"table": {"file": "day.csv", "time": "at", "mean": "aht"}, "law": "exponential"})"));
  expect_refused(folder, "run scenario.json --out results", 4, {"day.csv: there is no such file"});
}

TEST(BadInput, ALinkThatLeadsNowhereIsNotOffered) {
  const Folder folder;
  std::filesystem::create_symlink("nowhere", folder.path() + "/link.json");
  expect_refused(folder, "run link.json", 4, {"there is no such file"});
  EXPECT_EQ(folder.run("run link.json").err.find("did you mean"), std::string::npos);
}

TEST(BadInput, AFileThatIsExtendedAndMissingIsToldWithItsPlace) {
  const Folder folder;
  folder.write("scenario.json", "{\"extends\": \"nothere.json\"}");
  expect_refused(folder, "run scenario.json", 4,
                 {"scenario.json:1:13: error: nothere.json: there is no such"});
}

TEST(BadInput, GroupsOfOneNameAreRefused) {
  const Folder folder;
  folder.write("workspace.json", small_workspace);
  folder.write("scenario.json", changed(small_scenario, "\"workers\": \"all\"}",
                                        R"("workers": "ann"}, {"name": "team", "workers": "bob"})"));
  expect_refused(folder, "run scenario.json", 3, {"scenario.json:12:", "\"team\""});
}

TEST(BadInput, AllProblemsAreToldAtOnce) {
  const Folder folder;
  folder.write("workspace.json", small_workspace);
  folder.write("scenario.json", changed(changed(small_scenario, "60/h", "60"), "\"seed\": 5", "\"sede\": 5"));
  expect_refused(folder, "run scenario.json", 3, {"scenario.json:7:3: error", "scenario.json:9:"});
}

}  // namespace
}  // namespace switchyard::cli_test
