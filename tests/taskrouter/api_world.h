// The API over a host without journal and thread: a request is one line, its answer is there at once.
#pragma once

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/taskrouter/api.h"
#include "tests/support/direct_port.h"

namespace switchyard::adapters::taskrouter {

inline constexpr Time test_start{1'772'352'000'000'000};  // 2026-03-01T08:00:00Z

inline std::string basic(const std::string& user_and_secret) {
  std::string text((user_and_secret.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(user_and_secret.data()),
                                   static_cast<int>(user_and_secret.size()));
  text.resize(static_cast<std::size_t>(size));
  return "Basic " + text;
}

struct Answer {
  unsigned status = 0;
  Json body;
  http::Headers headers;

  std::string text(std::string_view key) const { return text_of(body, key); }
  std::string sid() const { return text("sid"); }
};

class ApiWorld : public ::testing::Test {
 protected:
  explicit ApiWorld(WorkSettings work = {})
      : api_(port_,
             Accounts({{"ACone", "secret-one", "ACone", {}},
                       {"ACtwo", "secret-two", "ACtwo", {}},
                       {"SKone", "key-secret", "ACone", {}},
                       {"SKvilnius", "key-secret", "ACone", "vilnius"},
                       {"SKkaunas", "key-secret", "ACone", "kaunas"}}),
             settings(std::move(work))) {
    port_.observe(api_);
  }

  // "GET /v1/Workspaces?PageSize=2", and for a POST the fields of the form.
  Answer ask(const std::string& line, const http::Fields& form = {}, const http::Headers& headers = {}) {
    std::vector<http::Response> answers;
    api_.handle(request(line, form, headers), [&](http::Response r) { answers.push_back(std::move(r)); });
    EXPECT_EQ(answers.size(), 1U) << line;
    if (answers.empty()) return {};
    http::Response& response = answers.front();
    return {response.status, response.body.empty() ? Json() : Json::parse(response.body), response.headers};
  }

  // Made, or the test fails.
  Answer make(const std::string& path, const http::Fields& form) {
    Answer answer = ask("POST " + path, form);
    EXPECT_EQ(answer.status, 201U) << path << answer.body.dump();
    return answer;
  }
  std::string make_workspace(const http::Fields& form = {{"FriendlyName", "Desk"}}) {
    return "/v1/Workspaces/" + make("/v1/Workspaces", form).sid();
  }

  // A workspace from its document.
  void open(const std::string& document) {
    ASSERT_TRUE(port_.open_workspace(
        document, [](const auto& name) { ASSERT_TRUE(name.has_value()) << name.error(); }));
  }

  // Who asks from now on: "ACone:secret-one", "ACtwo:secret-two", "SKvilnius:key-secret" …
  void sign_in(const std::string& user_and_secret) { user_ = user_and_secret; }

  http::JudgeUrl judge_;  // none: every URL is good
  DirectPort port_{test_start};
  Api api_;

 private:
  Settings settings(WorkSettings work) {
    Settings made{"https://example.com", [this] { return port_.now(); }, std::move(work)};
    made.judge_url = [this](std::string_view url) { return judge_ ? judge_(url) : std::nullopt; };
    return made;
  }

  http::Request request(const std::string& line, const http::Fields& form, const http::Headers& headers) {
    http::Request request;
    const std::size_t space = line.find(' ');
    request.method = line.substr(0, space);
    request.target = line.substr(space + 1);
    const std::size_t question = request.target.find('?');
    request.path = http::percent_decode(request.target.substr(0, question)).value_or("");
    if (question != std::string::npos)
      request.query = http::read_form(request.target.substr(question + 1)).value_or(http::Fields{});
    request.headers = headers;
    request.headers.emplace_back("Authorization", basic(user_));
    request.body = http::write_form(form);
    return request;
  }

  std::string user_ = "ACone:secret-one";
};

}  // namespace switchyard::adapters::taskrouter
