// Things that go on under another name, and what the REST API keeps in a document.
#include <gtest/gtest.h>

#include "engine/codec/replay/compile_source.h"

namespace switchyard::codec {
namespace {

Workspace compiled(const std::string& text, const Workspace* previous = nullptr) {
  auto workspace = compile_source(text, previous);
  EXPECT_TRUE(workspace.has_value()) << workspace.error();
  return workspace ? *std::move(workspace) : Workspace{};
}

std::string document(const std::string& workers, const std::string& more = "") {
  return R"({"version": 1, "name": "w", "workers": [)" + workers + "]" + more + "}";
}

TEST(FormerNames, stand_in_the_version_that_changed_them_and_in_no_later_one) {
  const Workspace first = compiled(document(R"({"name": "ann"}, {"name": "bob"})"));
  const std::string renamed = document(R"({"name": "anna", "formerly": "ann"}, {"name": "bob"})");
  const Workspace second = compiled(renamed, &first);
  ASSERT_EQ(second.workers.size(), 2U);
  EXPECT_EQ(second.workers[0].name, "anna");
  EXPECT_EQ(second.workers[0].formerly, "ann");
  EXPECT_EQ(second.workers[1].formerly, "");
  const Workspace third = compiled(renamed, &second);
  EXPECT_EQ(third.workers[0].name, "anna");
  EXPECT_EQ(third.workers[0].formerly, "");
  EXPECT_EQ(third.workers.size(), 2U);
}

TEST(FormerNames, tell_a_change_of_case_by_themselves) {
  const Workspace first = compiled(document(R"({"name": "ann"})"));
  const Workspace second = compiled(document(R"({"name": "Ann"})"), &first);
  EXPECT_EQ(second.workers[0].name, "Ann");
  EXPECT_EQ(second.workers[0].formerly, "ann");
}

TEST(FormerNames, do_not_stand_beside_count) {
  const auto refused = compile_source(document(R"({"name": "a-", "count": 2, "formerly": "b-"})"), nullptr);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().find("formerly must not stand beside count"), std::string::npos);
}

TEST(TaskrouterSection, is_kept_in_the_source_and_changes_no_rule) {
  const std::string section =
      R"(, "taskrouter": {"account_sid": "AC1", "workers": {"ann": {"x": [1, null]}}})";
  const Workspace with = compiled(document(R"({"name": "ann"})", section));
  const Workspace without = compiled(document(R"({"name": "ann"})"));
  EXPECT_NE(with.source.find(R"("account_sid": "AC1")"), std::string::npos);
  EXPECT_EQ(with.workers.size(), without.workers.size());
  EXPECT_FALSE(compile_source(document("", R"(, "taskrouter": 5)"), nullptr).has_value());
}

}  // namespace
}  // namespace switchyard::codec
