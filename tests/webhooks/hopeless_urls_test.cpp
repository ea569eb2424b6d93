// Callbacks to URLs that can never be reached: told once each, without what may tell of people.
#include "adapters/callbacks/hopeless_urls.h"

#include <gtest/gtest.h>

#include <vector>

namespace switchyard::adapters::callbacks {
namespace {

TEST(HopelessUrls, are_shown_without_user_query_and_fragment) {
  EXPECT_EQ(url_for_log("https://a.example/x?phone=%2B12025550100#me"), "https://a.example/x");
  EXPECT_EQ(url_for_log("https://ann:secret@a.example:8443/x"), "https://a.example:8443/x");
  EXPECT_EQ(url_for_log("https://a.example/x@y"), "https://a.example/x@y");
  EXPECT_EQ(url_for_log("javascript:x"), "javascript:x");
  EXPECT_EQ(url_for_log("http://" + std::string(300, 'a')).size(), 200U);
}

TEST(HopelessUrls, are_told_once) {
  std::vector<std::string> told;
  HopelessUrls urls(
      [&](const std::string& url, const std::string& why) { told.push_back(url + ": " + why); });
  http::SendResult result;
  std::size_t answered = 0;
  const http::Send send = watch_for_hopeless(
      [&](const http::OutgoingRequest&, const std::function<void(http::SendResult)>& done) { done(result); },
      urls);
  const auto ask = [&](const std::string& url) {
    http::OutgoingRequest request;
    request.url = url;
    send(request, [&](const http::SendResult&) { ++answered; });
  };
  result.error = "no connection";
  ask("http://a.example/x");
  EXPECT_TRUE(told.empty());
  result.hopeless = true;
  ask("http://169.254.169.254/x?a=1");
  ask("http://169.254.169.254/x?a=2");
  ask("javascript:x");
  EXPECT_EQ(answered, 4U);
  EXPECT_EQ(told, (std::vector<std::string>{
                      "http://169.254.169.254/x: the address is private and not allowed by /outgoing/allow",
                      "javascript:x: it is no http or https URL"}));
}

}  // namespace
}  // namespace switchyard::adapters::callbacks
