// During a spike an operator sends the calls of a tenant to another line, over HTTP, and takes them back.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

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

TEST(Diverts, go_to_the_carrier_and_come_back) {
  const PlayedCarrier carrier;
  const std::string config = centre_config() + R"(, "outgoing": {"allow": ["127.0.0.0/8"]},
    "carrier": {"base_url": ")" +
                             carrier.url() + R"(", "account": ")" + LiveServer::account +
                             R"(", "token": {"environment": "SWITCHYARD_TEST_TOKEN"}})";
  LiveServer server(SWITCHYARD_PROGRAM, config, workspace());
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

}  // namespace
}  // namespace switchyard::live
