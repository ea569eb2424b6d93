// A blocking face of the HTTP client.
#include "cli/live/api_client.h"

#include <fmt/format.h>

#include <future>

#include "adapters/http/client.h"
#include "adapters/signatures/hmac.h"

namespace switchyard::cli {
namespace {

namespace http = adapters::http;

// The server's words, or its status.
std::string words_of(const http::Response& response) {
  const Json json = Json::parse(response.body, nullptr, false);
  if (json.is_object() && json.contains("message") && json["message"].is_string())
    return json["message"].get<std::string>();
  return fmt::format("the server answers {}", response.status);
}

}  // namespace

struct ApiClient::Connection {
  ApiAddress address;
  std::unique_ptr<http::Client> client;
};

Outcome<ApiClient> ApiClient::open(const ApiAddress& address) {
  http::ClientOptions options;
  // The user names the server, so it may be on this machine or in this house.
  options.allowed = {"0.0.0.0/0", "::/0"};
  auto client = http::Client::start(std::move(options));
  if (!client) return fail(ExitCode::environment, client.error());
  return ApiClient(std::make_shared<Connection>(Connection{address, *std::move(client)}));
}

Outcome<std::string> ApiClient::ask(const std::string& method, const std::string& path,
                                    const std::string& body) {
  const ApiAddress& address = connection_->address;
  http::ClientRequest request;
  request.method = method;
  request.url = path.starts_with('/') ? address.url + path : path;
  request.headers.emplace_back(
      "Authorization", "Basic " + adapters::signatures::to_base64(address.account + ":" + address.token));
  if (method == "POST") request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = body;
  std::promise<http::Client::Result> answered;
  connection_->client->send(std::move(request),
                            [&](http::Client::Result result) { answered.set_value(std::move(result)); });
  const http::Client::Result result = answered.get_future().get();
  if (!result) return fail(ExitCode::environment, address.url + ": " + result.error().text);
  if (result->status >= 200 && result->status < 300) return result->body;
  return fail(result->status >= 500 ? ExitCode::environment : ExitCode::invalid_input, words_of(*result),
              result->status == 401 ? "SWITCHYARD_ACCOUNT and SWITCHYARD_TOKEN say who asks" : "");
}

Outcome<std::string> ApiClient::get_text(const std::string& path) {
  return ask("GET", path, "");
}

Outcome<Json> ApiClient::get(const std::string& path) {
  const auto text = ask("GET", path, "");
  if (!text) return tl::unexpected(text.error());
  return Json::parse(*text, nullptr, false);
}

Outcome<Json> ApiClient::post(const std::string& path, const http::Fields& form) {
  const auto text = ask("POST", path, http::write_form(form));
  if (!text) return tl::unexpected(text.error());
  return Json::parse(*text, nullptr, false);
}

Outcome<std::vector<Json>> ApiClient::list(const std::string& path) {
  std::vector<Json> all;
  for (std::string next = path; !next.empty();) {
    const auto page = get(next);
    if (!page) return tl::unexpected(page.error());
    if (!page->is_object() || !page->contains("meta"))
      return fail(ExitCode::environment, path + ": the answer is no page of a list");
    const Json& meta = page->at("meta");
    for (const Json& element : page->at(meta.at("key").get<std::string>())) all.push_back(element);
    next = meta.at("next_page_url").is_string() ? meta.at("next_page_url").get<std::string>() : "";
  }
  return all;
}

}  // namespace switchyard::cli
