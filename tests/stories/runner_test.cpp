// The language of stories itself: what is rewritten and what is kept, how faults are told, what a folder may
// hold.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/codec/document/document.h"
#include "sim/story/diff.h"
#include "sim/story/run_stories.h"
#include "sim/story/run_story.h"

namespace switchyard::sim::story {
namespace {

const std::string workspace = R"(workspace {
  "version": 1, "name": "story", "default_activity": "Available",
  "workers": [{"name": "ann"}, {"name": "bob"}], // a comment of JSON
  "task_queues": [{"name": "line"}],
  "workflows": [{"name": "calls", "task_reservation_timeout": 30,
                 "task_routing": {"default_filter": {"queue": "line"}}}]
}
)";

StoryResult tell(const std::string& body) {
  return run_story("# why\n" + workspace + "\n" + body);
}

std::string faults(const StoryResult& result) {
  std::string text;
  for (const codec::Problem& problem : result.problems) {
    text +=
        std::to_string(problem.line) + ":" + std::to_string(problem.column) + ": " + problem.message + "\n";
    if (!problem.hint.empty()) text += "  " + problem.hint + "\n";
  }
  return text;
}

TEST(Story, keeps_comments_and_commands_and_rewrites_what_came_out) {
  const std::string told =
      "10:00 ? queue line   # how many?\n----\nqueue=line waiting=7\n# a comment\n\nsnapshot\n";
  const std::string right =
      "10:00 ? queue line   # how many?\n----\nqueue=line waiting=0\n\n# a comment\n\nsnapshot\n----\n";
  EXPECT_FALSE(tell(told).matches);
  EXPECT_EQ(tell(told).actual_text, "# why\n" + workspace + "\n" + right);
  EXPECT_TRUE(tell(right).matches);
}

TEST(Story, heads_the_deadlines_that_come_before_a_command) {
  const StoryResult result =
      tell("10:00 task_arrives as=call channel=voice worker=ann\n\n+125s ? task call\n");
  EXPECT_EQ(faults(result), "");
  EXPECT_NE(result.actual_text.find("+125s ? task call\n----\n10:02:00 time_passes\nreservation_timed_out"),
            std::string::npos)
      << result.actual_text;
}

TEST(Story, names_the_last_offer_of_a_task_to_a_worker) {
  const StoryResult result = tell(
      "10:00 task_arrives as=call channel=voice workflow=calls\n\n"
      "+31s worker_changes_activity worker=ann activity=Available\n\n"
      "+30s worker_accepts reservation=call/ann\n");
  EXPECT_NE(result.actual_text.find("reservation_accepted reservation=3 task=1 worker=ann"),
            std::string::npos)
      << result.actual_text;
}

TEST(Story, reads_a_command_with_quotes_brackets_and_a_comment) {
  const StoryResult result = tell(
      "10:00 task_arrives key=\"a \\\"b\\\" # c\" channel=voice queue=line attributes={\"x\": [{\"y\": "
      "\"}\"}]} # end\n");
  EXPECT_EQ(faults(result), "");
}

struct FaultCase {
  std::string name;
  std::string body;
  std::string expected;
};

void PrintTo(const FaultCase& fault, std::ostream* out) {
  *out << fault.name;
}

class Faulty : public testing::TestWithParam<FaultCase> {};

TEST_P(Faulty, story_says_where_and_what) {
  const StoryResult result = tell(GetParam().body);
  EXPECT_EQ(faults(result), GetParam().expected);
  EXPECT_FALSE(result.matches);
  EXPECT_EQ(result.actual_text, "# why\n" + workspace + "\n" + GetParam().body);
}

const std::vector<FaultCase> fault_cases{
    {"unknown_command", "10:00 task_arives channel=voice\n",
     "10:7: there is no such command (found \"task_arives\")\n  did you mean \"task_arrives\"?\n"},
    {"unknown_field", "10:00 worker_accepts reservaton=1\n",
     "10:7: worker_accepts needs reservation=…\n"
     "10:22: worker_accepts has no field reservaton\n  did you mean \"reservation\"?\n"},
    {"unknown_name", "10:00 worker_changes_activity worker=anne activity=Away\n",
     "10:38: the workspace has no such worker (found \"anne\")\n  did you mean \"ann\"?\n"
     "10:52: the workspace has no such activity (found \"Away\")\n"
     "  known: Offline, Available, Unavailable\n"},
    {"unknown_label",
     "10:00 task_arrives as=call channel=voice workflow=calls\n10:01 customer_leaves task=cal\n",
     "11:28: no task has this label so far (found \"cal\")\n  did you mean \"call\"?\n"},
    {"no_such_offer",
     "10:00 task_arrives as=call channel=voice workflow=calls\n10:00:10 worker_accepts "
     "reservation=call/bob\n",
     "11:37: the task has not been offered to this worker so far (found \"call/bob\")\n"},
    {"field_twice", "10:00 customer_leaves task=1 task=2\n",
     "10:30: a field must stand once (found \"task\")\n"},
    {"no_field", "10:00 customer_leaves 1\n",
     "10:7: customer_leaves needs task=…\n10:23: a field must be name=value (found \"1\")\n"},
    {"no_number", "10:00 task_arrives channel=voice queue=line priority=high\n",
     "10:54: priority must be a whole number (found \"high\")\n"},
    {"no_truth", "10:00 task_arrives channel=voice worker=ann ignore_capacity=yes\n",
     "10:61: ignore_capacity must be true or false (found \"yes\")\n"},
    {"no_duration", "10:00 task_arrives channel=voice queue=line time_to_live=soon\n",
     "10:58: time_to_live must be a duration (found \"soon\")\n  it is written 30s, 1h30m or 250ms\n"},
    {"broken_attributes", "10:00 task_arrives channel=voice queue=line attributes={\"a\": }\n",
     "10:62: a value must stand here (found })\n"},
    {"no_object", "10:00 worker_attributes_change worker=ann attributes=[]\n",
     "10:54: attributes must be a JSON object (found \"[]\")\n  it is written {\"type\": \"sales\"}\n"},
    {"bad_time", "9:00 snapshot\n",
     "10:1: a story's statement must begin with its time (found \"9:00\")\n"
     "  it is written 10:00, 10:00:05.250, 2026-03-02T10:00:00Z, or +30s after the first\n"},
    {"time_goes_back", "10:00 snapshot\n\n09:00 snapshot\n",
     "12:1: time must not go back: it is 10:00:00 (found \"09:00\")\n"},
    {"no_first_time", "snapshot\n",
     "10:1: the first command must have a time\n"
     "  it is written 10:00, 10:00:05.250, 2026-03-02T10:00:00Z, or +30s after the first\n"},
    {"bad_question", "10:00 ? weather\n",
     "10:9: what may be asked is: ? workers, ? queue NAME, ? task LABEL\n"},
    {"label_is_a_number", "10:00 task_arrives as=7 channel=voice queue=line\n",
     "10:20: a label must be a word without / that is no number\n"},
    {"second_workspace", "workspace x.json\n",
     "10:1: a story has one workspace\n  workspace_changes replaces it while the story goes on\n"},
    {"late_day", "10:00 snapshot\n\nday 2026-03-02\n",
     "12:1: the day must be named before the first command\n"},
    {"no_command", "# nothing more\n", "11:1: a story must have a command\n"},
    {"advance_nowhere", "10:00 advance far\n", "10:7: a duration must follow, such as 5m\n"},
    {"time_beyond_the_end", "10:00 snapshot\n\nuntil 9999-12-31T23:59:59Z\n\nadvance 2d\n",
     "14:1: a duration must follow, such as 5m\n"},
};

std::string case_name(const testing::TestParamInfo<FaultCase>& info) {
  return info.param.name;
}

INSTANTIATE_TEST_SUITE_P(Cases, Faulty, testing::ValuesIn(fault_cases), case_name);

TEST(Story, tells_the_faults_of_its_workspace_at_their_places) {
  const StoryResult result =
      run_story("# why\nworkspace {\n  \"version\": 1, \"nam\": \"x\"\n}\n10:00 snapshot\n");
  EXPECT_NE(faults(result).find("3:17: there is no key \"nam\" here\n"), std::string::npos) << faults(result);
}

TEST(Story, without_a_workspace_is_a_fault) {
  EXPECT_EQ(faults(run_story("10:00 snapshot\n")), "1:7: a workspace must stand before the first command\n");
}

TEST(Story, that_is_not_utf8_is_a_fault) {
  EXPECT_EQ(faults(run_story("# \xff\n")), "1:3: a story must be UTF-8\n");
}

TEST(Story, cut_off_anywhere_is_told_or_refused) {
  const std::string whole =
      "# why\n" + workspace +
      "\n10:00 task_arrives as=call key=\"a b\" channel=voice workflow=calls attributes={\"a\": [1]}\n\n"
      "+5s worker_accepts reservation=call/ann # first\n\n? task call\n\nadvance 5m\n";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const StoryResult result = run_story(whole.substr(0, size));
    EXPECT_TRUE(!result.problems.empty() || run_story(result.actual_text).matches) << whole.substr(0, size);
  }
}

TEST(Story, with_numbers_that_nothing_has_is_refused_by_the_engine) {
  for (const std::string id : {"0", "7", "18446744073709551615"}) {
    const StoryResult result =
        tell("10:00 customer_leaves task=" + id + "\n\nworker_accepts reservation=" + id + "\n");
    EXPECT_NE(result.actual_text.find("reason=unknown_task"), std::string::npos) << result.actual_text;
    EXPECT_NE(result.actual_text.find("reason=unknown_reservation"), std::string::npos) << result.actual_text;
  }
}

TEST(UnifiedDiff, shows_the_change_with_its_surroundings) {
  EXPECT_EQ(unified_diff("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nX\nf\n", "old", "new"),
            "--- old\n+++ new\n@@ -2,5 +2,5 @@\n b\n c\n d\n-e\n+X\n f\n");
}

TEST(UnifiedDiff, begins_a_new_hunk_when_the_changes_are_far_apart) {
  EXPECT_EQ(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "2\n3\n4\n5\n6\n7\n8\n9\n10\n", "a", "b"),
            "--- a\n+++ b\n@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n@@ -7,3 +6,4 @@\n 7\n 8\n 9\n+10\n");
}

TEST(UnifiedDiff, is_empty_for_equal_texts) {
  EXPECT_EQ(unified_diff("a\n", "a\n", "x", "y"), "");
}

// A folder of its own, gone with the test.
class StoryFiles : public testing::Test {
 protected:
  StoryFiles() : folder_(std::filesystem::path(testing::TempDir()) / unique_name()) {
    std::filesystem::create_directories(folder_);
  }
  ~StoryFiles() override { std::filesystem::remove_all(folder_); }

  static std::string unique_name() {
    return std::string("stories_") + testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  std::string write(const std::string& name, const std::string& text) {
    const std::string file = (folder_ / name).string();
    std::ofstream(file) << text;
    return file;
  }
  StorySummary run(const std::string& path, bool update) {
    reports_.clear();
    return run_stories({path}, update, [&](const StoryReport& report) { reports_.push_back(report); });
  }

  std::filesystem::path folder_;
  std::vector<StoryReport> reports_;
};

TEST_F(StoryFiles, fail_with_a_diff_are_updated_and_then_pass) {
  const std::string file = write("a.txt", workspace + "\n10:00 ? queue line\n----\nqueue=line waiting=3\n");
  EXPECT_EQ(run(file, false).failed, 1u);
  EXPECT_NE(reports_.at(0).text.find("\n-queue=line waiting=3\n+queue=line waiting=0\n"), std::string::npos);
  EXPECT_EQ(run(file, true).updated, 1u);
  EXPECT_EQ(run(file, false).passed, 1u);
}

TEST_F(StoryFiles, may_have_the_line_ends_of_other_systems) {
  std::string text;
  for (const char c : workspace + "\n10:00 ? queue line\n----\nqueue=line waiting=0\n")
    text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(run(write("a.txt", text), false).passed, 1u);
}

TEST_F(StoryFiles, with_faults_are_not_updated) {
  const std::string file = write("a.txt", workspace + "\n10:00 snapshoot\n");
  EXPECT_EQ(run(file, true).failed, 1u);
  EXPECT_EQ(codec::read_file(file).value_or(""), workspace + "\n10:00 snapshoot\n");
}

TEST_F(StoryFiles, that_are_not_there_are_missing) {
  const StorySummary summary = run((folder_ / "nowhere.txt").string(), false);
  EXPECT_EQ(summary.missing, 1u);
  EXPECT_FALSE(summary.all_well());
}

TEST_F(StoryFiles, of_a_folder_run_in_the_order_of_their_names_and_strangers_fail) {
  const std::string good = workspace + "\n10:00 snapshot\n----\n";
  write("b.txt", good);
  write("a.txt", good);
  write("README.md", "words");
  write("rules.json", "{}");
  EXPECT_TRUE(run(folder_.string(), false).all_well());
  EXPECT_EQ(reports_.at(0).file, (folder_ / "a.txt").string());
  EXPECT_EQ(reports_.at(1).file, (folder_ / "b.txt").string());
  write("story.text", good);
  EXPECT_EQ(run(folder_.string(), false).failed, 1u);
}

TEST_F(StoryFiles, of_an_empty_folder_fail) {
  EXPECT_EQ(run(folder_.string(), false).failed, 1u);
}

}  // namespace
}  // namespace switchyard::sim::story
