// Every story in this folder is a test of its own; together they tell every command, refusal, event and
// effect.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "engine/codec/document/document.h"
#include "engine/codec/shape/commands.h"
#include "engine/codec/shape/effects.h"
#include "engine/codec/shape/events.h"
#include "engine/codec/text/enums.h"
#include "sim/story/diff.h"
#include "sim/story/run_stories.h"
#include "sim/story/run_story.h"

namespace switchyard::sim::story {
namespace {

const std::string folder = SWITCHYARD_ROOT "/tests/stories";

std::string read(const std::string& file) {
  return codec::read_file(file).value_or("");
}

std::string problems_of(const StoryResult& result) {
  std::string text;
  for (const codec::Problem& problem : result.problems) text += codec::to_text(problem);
  return text;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  return std::filesystem::path(info.param).stem().string();
}

class Stories : public testing::TestWithParam<std::string> {};

// A restart from a snapshot after every turn must change nothing.
TEST_P(Stories, comes_out_as_told_and_the_same_with_a_restart_after_every_turn) {
  const std::string text = read(GetParam());
  EXPECT_EQ(text.substr(0, 2), "# ") << "a story begins with why it matters";
  const StoryReport report = run_story_file(GetParam(), false);
  EXPECT_EQ(report.verdict, Verdict::passed)
      << report.text << "(switchyard test --update tests/stories rewrites it)";
  const StoryResult restarted = run_story(text, {GetParam(), true});
  EXPECT_TRUE(restarted.matches) << problems_of(restarted)
                                 << unified_diff(text, restarted.actual_text, "told", "restarted");
}

INSTANTIATE_TEST_SUITE_P(Folder, Stories, testing::ValuesIn(look_into(folder).stories), test_name);

// All words of all stories that stand in the place of a message's name or of a reason.
std::set<std::string> words_told() {
  std::set<std::string> words;
  for (const std::string& file : look_into(folder).stories) {
    const std::string text = read(file);
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \n", at)) != std::string::npos) {
      const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
      words.insert(text.substr(at, end - at));
      at = end;
    }
  }
  return words;
}

template <class... Messages>
std::vector<std::string> names_of(const std::variant<Messages...>*) {
  return {std::string(codec::shape<Messages>.name)...};
}

template <class Enum>
std::vector<std::string> reasons_of(const std::string& field) {
  std::vector<std::string> words;
  for (const auto& entry : codec::enum_words<Enum>) words.push_back(field + "=" + std::string(entry.word));
  return words;
}

std::vector<std::string> missing_from_stories(const std::vector<std::string>& wanted) {
  const std::set<std::string> told = words_told();
  std::vector<std::string> missing;
  for (const std::string& word : wanted) {
    if (told.count(word) == 0) missing.push_back(word);
  }
  return missing;
}

const std::vector<std::string> none;

TEST(AllStories, tell_every_command) {
  EXPECT_EQ(missing_from_stories(names_of(static_cast<const Command*>(nullptr))), none);
}

TEST(AllStories, tell_every_event) {
  EXPECT_EQ(missing_from_stories(names_of(static_cast<const Event*>(nullptr))), none);
}

TEST(AllStories, tell_every_effect) {
  EXPECT_EQ(missing_from_stories(names_of(static_cast<const Effect*>(nullptr))), none);
}

TEST(AllStories, tell_every_refusal) {
  EXPECT_EQ(missing_from_stories(reasons_of<Refusal>("reason")), none);
}

TEST(AllStories, tell_every_reason_to_cancel_to_end_and_to_withdraw) {
  EXPECT_EQ(missing_from_stories(reasons_of<CancelReason>("reason")), none);
  EXPECT_EQ(missing_from_stories(reasons_of<ReservationEnd>("reason")), none);
  EXPECT_EQ(missing_from_stories(reasons_of<WithdrawReason>("reason")), none);
  EXPECT_EQ(missing_from_stories(reasons_of<KnownWorkerProblem>("problem")), none);
}

TEST(AllStories, stand_alone_in_their_folder) {
  EXPECT_EQ(look_into(folder).strangers, none);
}

}  // namespace
}  // namespace switchyard::sim::story
