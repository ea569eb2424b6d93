// A blocking face of the HTTP client.
#include "cli/live/api_client.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <future>
#include <optional>
#include <thread>

#include "adapters/http/client.h"
#include "adapters/signatures/hmac.h"

namespace switchyard::cli {
namespace {

namespace http = adapters::http;

constexpr std::size_t longest_response = std::size_t{64} << 20;  // as a document may be long
constexpr unsigned too_many_requests = 429;
constexpr std::chrono::seconds longest_answer{60};  // a large document is compiled meanwhile

std::string authorization_of(const ApiAddress& address) {
  if (!address.bearer.empty()) return "Bearer " + address.bearer;
  return "Basic " + adapters::signatures::to_base64(address.account + ":" + address.token);
}

// How long the server wants us to wait before we ask the same again.
std::optional<std::chrono::seconds> wait_asked_for(const ApiAnswer& answer) {
  constexpr int longest = 60;
  const auto text = http::find_header(answer.headers, "Retry-After");
  if (answer.status != too_many_requests || !text) return std::nullopt;
  int wait = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), wait);
  if (read.ec != std::errc() || wait < 0 || wait > longest) return std::nullopt;
  return std::chrono::seconds(wait);
}

// Links begin with the host's public URL, which need not be reachable from here; secrets go to no other host.
std::string target_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  const std::size_t path = url.find('/', scheme + 3);
  return path == std::string::npos ? "/" : url.substr(path);
}

}  // namespace

std::string words_of(const ApiAnswer& response) {
  const Json json = Json::parse(response.body, nullptr, false);
  if (json.is_object() && json.contains("message") && json["message"].is_string())
    return json["message"].get<std::string>();
  return fmt::format("the server answers {}", response.status);
}

struct ApiClient::Connection {
  ApiAddress address;
  std::unique_ptr<http::Client> client;
};

Outcome<ApiClient> ApiClient::open(const ApiAddress& address) {
  http::ClientOptions options;
  // The user names the server, so it may be on this machine or in this house.
  options.allowed = {"0.0.0.0/0", "::/0"};
  options.response_bytes = longest_response;
  auto client = http::Client::start(std::move(options));
  if (!client) return fail(ExitCode::environment, client.error());
  ApiAddress trimmed = address;  // paths begin with a slash
  while (trimmed.url.ends_with('/')) trimmed.url.pop_back();
  return ApiClient(std::make_shared<Connection>(Connection{std::move(trimmed), *std::move(client)}));
}

Outcome<ApiAnswer> ApiClient::exchange(const std::string& method, const std::string& path,
                                       http::Headers headers, const std::string& body) {
  const ApiAddress& address = connection_->address;
  http::ClientRequest request;
  request.method = method;
  request.url = path.starts_with('/') ? address.url + path : path;
  request.headers = std::move(headers);
  request.headers.emplace_back("Authorization", authorization_of(address));
  request.body = body;
  request.timeout = longest_answer;
  std::promise<http::Client::Result> answered;
  connection_->client->send(std::move(request),
                            [&](http::Client::Result result) { answered.set_value(std::move(result)); });
  http::Client::Result result = answered.get_future().get();
  if (!result) return fail(ExitCode::environment, address.url + ": " + result.error().text);
  return ApiAnswer{result->status, std::move(result->headers), std::move(result->body)};
}

Outcome<ApiAnswer> ApiClient::exchange_patiently(const std::string& method, const std::string& path,
                                                 const http::Headers& headers, const std::string& body) {
  constexpr int most_times = 30;
  auto answer = exchange(method, path, headers, body);
  for (int times = 1; answer && times < most_times; ++times) {
    const auto wait = wait_asked_for(*answer);
    if (!wait) break;
    std::this_thread::sleep_for(*wait);
    answer = exchange(method, path, headers, body);
  }
  return answer;
}

Outcome<std::string> ApiClient::ask(const std::string& method, const std::string& path,
                                    const std::string& body) {
  http::Headers headers;
  if (method == "POST") headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  auto answer = exchange_patiently(method, path, headers, body);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status >= 200 && answer->status < 300) return std::move(answer->body);
  const bool later = answer->status >= 500 || answer->status == too_many_requests;
  return fail(later ? ExitCode::environment : ExitCode::invalid_input, words_of(*answer),
              answer->status == 401 ? "SWITCHYARD_ACCOUNT and SWITCHYARD_TOKEN say who asks" : "");
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
    next = meta.at("next_page_url").is_string() ? target_of(meta.at("next_page_url").get<std::string>()) : "";
  }
  return all;
}

}  // namespace switchyard::cli
