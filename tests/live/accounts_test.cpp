// Two accounts on one program: by webhooks each reaches what is its own, unless the configuration names one
// that signs for all.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/live/centre.h"
#include "tests/support/live_server.h"

namespace switchyard::live {
namespace {

const Signer first;
const Signer second{"AC00000000000000000000000000000002", "the token of the second"};
const std::string second_number = "+12025550200";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

std::string two_accounts(const std::string& webhooks) {
  return R"("accounts": [{"sid": ")" + first.account +
         R"(", "token": {"environment": "SWITCHYARD_TEST_TOKEN"}},
               {"sid": ")" +
         second.account + R"(", "token": {"file": "second"}}],
  "workspaces": [{"file": "workspace.json", "account": ")" +
         first.account + R"("}, {"file": "other.json", "account": ")" + second.account + R"("}],
  "webhooks": {)" +
         webhooks + R"(}, "log": {"level": "warning"})";
}

class TwoAccounts {
 public:
  explicit TwoAccounts(const std::string& webhooks)
      : server_(SWITCHYARD_PROGRAM, two_accounts(webhooks), centre_workspace()) {
    std::ofstream(server_.folder() + "/second") << second.token << '\n';
    const std::string other = replaced(centre_workspace(), "\"centre\"", "\"other\"");
    // Another section of the API's does not make it nobody's.
    std::ofstream(server_.folder() + "/other.json")
        << replaced(replaced(other, centre_number, second_number), "\"version\": 1,",
                    R"("version": 1, "taskrouter": {"friendly_name": "Other"},)");
    server_.start();
  }

  Reply post(const Signer& signer, const std::string& path, const std::string& to, const std::string& serial,
             const std::string& status = "ringing") {
    HttpConnection connection(server_.port());
    const SignedForm form = sign_form(server_.url() + path,
                                      {{"MessageSid", "SM" + serial},
                                       {"CallSid", "CA" + serial},
                                       {"CallStatus", status},
                                       {"From", "+12025551234"},
                                       {"To", to},
                                       {"Body", "hello"}},
                                      signer);
    return connection.request("POST", path, form.headers, form.body);
  }

  // What the first account sees of its tasks, in the order of their coming.
  std::vector<std::string> statuses() {
    const auto ask = [&](const std::string& path) {
      HttpConnection connection(server_.port());
      return nlohmann::json::parse(connection.request("GET", path, LiveServer::authorization, "").body);
    };
    std::vector<std::string> found;
    const auto workspaces = ask("/v1/Workspaces");
    const std::string sid = workspaces["workspaces"][0]["sid"];
    const auto list = ask("/v1/Workspaces/" + sid + "/Tasks");
    for (const auto& task : list["tasks"]) found.push_back(task["assignment_status"]);
    return found;
  }

 private:
  LiveServer server_;
};

TEST(Accounts, reach_their_own_numbers_and_calls_by_webhooks) {
  TwoAccounts desk("");
  EXPECT_EQ(desk.post(first, "/webhooks/voice", centre_number, "1").status, 200);
  EXPECT_EQ(desk.post(second, "/webhooks/voice", second_number, "2").status, 200);
  for (const char* path : {"/webhooks/sms", "/webhooks/voice", "/webhooks/voice/status"}) {
    const Reply reply = desk.post(second, path, centre_number, "1", "completed");
    EXPECT_EQ(reply.status, 404) << path << reply.body;
    EXPECT_EQ(reply.body, desk.post(second, path, "+12025550999", "1", "completed").body) << path;
  }
  EXPECT_EQ(desk.statuses(), std::vector<std::string>{"pending"});
  EXPECT_EQ(desk.post(first, "/webhooks/sms", centre_number, "1").status, 200);
  EXPECT_EQ(desk.post(first, "/webhooks/voice/status", centre_number, "1", "completed").status, 200);
  EXPECT_EQ(desk.statuses(), (std::vector<std::string>{"canceled", "pending"}));
}

TEST(Accounts, of_which_one_is_named_leave_all_webhooks_to_it) {
  TwoAccounts desk(R"("account": ")" + second.account + '"');
  EXPECT_EQ(desk.post(second, "/webhooks/sms", centre_number, "1").status, 200);
  EXPECT_EQ(desk.post(second, "/webhooks/sms", second_number, "2").status, 200);
  EXPECT_EQ(desk.post(first, "/webhooks/sms", centre_number, "3").status, 403);
  EXPECT_EQ(desk.statuses(), std::vector<std::string>{"pending"});
}

}  // namespace
}  // namespace switchyard::live
