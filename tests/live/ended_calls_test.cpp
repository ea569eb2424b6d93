// A caller is gone before the program hears of the call: nobody is rung for it, also after a crash.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "tests/live/centre.h"
#include "tests/support/live_server.h"

namespace switchyard::live {
namespace {

int post_call(const LiveServer& server, const std::string& path, const std::string& status,
              const std::string& sid = "CA1") {
  const SignedForm form =
      sign_form(server.url() + path,
                {{"CallSid", sid}, {"CallStatus", status}, {"From", "+12025550199"}, {"To", centre_number}});
  HttpConnection connection(server.port());
  return connection.request("POST", path, form.headers, form.body).status;
}

// The tasks, when there is one or a second has gone by.
std::string tasks_of(const LiveServer& server) {
  const std::string journal = server.journal();
  const std::string name = journal.substr(journal.rfind('/') + 1);
  const std::string path = "/v1/Workspaces/" + name.substr(0, name.find('.')) + "/Tasks";
  HttpConnection connection(server.port());
  std::string tasks;
  for (int i = 0; i < 20 && tasks.find("assignment_status") == std::string::npos; ++i) {
    tasks = connection.request("GET", path, LiveServer::authorization, "").body;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return tasks;
}

TEST(EndedCalls, are_remembered_by_a_program_that_was_killed) {
  LiveServer server(SWITCHYARD_PROGRAM, centre_config(), centre_workspace());
  server.start();
  ASSERT_EQ(post_call(server, "/webhooks/voice/status", "completed"), 200);
  server.kill();
  server.start();
  ASSERT_EQ(post_call(server, "/webhooks/voice", "ringing"), 200);
  ASSERT_EQ(post_call(server, "/webhooks/voice", "ringing", "CA2"), 200);
  const std::string tasks = tasks_of(server);
  EXPECT_NE(tasks.find("CA2"), std::string::npos) << tasks;
  EXPECT_EQ(tasks.find("CA1"), std::string::npos) << tasks;
}

}  // namespace
}  // namespace switchyard::live
