// During a spike an operator sends the calls of a tenant to another line, over HTTP, and takes them back.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/program.h"
#include "tests/live/centre.h"
#include "tests/live/played_carrier.h"

namespace switchyard::live {
namespace {

using Json = nlohmann::json;

std::string workspace() {
  std::string document = centre_workspace();
  document.insert(1, R"("tenants": [{"name": "brand", "divert_code": "4711"}],)");
  const std::string numbers = R"("numbers": [)";
  return document.insert(document.find(numbers) + numbers.size(),
                         R"({"name": "operators", "number": "+12025550177"}, )");
}

std::string config(const PlayedCarrier& carrier) {
  return centre_config() + R"(, "outgoing": {"allow": ["127.0.0.0/8"]},
    "carrier": {"base_url": ")" +
         carrier.url() + R"(", "account": ")" + LiveServer::account +
         R"(", "token": {"environment": "SWITCHYARD_TEST_TOKEN"}})";
}

TEST(Diverts, go_to_the_carrier_and_come_back) {
  const PlayedCarrier carrier;
  LiveServer server(SWITCHYARD_PROGRAM, config(carrier), workspace());
  server.start();
  HttpConnection connection(server.port());
  const auto divert = [&](const std::string& wish) {
    return connection.request("POST", "/v1/diverts/centre", "Content-Type: application/json\r\n",
                              R"({"tenant": "brand", "code": "4711", )" + wish + "}");
  };
  const auto call = [&](const std::string& sid) {
    const SignedForm form = sign_form(
        server.url() + "/webhooks/voice",
        {{"CallSid", sid}, {"CallStatus", "ringing"}, {"From", "+12025550199"}, {"To", centre_number}});
    return connection.request("POST", "/webhooks/voice", form.headers, form.body).status;
  };
  const auto steered = [&](const std::string& sid) { return carrier.posted_to("/Calls/" + sid + ".json"); };
  ASSERT_EQ(call("CA1"), 200);
  const Reply diverted = divert(R"("to": "operators")");
  ASSERT_EQ(diverted.status, 200) << diverted.body;
  ASSERT_EQ(call("CA2"), 200);
  for (const char* sid : {"CA1", "CA2"}) {
    for (int i = 0; i < 500 && steered(sid).empty(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_EQ(steered(sid).size(), 1u) << sid;
    const std::string twiml(http::find_field(steered(sid)[0], "Twiml").value_or(""));
    EXPECT_NE(twiml.find("+12025550177"), std::string::npos) << twiml;
  }
  const Json now = Json::parse(connection.request("GET", "/v1/diverts/centre", "", "").body);
  EXPECT_EQ(now["diverts"][0]["number"], "+12025550177");
  ASSERT_EQ(divert(R"("end": true)").status, 200);
  EXPECT_EQ(divert(R"("end": true)").status, 409);
  ASSERT_EQ(call("CA3"), 200);
  EXPECT_TRUE(steered("CA3").empty());
}

TEST(Diverts, are_told_by_ctl) {
  const PlayedCarrier carrier;
  LiveServer server(SWITCHYARD_PROGRAM, config(carrier), workspace());
  server.start();
  const cli_test::Folder folder;
  const auto ctl = [&](const std::string& words, const std::string& code = "4711") {
    return folder.run("ctl diverts " + words + " --url " + server.url(), "SWITCHYARD_DIVERT_CODE=" + code);
  };
  const cli_test::Ran sent = ctl("brand to operators 2126-01-01T00:00:00Z");
  EXPECT_EQ(sent.code, 0) << sent.err;
  EXPECT_EQ(sent.out,
            "TENANT  TO         NUMBER        UNTIL                 WORKSPACE\n"
            "brand   operators  +12025550177  2126-01-01T00:00:00Z  centre\n");
  EXPECT_EQ(ctl("").out, sent.out);
  struct Row {
    const char* words;
    const char* code;
    int exit;
    const char* said;
  };
  const Row rows[] = {
      {"brand", "4711", 2, "diverts TENANT to NUMBER [UNTIL]; diverts TENANT end"},
      {"brand to", "4711", 2, "diverts cannot be told that"},
      {"brand end now", "4711", 2, "diverts cannot be told that"},
      {"brand end", "4712", 3, "SWITCHYARD_DIVERT_CODE is the tenant's divert_code"},
      {"brand to nowhere", "4711", 3, "the workspace has no such number"},
      {"brand to operators noon", "4711", 3, "until is a time"},
      {"--workspace other", "4711", 3, "there is no such workspace"},
  };
  for (const Row& row : rows) {
    const cli_test::Ran ran = ctl(row.words, row.code);
    EXPECT_EQ(ran.code, row.exit) << row.words << ran.err;
    EXPECT_NE(ran.err.find(row.said), std::string::npos) << ran.err;
  }
  EXPECT_EQ(ctl("brand end").out, "TENANT  TO  NUMBER  UNTIL  WORKSPACE\n");
}

}  // namespace
}  // namespace switchyard::live
