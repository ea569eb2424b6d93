// Lines and kept connections, one of each for a host.
#include "adapters/http/client.h"

#include <deque>
#include <map>
#include <set>
#include <thread>
#include <tuple>

#include "adapters/http/exchange.h"

namespace switchyard::adapters::http {
namespace {

using Kind = ClientError::Kind;
using ExchangePtr = std::shared_ptr<Exchange>;
using HostKey = std::tuple<bool, std::string, std::uint16_t>;

struct KeptWire {
  std::unique_ptr<Wire> wire;
  Moment since;
};

struct Host {
  std::size_t in_flight = 0;
  std::deque<ExchangePtr> waiting;  // some may have timed out meanwhile
  std::vector<KeptWire> kept;       // the one used last is the last
};

constexpr std::chrono::seconds cleaning_period{5};

HostKey key_of(const Url& url) {
  return {url.encrypted, url.host, url.port};
}

}  // namespace

class Client::Parts {
 public:
  Parts(ClientOptions options, AllowedAddresses allowed)
      : options_(std::move(options)), allowed_(std::move(allowed)) {}
  ~Parts() { stop(); }

  std::optional<std::string> trust();
  void run();
  void send(ClientRequest request, Done done);
  const AllowedAddresses& allowed() const { return allowed_; }

 private:
  void stop();
  void take(const ExchangePtr& exchange);
  void start(const ExchangePtr& exchange, Host& host);
  void on_ended(const ExchangePtr& exchange, std::unique_ptr<Wire> kept);
  std::unique_ptr<Wire> kept_wire(Host& host) const;
  void clean();

  const ClientOptions options_;
  const AllowedAddresses allowed_;
  net::ssl::context trust_{net::ssl::context::tls_client};
  net::io_context context_{1};
  net::executor_work_guard<net::io_context::executor_type> work_{context_.get_executor()};
  net::steady_timer timer_{context_};
  std::map<HostKey, Host> hosts_;
  std::set<ExchangePtr> running_;  // those that have a connection or are about to get one
  bool stopping_ = false;
  std::thread thread_;
};

std::optional<std::string> Client::Parts::trust() {
  error_code problem;
  trust_.set_options(
      net::ssl::context::default_workarounds | net::ssl::context::no_tlsv1 | net::ssl::context::no_tlsv1_1,
      problem);
  trust_.set_default_verify_paths(problem);
  if (options_.ca_file.empty()) return std::nullopt;
  trust_.load_verify_file(options_.ca_file, problem);
  if (problem) return options_.ca_file + ": " + problem.message();
  return std::nullopt;
}

void Client::Parts::run() {
  clean();
  thread_ = std::thread([this] { run_to_the_end(context_); });
}

void Client::Parts::stop() {
  if (!thread_.joinable()) return;
  context_.stop();
  thread_.join();
  // From here on this is the only thread. What was sent but not yet taken is told too.
  stopping_ = true;
  std::set<ExchangePtr> left = std::exchange(running_, {});
  for (auto& [key, host] : std::exchange(hosts_, {})) left.insert(host.waiting.begin(), host.waiting.end());
  for (const ExchangePtr& exchange : left) exchange->fail(Kind::stopped, "the client has stopped");
  left.clear();
  context_.restart();
  context_.poll();
}

void Client::Parts::send(ClientRequest request, Done done) {
  auto exchange = std::make_shared<Exchange>(ClientWorld{context_, trust_, options_, allowed_},
                                             std::move(request), std::move(done));
  net::post(context_, [this, exchange = std::move(exchange)] { take(exchange); });
}

void Client::Parts::take(const ExchangePtr& exchange) {
  if (stopping_) return exchange->fail(Kind::stopped, "the client has stopped");
  if (!exchange->prepare()) return;
  Host& host = hosts_[key_of(exchange->url())];
  if (host.in_flight >= options_.in_flight && host.waiting.size() >= options_.waiting)
    return exchange->fail(Kind::overloaded, exchange->url().authority() + ": too many requests wait already");
  exchange->begin(
      [this](const ExchangePtr& ended, std::unique_ptr<Wire> kept) { on_ended(ended, std::move(kept)); });
  if (host.in_flight < options_.in_flight) return start(exchange, host);
  host.waiting.push_back(exchange);
}

void Client::Parts::start(const ExchangePtr& exchange, Host& host) {
  ++host.in_flight;
  running_.insert(exchange);
  exchange->run(kept_wire(host));
}

void Client::Parts::on_ended(const ExchangePtr& exchange, std::unique_ptr<Wire> kept) {
  const auto found = hosts_.find(key_of(exchange->url()));
  if (found == hosts_.end()) return;  // the client stops
  Host& host = found->second;
  if (running_.erase(exchange) == 0) {  // it timed out in line
    std::erase(host.waiting, exchange);
    return;
  }
  --host.in_flight;
  if (kept) host.kept.push_back({std::move(kept), Clock::now()});
  if (host.waiting.empty()) return;
  const ExchangePtr next = std::move(host.waiting.front());
  host.waiting.pop_front();
  start(next, host);
}

std::unique_ptr<Wire> Client::Parts::kept_wire(Host& host) const {
  if (host.kept.empty()) return nullptr;
  KeptWire last = std::move(host.kept.back());
  host.kept.pop_back();
  return Clock::now() - last.since < options_.idle_time ? std::move(last.wire) : nullptr;
}

void Client::Parts::clean() {
  const Moment oldest = Clock::now() - options_.idle_time;
  for (auto entry = hosts_.begin(); entry != hosts_.end();) {
    Host& host = entry->second;
    std::erase_if(host.kept, [&](const KeptWire& kept) { return kept.since < oldest; });
    const bool idle = host.in_flight == 0 && host.waiting.empty() && host.kept.empty();
    entry = idle ? hosts_.erase(entry) : std::next(entry);
  }
  timer_.expires_after(cleaning_period);
  timer_.async_wait([this](error_code canceled) {
    if (!canceled) clean();
  });
}

tl::expected<std::unique_ptr<Client>, std::string> Client::start(ClientOptions options) {
  auto allowed = AllowedAddresses::parse(options.allowed);
  if (!allowed) return tl::unexpected(allowed.error());
  auto parts = std::make_unique<Parts>(std::move(options), std::move(*allowed));
  if (auto problem = parts->trust()) return tl::unexpected(std::move(*problem));
  parts->run();
  return std::unique_ptr<Client>(new Client(std::move(parts)));
}

Client::Client(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Client::~Client() = default;

std::optional<std::string> Client::refuses(std::string_view url) const {
  return parts_->allowed().refuses(url);
}

void Client::send(ClientRequest request, Done done) {
  parts_->send(std::move(request), std::move(done));
}

}  // namespace switchyard::adapters::http
