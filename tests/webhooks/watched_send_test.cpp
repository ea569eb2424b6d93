// What is told of a carrier that does not do what it is asked for, and what is not.
#include "adapters/carrier/watched_send.h"

#include <gtest/gtest.h>

#include <vector>

#include "adapters/carrier/rest.h"

namespace switchyard::adapters::carrier {
namespace {

Settings settings() {
  Settings all;
  all.base_url = "https://carrier.example.com";
  all.account_sid = "AC1";
  return all;
}

http::SendResult answered(unsigned status, std::string body = "{}") {
  http::SendResult result;
  result.response = {status, {}, std::move(body)};
  return result;
}

http::SendResult not_answered(bool hopeless = false) {
  http::SendResult result;
  result.error = "+4930111 cannot be reached";
  result.hopeless = hopeless;
  return result;
}

std::vector<RequestFailure> told_of(const http::OutgoingRequest& request, const http::SendResult& result) {
  std::vector<RequestFailure> told;
  int done = 0;
  const http::Send send =
      watch_failures([&](const http::OutgoingRequest&,
                         const std::function<void(http::SendResult)>& answer) { answer(result); },
                     settings(), [&](const RequestFailure& failure) { told.push_back(failure); });
  send(request, [&](const http::SendResult& got) { done += got.response.status == result.response.status; });
  EXPECT_EQ(done, 1) << "whoever asked is told all the same";
  return told;
}

TEST(WatchedSend, tells_what_was_wanted_and_what_came_of_it) {
  const http::OutgoingRequest call = place_call(settings(), {"key", "+4930100", "+4930111", "https://x", ""});
  const auto denied = told_of(call, answered(401, R"({"code": 20003, "message": "not +4930111"})"));
  ASSERT_EQ(denied.size(), 1U);
  EXPECT_EQ(denied[0].request, "Calls");
  EXPECT_EQ(denied[0].status, 401U);
  EXPECT_EQ(denied[0].code, 20'003);
  EXPECT_EQ(denied[0].text, "it does not let us in: see /carrier/account and /carrier/token");
  for (const http::SendResult& lost : {not_answered(), not_answered(true)}) {
    const auto failures = told_of(call, lost);
    ASSERT_EQ(failures.size(), 1U);
    EXPECT_EQ(failures[0].status, 0U);
    EXPECT_EQ(failures[0].code, std::nullopt);
    EXPECT_EQ(failures[0].text.find("49"), std::string::npos) << failures[0].text;
  }
  EXPECT_TRUE(told_of(call, answered(201)).empty());
}

TEST(WatchedSend, knows_each_kind_of_request) {
  const Settings all = settings();
  EXPECT_EQ(told_of(list_messages(all, "+4930100", Time{}), answered(503)).at(0).request, "Messages");
  EXPECT_EQ(told_of(list_media(all, "MM1"), answered(500)).at(0).request, "Messages");
  EXPECT_EQ(told_of(find_conference(all, "WT1"), answered(429)).at(0).request, "Conferences");
  EXPECT_EQ(told_of(delete_recording(all, "RE1"), answered(401)).at(0).request, "Recordings");
  http::OutgoingRequest report;
  report.url = "https://listener.example.com/2010-04-01/Accounts/AC1/Calls.json";
  EXPECT_EQ(told_of(report, answered(500)).at(0).request, "listener");
}

TEST(WatchedSend, is_silent_about_calls_that_ended_meanwhile) {
  const http::OutgoingRequest end = end_call(settings(), "CA1", "key");
  EXPECT_TRUE(told_of(end, answered(404)).empty());
  EXPECT_TRUE(told_of(end, answered(400, R"({"code": 21220})")).empty());
  EXPECT_EQ(told_of(end, answered(401)).size(), 1U);
  const http::OutgoingRequest call = place_call(settings(), {"key", "+4930100", "+4930111", "https://x", ""});
  EXPECT_EQ(told_of(call, answered(404)).size(), 1U) << "the account is another's, or none";
}

}  // namespace
}  // namespace switchyard::adapters::carrier
