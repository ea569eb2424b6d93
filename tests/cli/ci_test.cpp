// `test`, `run` and `check` tell CI systems what failed and where, in files and lines that those can read.
#include <gtest/gtest.h>

#include <cstdio>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

constexpr const char* story = R"(workspace {
  "version": 1, "name": "story", "default_activity": "Available",
  "workers": [{"name": "ann"}],
  "task_queues": [{"name": "line"}],
  "workflows": [{"name": "calls", "task_routing": {"default_filter": {"queue": "line"}}}]
}

10:00 task_arrives as=call channel=voice workflow=calls
)";

constexpr const char* strict_scenario = R"({
  "extends": "scenario.json",
  "thresholds": {
    "service_level": ["mean>=0", "mean<0"],
    "wait_seconds{queue:line}": "p(95)<0"
  }
})";

class Ci : public testing::Test {
 protected:
  Ci() {
    folder.write_small_scenario();
    folder.write("strict.json", strict_scenario);
    folder.make_folder("stories");
    folder.write("stories/good.txt", story);
    EXPECT_EQ(run("test stories/good.txt --update").code, 0);
    folder.write("stories/other.txt", story);
    folder.write("stories/torn.txt", "workspace {\n  \"name\": \"<&\x01\xff\n");
  }
  Ran run(const std::string& arguments, const std::string& before = "") const {
    return folder.run(arguments, before);
  }
  Folder folder;
};

void expect_in(const std::string& text, const std::string& fragment) {
  EXPECT_NE(text.find(fragment), std::string::npos) << fragment << " is not in:\n" << text;
}

std::size_t count(const std::string& text, const std::string& fragment) {
  std::size_t found = 0;
  for (std::size_t at = text.find(fragment); at != std::string::npos; at = text.find(fragment, at + 1))
    ++found;
  return found;
}

// Against the schema beside this file, when there is a program for that.
void expect_valid(const Folder& folder, const std::string& file) {
  const Ran shell =
      folder.shell("xmllint --noout --schema '" SWITCHYARD_ROOT "/tests/cli/junit.xsd' " + file);
  if (shell.code == 127) {
    std::puts("xmllint (Debian: libxml2-utils) is not here, so the schema was not looked at");
    return;
  }
  EXPECT_EQ(shell.code, 0) << shell.err << folder.read(file);
}

TEST_F(Ci, test_writes_a_case_for_each_story) {
  const Ran ran = run("test stories --junit results.xml");
  EXPECT_EQ(ran.code, 6) << ran.err;
  EXPECT_EQ(ran.err, "");
  const std::string xml = folder.read("results.xml");
  expect_in(xml, "<testsuite name=\"switchyard test\" tests=\"3\" failures=\"1\" errors=\"1\" time=\"");
  expect_in(xml, "<testcase classname=\"stories\" name=\"good.txt\" file=\"stories/good.txt\" time=\"");
  expect_in(xml,
            "<failure message=\"it came out differently (line 8)\" type=\"failure\">--- stories/other.txt");
  expect_in(xml, "\n+task_created");
  expect_in(xml, "name=\"torn.txt\"");
  expect_valid(folder, "results.xml");
}

TEST_F(Ci, test_writes_what_cannot_be_tried_as_an_error) {
  EXPECT_EQ(run("test nowhere.txt --junit results.xml").code, 4);
  expect_in(folder.read("results.xml"), "<error message=\"");
  expect_valid(folder, "results.xml");
}

// Its bytes are no text, so nobody can say what it would have told.
TEST_F(Ci, test_writes_what_is_no_utf8_as_an_error) {
  EXPECT_EQ(run("test stories/torn.txt --junit results.xml").code, 6);
  expect_in(folder.read("results.xml"), "<error message=\"a story must be UTF-8");
  folder.write("expected.json", "{\"logHash\": \"\xff\"}");
  EXPECT_EQ(run("test scenario.json --junit results.xml").code, 6);
  expect_in(folder.read("results.xml"), "failures=\"0\" errors=\"1\"");
  expect_valid(folder, "results.xml");
}

TEST_F(Ci, junit_goes_to_standard_output_where_that_is_wanted) {
  const Ran test = run("test stories/good.txt --junit -");
  EXPECT_EQ(test.code, 0);
  EXPECT_TRUE(test.out.starts_with("<?xml ")) << test.out;
  EXPECT_EQ(test.err, "1 passed, 0 failed\n");
  const Ran ran = run("run strict.json -q --junit -");
  EXPECT_EQ(ran.code, 99);
  folder.write("results.xml", ran.out);
  expect_in(ran.out, "failures=\"2\"");
  expect_valid(folder, "results.xml");
  EXPECT_EQ(run("run strict.json --junit - -o json").code, 2);
  EXPECT_FALSE(folder.has("-"));
}

TEST_F(Ci, test_tells_when_the_file_cannot_be_written) {
  const Ran ran = run("test stories/good.txt --junit nowhere/results.xml");
  EXPECT_EQ(ran.code, 4);
  EXPECT_EQ(ran.out, "1 passed, 0 failed\n");
  expect_in(ran.err, "nowhere/results.xml: the file cannot be made");
}

TEST_F(Ci, test_annotates_the_first_line_that_came_out_differently) {
  const Ran ran = run("test stories --annotations github -o json");
  EXPECT_EQ(ran.code, 6);
  expect_in(ran.err,
            "::error file=stories/other.txt,line=8,title=switchyard test::it came out differently%0A--- ");
  expect_in(ran.err, "::error file=stories/torn.txt,line=2,col=15,title=switchyard test::");
  EXPECT_EQ(count(ran.err, "\n"), count(ran.err, "::error file="));
  EXPECT_EQ(ran.out.find("::error"), std::string::npos);
}

TEST_F(Ci, test_annotates_the_value_that_a_golden_scenario_did_not_have) {
  folder.write("expected.json", "{\n  \"summary\": {\n    \"seed\": 77\n  }\n}\n");
  const Ran ran = run("test scenario.json --annotations github");
  EXPECT_EQ(ran.code, 6);
  expect_in(
      ran.err,
      "::error file=expected.json,line=3,col=13,title=switchyard test::/summary/seed: expected 77, 5 came "
      "out\n");
}

TEST_F(Ci, check_annotates_each_problem_at_its_place) {
  folder.write("bad.json", "{\n  \"workflows\": 5,\n  \"workers\": 6\n}\n");
  const Ran ran = run("check bad.json -o json --annotations github");
  EXPECT_EQ(ran.code, 3);
  expect_in(ran.err, "::error file=bad.json,line=2,col=16,title=switchyard check::");
  expect_in(ran.err, "::error file=bad.json,line=3,col=14,title=switchyard check::");
}

TEST_F(Ci, check_annotates_warnings_as_such_unless_strict_or_quiet) {
  folder.write("warned.json", R"({
  "version": 1, "name": "w",
  "workers": [{"name": "ann"}],
  "task_queues": [{"name": "nobody", "target_workers": "skill == 'none'"}],
  "workflows": [{"name": "calls", "task_routing": {"default_filter": {"queue": "nobody"}}}]
})");
  expect_in(run("check warned.json --annotations github").err, "::warning file=warned.json,line=4,");
  expect_in(run("check warned.json --annotations github --strict").err, "::error file=warned.json,line=4,");
  EXPECT_EQ(run("check warned.json --annotations github -q").err, "");
}

TEST_F(Ci, run_writes_a_case_for_each_threshold) {
  const Ran ran = run("run strict.json -q --junit results.xml");
  EXPECT_EQ(ran.code, 99) << ran.err;
  const std::string xml = folder.read("results.xml");
  expect_in(xml, "<testsuite name=\"switchyard run\" tests=\"3\" failures=\"2\"");
  expect_in(xml,
            "<testcase classname=\"small\" name=\"service_level: mean&gt;=0\" file=\"strict.json\" time=\"");
  expect_in(xml, "<failure message=\"is ");
  expect_valid(folder, "results.xml");
  EXPECT_EQ(run("run scenario.json -q --junit none.xml").code, 0);
  expect_in(folder.read("none.xml"), "tests=\"0\"");
  expect_valid(folder, "none.xml");
}

// Also where there is no threshold that could say so.
TEST_F(Ci, an_interrupted_run_is_an_error) {
  const Ran ran = folder.run("run scenario.json -q --speed 60x --junit results.xml",
                             "timeout --preserve-status -s INT 2");
  EXPECT_EQ(ran.code, 130) << ran.err;
  const std::string xml = folder.read("results.xml");
  expect_in(xml, "tests=\"1\" failures=\"0\" errors=\"1\"");
  expect_in(xml, "name=\"the run\"");
  expect_valid(folder, "results.xml");
}

TEST_F(Ci, run_annotates_a_failed_threshold_where_it_is_written) {
  folder.write("again.json", R"({"extends": "strict.json", "seed": 9})");
  const Ran ran = run("run again.json -q --annotations github");
  EXPECT_EQ(ran.code, 99) << ran.err;
  expect_in(ran.err, "strict.json,line=4,col=34,title=threshold failed::service_level: mean<0  is ");
  expect_in(ran.err,
            "strict.json,line=5,col=33,title=threshold failed::wait_seconds{queue:line}: p(95)<0  is ");
  EXPECT_EQ(count(ran.err, "::error "), 2U);
  const Ran set =
      run("run scenario.json -q --annotations github --set 'thresholds={\"offered\": \"mean<0\"}'");
  EXPECT_EQ(set.code, 99) << set.err;
  expect_in(set.err, "::error title=threshold failed::offered: mean<0  is ");
}

TEST_F(Ci, run_tells_what_it_cannot_run) {
  folder.write("bad.json", "{\n  \"workspace\": \"workspace.json\",\n  \"length\": 6\n}\n");
  const Ran bad = run("run bad.json --junit bad.xml", "GITHUB_ACTIONS=true");
  EXPECT_EQ(bad.code, 3);
  expect_in(bad.err, "::error file=bad.json,line=3,col=13,title=switchyard run::");
  expect_in(folder.read("bad.xml"), "<testcase classname=\"\" name=\"bad.json\" file=\"bad.json\"");
  expect_in(folder.read("bad.xml"), "<error message=\"");
  expect_valid(folder, "bad.xml");
  const Ran none = run("run nowhere/none.json --junit none.xml --annotations github");
  EXPECT_EQ(none.code, 4);
  expect_in(none.err, "::error file=nowhere/none.json,title=switchyard run::there is no such file");
  expect_in(folder.read("none.xml"), "errors=\"1\"");
  folder.make_folder("taken");
  folder.write("taken/mine.txt", "");
  const Ran taken = run("run scenario.json --out taken --junit taken.xml --annotations github");
  EXPECT_NE(taken.code, 0);
  expect_in(taken.err, "::error file=scenario.json,title=switchyard run::");
  expect_in(folder.read("taken.xml"), "errors=\"1\"");
}

TEST_F(Ci, annotations_name_files_from_where_the_repository_is) {
  const std::string inside = "cd stories && GITHUB_ACTIONS=true GITHUB_WORKSPACE='" + folder.path() + "'";
  expect_in(run("test other.txt", inside).err, "::error file=stories/other.txt,line=8,");
  expect_in(run("test '" + folder.path() + "/stories/other.txt'", inside).err,
            "::error file=stories/other.txt,line=8,");
  const std::string outside = "GITHUB_ACTIONS=true GITHUB_WORKSPACE='" + folder.path() + "/stories'";
  expect_in(run("test nowhere.txt", outside).err, "::error file=nowhere.txt,");
}

TEST_F(Ci, annotations_are_given_where_github_runs_us_unless_they_are_not_wanted) {
  const std::string command = "test stories/other.txt";
  EXPECT_EQ(run(command).err, "");
  expect_in(run(command, "GITHUB_ACTIONS=true").err, "::error file=stories/other.txt");
  EXPECT_EQ(run(command, "GITHUB_ACTIONS=false").err, "");
  EXPECT_EQ(run(command + " --annotations none", "GITHUB_ACTIONS=true").err, "");
  EXPECT_EQ(run(command, "GITHUB_ACTIONS=true SWITCHYARD_ANNOTATIONS=none").err, "");
  const Ran wrong = run(command + " --annotations gitlab");
  EXPECT_EQ(wrong.code, 2);
  expect_in(wrong.err, "must be github or none (found \"gitlab\")");
}

}  // namespace
}  // namespace switchyard::cli_test
