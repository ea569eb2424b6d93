// Swapping a document by HTTP: what is not understood changes nothing.
#include "adapters/operations/documents.h"

#include <gtest/gtest.h>

#include "engine/state/state.h"
#include "tests/support/live_desk.h"

namespace switchyard::adapters::operations {
namespace {

struct DocumentWorld {
  DocumentWorld() { desk.open(); }

  std::string source() { return desk.port.engine("desk")->state().workspace().source; }

  http::Response post(const http::Fields& query, Documents::Judge judge = {}) {
    std::string body = source();
    body.insert(body.find('{') + 1, " ");  // another text, so that a swap is a turn
    return post_body(std::move(body), query, std::move(judge));
  }
  http::Response post_body(std::string body, const http::Fields& query = {}, Documents::Judge judge = {}) {
    Documents documents(
        desk.port, [](const http::Request&) { return true; }, std::move(judge));
    http::Request request;
    request.method = "POST";
    request.path = "/v1/documents/desk";
    request.query = query;
    request.body = std::move(body);
    http::Response answer;
    documents.handle(request, [&](http::Response response) { answer = std::move(response); });
    return answer;
  }
  std::uint64_t turns() { return desk.port.engine("desk")->sequence(); }

  LiveDesk desk;
};

TEST(Documents, are_refused_for_what_their_judge_says) {
  DocumentWorld world;
  const std::uint64_t before = world.turns();
  const auto wrong = [](const codec::Document& document) {
    codec::Problems problems;
    problems.add(document.problem(*document.root.member("name"), "leads astray"));
    return problems;
  };
  const http::Response answer = world.post({}, wrong);
  EXPECT_EQ(answer.status, 422U);
  EXPECT_NE(answer.body.find(R"("pointer":"/name","message":"leads astray")"), std::string::npos)
      << answer.body;
  EXPECT_EQ(world.turns(), before);
  EXPECT_EQ(world.post({}, [](const codec::Document&) { return codec::Problems(); }).status, 200U);
}

TEST(Documents, refuse_parameters_that_they_do_not_know) {
  DocumentWorld world;
  const std::uint64_t before = world.turns();
  for (const http::Fields& query : {http::Fields{{"dryrun", "true"}},
                                    {{"dry_run", "yes"}},
                                    {{"dry_run", ""}},
                                    {{"dry_run", "true"}, {"re_evaluate", "1"}},
                                    {{"dry_run", "true"}, {"force", "true"}}}) {
    const http::Response answer = world.post(query);
    EXPECT_EQ(answer.status, 400U) << query.front().first << ": " << answer.body;
    EXPECT_NE(answer.body.find("\"message\""), std::string::npos) << answer.body;
  }
  EXPECT_EQ(world.turns(), before);
}

TEST(Documents, are_only_checked_in_a_dry_run) {
  DocumentWorld world;
  const std::uint64_t before = world.turns();
  EXPECT_EQ(world.post({{"dry_run", "true"}}).status, 200U);
  EXPECT_EQ(world.turns(), before);
  EXPECT_EQ(world.post({{"dry_run", "false"}}).status, 200U);
  EXPECT_EQ(world.turns(), before + 1);
}

// What decides whose messages come in must not be lost by being left out.
TEST(Documents, keep_their_owner_unless_they_name_another) {
  DocumentWorld world;
  const std::string plain = world.source();
  const auto swap = [&](const std::string& section) {
    std::string body = plain;
    if (!section.empty()) body.insert(body.find('{') + 1, "\"taskrouter\": " + section + ",");
    const http::Response answer = world.post_body(std::move(body));
    EXPECT_EQ(answer.status, 200U) << answer.body;
    const auto document = codec::parse_document(world.source(), "desk");
    const codec::Node* kept = document->root.member("taskrouter");
    const codec::Node* owner = kept == nullptr ? nullptr : kept->member("account_sid");
    return owner == nullptr ? "nobody" : owner->text;
  };
  EXPECT_EQ(swap(R"({"events_filter": "x"})"), "nobody");
  EXPECT_EQ(swap(R"({"account_sid": "AC1"})"), "AC1");
  EXPECT_EQ(swap(""), "AC1");
  EXPECT_EQ(swap(R"({"events_filter": "x"})"), "AC1");
  EXPECT_EQ(swap("{}"), "AC1");
  EXPECT_EQ(swap(R"({"account_sid": "AC2"})"), "AC2");
}

}  // namespace
}  // namespace switchyard::adapters::operations
