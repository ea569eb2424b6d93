// An operator sends a tenant's calls to another line and takes them back; who does not know the code does
// not.
#include "adapters/operations/diverts.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/live_desk.h"

namespace switchyard::adapters::operations {
namespace {

using Json = nlohmann::json;

const std::string document = R"({"version": 1, "name": "desk",
  "tenants": [{"name": "brand", "divert_code": "4711"}, {"name": "quiet"}],
  "numbers": [{"name": "operators", "number": "+12125550199", "tenant": "brand"},
              {"name": "others", "number": "+12125550198", "tenant": "quiet"}],
  "task_channels": [{"name": "voice", "kind": "call"}],
  "task_queues": [{"name": "line", "tenant": "brand"}],
  "workflows": [{"name": "in", "tenant": "brand", "task_routing": {"default_filter": {"queue": "line"}}}]})";

struct DivertWorld {
  DivertWorld() {
    std::string problem = "not opened";
    const bool taken = desk.port.open_workspace(
        document, [&](const auto& opened) { problem = opened ? "" : opened.error(); });
    if (!taken || !problem.empty()) throw std::runtime_error(problem);
  }

  http::Response ask(const std::string& method, const std::string& body,
                     const std::string& workspace = "desk", bool may = true, bool can_forward = true) {
    Diverts diverts(
        desk.port, [may](const http::Request&) { return may; }, can_forward);
    http::Request request;
    request.method = method;
    request.path = Diverts::root + workspace;
    request.body = body;
    http::Response answer;
    diverts.handle(request, [&](http::Response response) { answer = std::move(response); });
    return answer;
  }
  unsigned post(const std::string& body) { return ask("POST", body).status; }
  Json diverts() { return Json::parse(ask("GET", "").body)["diverts"]; }
  TaskStatus call() {
    desk.arrive();
    const State& state = desk.port.engine("desk")->state();
    return state.tasks[find_task(state, TaskId{state.next_task - 1})].status;
  }

  LiveDesk desk;
};

TEST(Diverts, send_calls_to_another_line_and_take_them_back) {
  DivertWorld world;
  EXPECT_EQ(world.diverts(), Json::array());
  const http::Response sent = world.ask("POST", R"({"tenant": "brand", "code": "4711", "to": "operators"})");
  EXPECT_EQ(sent.status, 200u) << sent.body;
  EXPECT_EQ(Json::parse(sent.body)["sequence"], 2);
  EXPECT_EQ(
      world.diverts(),
      Json::parse(R"([{"tenant": "brand", "to": "operators", "number": "+12125550199", "until": null}])"));
  EXPECT_EQ(world.call(), TaskStatus::elsewhere);
  EXPECT_EQ(world.post(R"({"tenant": "brand", "code": "4711", "end": true})"), 200u);
  EXPECT_EQ(world.diverts(), Json::array());
  EXPECT_EQ(world.call(), TaskStatus::pending);
}

TEST(Diverts, end_by_themselves) {
  DivertWorld world;
  EXPECT_EQ(
      world.post(
          R"({"tenant": "brand", "code": "4711", "to": "+12125550199", "until": "2027-01-15T08:30:00Z"})"),
      200u);
  EXPECT_EQ(world.diverts()[0]["until"], "2027-01-15T08:30:00Z");
  world.desk.port.advance(minutes(30));
  EXPECT_EQ(world.diverts(), Json::array());
}

TEST(Diverts, are_refused_with_the_reason) {
  struct Row {
    const char* body;
    unsigned status;
    const char* message;
  };
  const Row rows[] = {
      {"", 400, "the body is a JSON object"},
      {"[]", 400, "the body is a JSON object"},
      {R"({"code": "4711", "to": "operators"})", 400, "tenant is the name of the tenant"},
      {R"({"tenant": "brand", "to": "operators"})", 400, "code is the tenant's divert_code"},
      {R"({"tenant": "brand", "code": "4711"})", 400, "to is a number of the workspace"},
      {R"({"tenant": "brand", "code": "4711", "to": "operators", "end": true})", 400, "one of the two"},
      {R"({"tenant": "brand", "code": "4711", "end": false})", 400, "end is true, or left out"},
      {R"({"tenant": "brand", "code": "4711", "to": "operators", "untl": "x"})", 400, "\"untl\" is no key"},
      {R"({"tenant": "brand", "code": "4711", "to": "operators", "until": "noon"})", 400, "until is a time"},
      {R"({"tenant": "brand", "code": "4711", "end": true, "until": "2027-01-15T08:30:00Z"})", 400,
       "until goes with to"},
      {R"({"tenant": "nobody", "code": "4711", "to": "operators"})", 404, "there is no such tenant"},
      {R"({"tenant": "brand", "code": "4711", "to": "nowhere"})", 404, "the workspace has no such number"},
      {R"({"tenant": "brand", "code": "4712", "to": "operators"})", 403, "wrong_code"},
      {R"({"tenant": "quiet", "code": "4711", "to": "others"})", 403, "wrong_code"},
      {R"({"tenant": "brand", "code": "4711", "to": "others"})", 409, "wrong_tenant"},
      {R"({"tenant": "brand", "code": "4711", "to": "operators", "until": "2026-01-15T08:30:00Z"})", 409,
       "time_out_of_range"},
      {R"({"tenant": "brand", "code": "4711", "end": true})", 409, "not_diverted"},
  };
  DivertWorld world;
  for (const Row& row : rows) {
    const http::Response answer = world.ask("POST", row.body);
    EXPECT_EQ(answer.status, row.status) << row.body << answer.body;
    EXPECT_NE(Json::parse(answer.body)["message"].get<std::string>().find(row.message), std::string::npos)
        << answer.body;
  }
  EXPECT_EQ(world.diverts(), Json::array());
}

TEST(Diverts, are_for_operators_of_a_host_at_work) {
  DivertWorld world;
  const std::string wish = R"({"tenant": "brand", "code": "4711", "to": "operators"})";
  EXPECT_EQ(world.ask("GET", "", "desk", false).status, 401u);
  EXPECT_EQ(world.ask("POST", wish, "desk", false).status, 401u);
  EXPECT_EQ(world.ask("PUT", wish).status, 405u);
  EXPECT_EQ(world.ask("GET", "", "other").status, 404u);
  EXPECT_EQ(world.ask("POST", wish, "other").status, 404u);
  EXPECT_EQ(world.ask("POST", wish, "desk", true, false).status, 409u) << "no carrier forwards calls";
  world.desk.port.fail_journal(true);
  EXPECT_EQ(world.post(wish), 503u);
  world.desk.port.refuse_work(true);
  EXPECT_EQ(world.post(wish), 503u);
  EXPECT_EQ(world.ask("GET", "").status, 503u);
}

}  // namespace
}  // namespace switchyard::adapters::operations
