// The small parts of the API: routes, credentials, parameters, tags.
#include <gtest/gtest.h>

#include "adapters/taskrouter/account.h"
#include "adapters/taskrouter/endpoint.h"
#include "adapters/taskrouter/rate_limit.h"
#include "tests/taskrouter/api_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

Decision nothing(const Scope&) {
  return no_content();
}

TEST(Routes, prefer_words_to_places_and_know_other_methods) {
  const std::vector<Route> routes{{"GET", "/v1/W/{}/Workers/{}", nothing},
                                  {"GET", "/v1/W/{}/Workers/Statistics", nothing},
                                  {"POST", "/v1/W/{}", nothing}};
  EXPECT_EQ(find_route(routes, "GET", "/v1/W/a/Workers/Statistics").route, &routes[1]);
  const Matched one = find_route(routes, "GET", "/v1/W/a/Workers/b/");
  EXPECT_EQ(one.route, &routes[0]);
  EXPECT_EQ(one.values, (std::vector<std::string>{"a", "b"}));
  const Matched other = find_route(routes, "DELETE", "/v1/W/a");
  EXPECT_EQ(other.route, nullptr);
  EXPECT_TRUE(other.path_is_known);
  for (const char* path :
       {"", "/", "v1/W/a", "/v1/W", "/v1/W/", "/v1/W//Workers/b", "/v1/W/a/Workers/b/c", "//"})
    EXPECT_FALSE(find_route(routes, "POST", path).path_is_known) << path;
}

std::optional<Caller> sent(const Accounts& accounts, const std::string& header) {
  return accounts.authenticate({{"authorization", header}});
}

TEST(Credentials, are_known_by_user_and_secret_together) {
  const Accounts accounts({{"AC1", "s1", "AC1", {}}, {"SK1", "s2", "AC1", "north"}, {"AC2", "", "AC2", {}}});
  EXPECT_EQ(sent(accounts, basic("AC1:s1")), (Caller{"AC1", {}}));
  EXPECT_EQ(sent(accounts, "bAsIc" + basic("AC1:s1").substr(5)), (Caller{"AC1", {}}));
  EXPECT_EQ(sent(accounts, basic("SK1:s2")), (Caller{"AC1", "north"}));
  for (const std::string& wrong :
       {basic("AC1:s2"), basic("AC1:s"), basic("AC1:s12"), basic("SK1:s1"), basic("AC2:"), basic("AC1"),
        basic(""), std::string("Basic !!!!"), std::string("Basic "), std::string("Bearer s1"), std::string(),
        "Basic " + std::string(8192, 'A')})
    EXPECT_FALSE(sent(accounts, wrong).has_value()) << wrong;
  EXPECT_FALSE(accounts.authenticate({}).has_value());
}

TEST(AccountLimit, is_one_for_an_account_and_its_keys_and_says_when_to_come_again) {
  DirectPort port(test_start);
  http::RateLimit::Moment moment{};
  Settings settings{"https://example.com", [&] { return port.now(); }, {}, {2, 4}, [&] { return moment; }};
  Api api(port, Accounts({{"AC1", "s1", "AC1", {}}, {"SK1", "s2", "AC1", {}}, {"AC2", "s3", "AC2", {}}}),
          std::move(settings));
  const auto ask = [&](const std::string& user) {
    http::Request request;
    request.method = "GET";
    request.target = request.path = "/v1/Workspaces";
    request.headers = {{"Authorization", basic(user)}};
    http::Response got;
    api.handle(std::move(request), [&](http::Response response) { got = std::move(response); });
    return got;
  };
  for (const char* user : {"AC1:s1", "SK1:s2", "AC1:s1", "SK1:s2"}) EXPECT_EQ(ask(user).status, 200U);
  for (const char* user : {"AC1:s1", "SK1:s2"}) {
    const http::Response refused = ask(user);
    EXPECT_EQ(refused.status, 429U);
    EXPECT_EQ(http::find_header(refused.headers, "Retry-After").value_or(""), "1");
    EXPECT_EQ(Json::parse(refused.body)["code"], 20429);
  }
  EXPECT_EQ(ask("AC2:s3").status, 200U) << "another account";
  EXPECT_EQ(ask("AC1:guess").status, 401U) << "who is nobody uses up nobody's";
  moment += std::chrono::seconds(1);
  EXPECT_EQ(ask("AC1:s1").status, 200U);
  EXPECT_EQ(ask("AC1:s1").status, 200U);
  EXPECT_EQ(ask("AC1:s1").status, 429U);
}

TEST(Parameters, are_read_as_taskrouter_reads_them) {
  Parameters parameters(http::Fields{{"A", "TRUE"},
                                     {"B", "yes"},
                                     {"C", "no"},
                                     {"D", "1"},
                                     {"S", "x,y"},
                                     {"S", "z"},
                                     {"N", "-5"},
                                     {"W", "lifo"}});
  EXPECT_EQ(parameters.boolean("A"), true);
  EXPECT_EQ(parameters.boolean("B"), true);
  EXPECT_EQ(parameters.boolean("C"), false);
  EXPECT_EQ(parameters.boolean("D"), true);
  EXPECT_EQ(parameters.boolean("E"), std::nullopt);
  EXPECT_EQ(parameters.list("S"), (std::vector<std::string>{"x", "y", "z"}));
  EXPECT_EQ(parameters.integer("N", -10, 10), -5);
  EXPECT_EQ(parameters.word("W", {"FIFO", "LIFO"}), 1U);
  EXPECT_FALSE(parameters.error().has_value());
  EXPECT_EQ(parameters.integer("N", 0, 10), std::nullopt);
  EXPECT_EQ(parameters.error()->message, "N must be a whole number from 0 to 10");
  Parameters broken(http::Fields{{"T", "\xC3"}});
  broken.text("T");
  EXPECT_TRUE(broken.error().has_value());
}

TEST(RateLimits, count_within_any_second_and_by_account) {
  RateLimit limit(3, seconds(1));
  for (const int at : {0, 100, 200}) EXPECT_TRUE(limit.allow("a", test_start + milliseconds(at)));
  EXPECT_FALSE(limit.allow("a", test_start + milliseconds(999)));
  EXPECT_TRUE(limit.allow("b", test_start + milliseconds(999)));
  EXPECT_TRUE(limit.allow("a", test_start + milliseconds(1000)));
  EXPECT_FALSE(limit.allow("a", test_start + milliseconds(1050)));
}

TEST(Dates, are_whole_seconds) {
  EXPECT_EQ(date_text(test_start + milliseconds(999)), "2026-03-01T08:00:00Z");
  EXPECT_EQ(date_text(Time{-1}), "1969-12-31T23:59:59Z");
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
