// The API of a live host, asked one question after another.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "cli/failure.h"

namespace switchyard::cli {

using Json = nlohmann::ordered_json;

struct ApiAddress {
  std::string url = "http://127.0.0.1:8080";
  std::string account;   // user of basic authentication
  std::string token;     // from the environment
  std::string bearer{};  // of an operator; instead of the two above
};

struct ApiAnswer {
  unsigned status = 0;
  adapters::http::Headers headers;
  std::string body;
};

// What the server says of a request that it refuses, in its own words when it has some.
std::string words_of(const ApiAnswer& answer);

class ApiClient {
 public:
  static Outcome<ApiClient> open(const ApiAddress& address);

  // `path` begins with a slash. An answer that is not 2xx is a failure with the server's own words; one that
  // says "later" (429) is waited for.
  Outcome<Json> get(const std::string& path);
  Outcome<Json> post(const std::string& path, const adapters::http::Fields& form);

  // Whatever the answer is; the failure is that there is none. `headers` beside Authorization.
  Outcome<ApiAnswer> exchange(const std::string& method, const std::string& path,
                              adapters::http::Headers headers, const std::string& body);

  // All pages of a list: the elements under the key that its meta names.
  Outcome<std::vector<Json>> list(const std::string& path);

 private:
  struct Connection;
  explicit ApiClient(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
  Outcome<ApiAnswer> exchange_patiently(const std::string& method, const std::string& path,
                                        const adapters::http::Headers& headers, const std::string& body);
  Outcome<std::string> ask(const std::string& method, const std::string& path, const std::string& body);

  std::shared_ptr<Connection> connection_;
};

}  // namespace switchyard::cli
