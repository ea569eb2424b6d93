// The client's thread only puts what comes into a list; whoever draws takes it from there.
#include "viz/feed/live_host.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <utility>

#include "adapters/http/url.h"

namespace switchyard::viz {
namespace {

namespace http = adapters::http;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds first_pause{250};
constexpr std::chrono::milliseconds longest_pause{30'000};
constexpr std::chrono::seconds longest_silence{75};  // the host says something every 30 s

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      three = three << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += at + i <= bytes.size() ? digits[three >> (18 - 6 * i) & 63U] : '=';
    }
  }
  return text;
}

// The host's words, or its status.
std::string words_of(const http::Response& response) {
  const Json json = Json::parse(response.body, nullptr, false);
  if (json.is_object() && json.contains("message") && json["message"].is_string()) {
    return json["message"].get<std::string>();
  }
  return "the host answers " + std::to_string(response.status);
}

bool is_good(const http::Response& response) {
  return response.status >= 200 && response.status < 300;
}

}  // namespace

struct LiveHost::Shared : std::enable_shared_from_this<LiveHost::Shared> {
  std::string url;
  FeedOptions options;
  std::unique_ptr<http::Client> client;

  std::mutex mutex;
  EventStreamText text;
  StreamNews news;
  std::string workspace;
  std::uint64_t since = 0;
  bool broken = false;
  Clock::time_point again_at{};
  std::chrono::milliseconds pause = first_pause;

  std::string authority_of_rest() const {
    return options.account.empty() ? "Bearer " + options.token
                                   : "Basic " + base64(options.account + ":" + options.token);
  }
  std::string operator_token() const {
    return options.operator_token.empty() ? options.token : options.operator_token;
  }
  http::ClientRequest request(std::string method, const std::string& path) const {
    http::ClientRequest out;
    out.method = std::move(method);
    out.url = path.starts_with('/') ? url + path : path;
    out.headers.emplace_back("Authorization", authority_of_rest());
    return out;
  }

  void connect();
  bool take(std::string_view bytes);
  void ended(const http::Client::Result& result);
  void answered(const http::Response& response);
};

// Only with the mutex held by nobody.
void LiveHost::Shared::connect() {
  http::ClientRequest stream = request("GET", "/v1/events");
  {
    const std::lock_guard lock(mutex);
    broken = false;
    if (!workspace.empty()) stream.url += "?workspace=" + http::percent_encode(workspace);
    stream.headers = {{"Accept", "text/event-stream"}, {"Last-Event-ID", std::to_string(since)}};
    text.restart();
    news.restarted = true;
    news.events.clear();
  }
  if (!operator_token().empty()) stream.headers.emplace_back("Authorization", "Bearer " + operator_token());
  stream.timeout = longest_silence;
  const std::weak_ptr<Shared> weak = weak_from_this();
  stream.on_piece = [weak](std::string_view bytes) {
    const auto self = weak.lock();
    return self && self->take(bytes);
  };
  client->send(std::move(stream), [weak](const http::Client::Result& result) {
    if (const auto self = weak.lock()) self->ended(result);
  });
}

bool LiveHost::Shared::take(std::string_view bytes) {
  const std::lock_guard lock(mutex);
  pause = first_pause;
  text.add(bytes, news.events);
  return true;
}

void LiveHost::Shared::ended(const http::Client::Result& result) {
  const std::lock_guard lock(mutex);
  if (result && result->status != 200) return answered(*result);
  news.notices.push_back(url + (result ? ": the stream has ended" : ": " + result.error().text) +
                         "; trying again");
  broken = true;
  again_at = Clock::now() + pause;
  pause = std::min(pause * 2, longest_pause);
}

// A refusal ends the stream, but for those that time mends.
void LiveHost::Shared::answered(const http::Response& response) {
  const bool later = response.status >= 500;
  news.notices.push_back(url + ": " + words_of(response) + (later ? "; trying again" : ""));
  broken = later;
  news.gone = !later;
  again_at = Clock::now() + pause;
  pause = std::min(pause * 2, longest_pause);
}

LiveHost::LiveHost(const std::string& url, const FeedOptions& options, std::unique_ptr<http::Client> client)
    : shared_(std::make_shared<Shared>()) {
  shared_->url = url.ends_with('/') ? url.substr(0, url.size() - 1) : url;
  shared_->options = options;
  shared_->client = std::move(client);
}

LiveHost::~LiveHost() {
  // Its thread may be about to look at the rest.
  const std::unique_ptr<http::Client> client = std::move(shared_->client);
}

tl::expected<std::unique_ptr<LiveHost>, FeedProblem> LiveHost::open(const std::string& url,
                                                                    const FeedOptions& options) {
  if (const auto good = http::parse_url(url); !good) {
    return tl::unexpected(FeedProblem{2, url + ": " + good.error()});
  }
  http::ClientOptions client_options;
  client_options.allowed = {"0.0.0.0/0", "::/0"};  // the user names the host
  client_options.response_bytes = std::size_t{16} << 20;
  auto client = http::Client::start(std::move(client_options));
  if (!client) return tl::unexpected(FeedProblem{4, client.error()});
  return std::unique_ptr<LiveHost>(new LiveHost(url, options, std::move(*client)));
}

tl::expected<Json, FeedProblem> LiveHost::wait_for(http::ClientRequest request) {
  const std::string url = request.url;
  std::promise<http::Client::Result> answered;
  shared_->client->send(std::move(request),
                        [&](http::Client::Result result) { answered.set_value(std::move(result)); });
  const http::Client::Result result = answered.get_future().get();
  if (!result) return tl::unexpected(FeedProblem{4, shared_->url + ": " + result.error().text});
  if (!is_good(*result)) return tl::unexpected(FeedProblem{4, shared_->url + ": " + words_of(*result)});
  Json json = Json::parse(result->body, nullptr, false);
  if (json.is_discarded()) return tl::unexpected(FeedProblem{4, url + ": the answer is no JSON"});
  return json;
}

tl::expected<Json, FeedProblem> LiveHost::get(const std::string& path) {
  return wait_for(shared_->request("GET", path));
}

tl::expected<Json, FeedProblem> LiveHost::get_as_operator(const std::string& path) {
  http::ClientRequest request = shared_->request("GET", path);
  request.headers.clear();
  const std::string token = shared_->operator_token();
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  return wait_for(std::move(request));
}

tl::expected<std::vector<Json>, FeedProblem> LiveHost::list(const std::string& path) {
  std::vector<Json> all;
  for (std::string next = path; !next.empty();) {
    const auto page = get(next);
    if (!page) return tl::unexpected(page.error());
    const Json meta = page->is_object() ? page->value("meta", Json::object()) : Json::object();
    const std::string key = meta.is_object() ? meta.value("key", std::string()) : std::string();
    if (key.empty() || !page->contains(key) || !page->at(key).is_array()) {
      return tl::unexpected(FeedProblem{4, shared_->url + path + ": the answer is no page of a list"});
    }
    for (const Json& element : page->at(key)) all.push_back(element);
    const auto url = meta.find("next_page_url");
    next = url != meta.end() && url->is_string() ? url->get<std::string>() : std::string();
  }
  return all;
}

void LiveHost::ask(const std::string& path) {
  const std::weak_ptr<Shared> weak = shared_;
  shared_->client->send(shared_->request("GET", path), [weak, path](const http::Client::Result& result) {
    const auto self = weak.lock();
    if (!self) return;
    Json body = result && is_good(*result) ? Json::parse(result->body, nullptr, false) : Json();
    const std::lock_guard lock(self->mutex);
    self->news.answers.push_back({path, std::move(body)});
  });
}

void LiveHost::post(const std::string& path, const http::Fields& form, std::string what) {
  http::ClientRequest request = shared_->request("POST", path);
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body = http::write_form(form);
  const std::weak_ptr<Shared> weak = shared_;
  shared_->client->send(
      std::move(request), [weak, what = std::move(what)](const http::Client::Result& result) {
        const auto self = weak.lock();
        if (!self || (result && is_good(*result))) return;
        const std::lock_guard lock(self->mutex);
        self->news.notices.push_back(what + ": " + (result ? words_of(*result) : result.error().text));
      });
}

void LiveHost::follow(std::string workspace, std::uint64_t since) {
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->workspace = std::move(workspace);
    shared_->since = since;
  }
  shared_->connect();
}

void LiveHost::reached(std::uint64_t sequence) {
  const std::lock_guard lock(shared_->mutex);
  shared_->since = sequence;
}

StreamNews LiveHost::news() {
  StreamNews news;
  bool connect = false;
  {
    const std::lock_guard lock(shared_->mutex);
    news = std::exchange(shared_->news, {});
    connect = shared_->broken && Clock::now() >= shared_->again_at;
  }
  if (connect) shared_->connect();
  return news;
}

}  // namespace switchyard::viz
