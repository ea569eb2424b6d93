// Observers first, then the journals, then the door: nobody is answered before everything is there.
#include "cli/serve/live_program.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>

#include "adapters/agents/agent_sockets.h"
#include "adapters/callbacks/assignment_callbacks.h"
#include "adapters/callbacks/counted_send.h"
#include "adapters/callbacks/dead_letter_pages.h"
#include "adapters/callbacks/document_settings.h"
#include "adapters/callbacks/event_callbacks.h"
#include "adapters/callbacks/hopeless_urls.h"
#include "adapters/carrier/carrier.h"
#include "adapters/carrier/reconciler.h"
#include "adapters/carrier/recordings.h"
#include "adapters/carrier/watched_send.h"
#include "adapters/host/host.h"
#include "adapters/http/current.h"
#include "adapters/http/timers.h"
#include "adapters/http/url.h"
#include "adapters/journal/due_list.h"
#include "adapters/journal/letter_file.h"
#include "adapters/journal/sqlite_store.h"
#include "adapters/operations/board.h"
#include "adapters/operations/diverts.h"
#include "adapters/operations/documents.h"
#include "adapters/operations/event_feed.h"
#include "adapters/operations/health.h"
#include "adapters/operations/local_request.h"
#include "adapters/operations/metrics.h"
#include "adapters/signatures/hmac.h"
#include "adapters/taskrouter/api.h"
#include "adapters/webhooks/webhooks.h"
#include "cli/serve/beside_journals.h"
#include "cli/serve/carrier_orders.h"
#include "cli/serve/changes.h"
#include "cli/serve/descriptors.h"
#include "cli/serve/event_forms.h"
#include "cli/serve/figures.h"
#include "cli/serve/outside_failures.h"
#include "cli/serve/settings.h"
#include "cli/serve/telling.h"
#include "cli/serve/workspaces.h"
#include "cli/version.h"
#include "engine/codec/calendar/zones.h"

namespace switchyard::cli {
namespace {

namespace callbacks = adapters::callbacks;
namespace carrier = adapters::carrier;
namespace host = adapters::host;
namespace http = adapters::http;
namespace operations = adapters::operations;
namespace taskrouter = adapters::taskrouter;
namespace webhooks = adapters::webhooks;

constexpr std::chrono::seconds grace{10};
constexpr std::size_t largest_document = std::size_t{64} << 20;  // a workspace of thousands of dealers
constexpr std::uint64_t other_descriptors = 100;                 // journals, the log, requests that go out

Time now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

operations::LogLevel level_of(host::Level level) {
  if (level == host::Level::error) return operations::LogLevel::error;
  return level == host::Level::warning ? operations::LogLevel::warn : operations::LogLevel::info;
}

// Somebody outside asks for us by that name, so there is a proxy before us, and it may mark nothing.
bool is_public(const std::string& public_url) {
  if (public_url.empty()) return false;
  const auto url = http::parse_url(public_url);
  return !url || !operations::is_this_machine(url->host);
}

}  // namespace

// Destroyed from the bottom: whoever calls goes before whoever is called.
struct LiveProgram::Parts {
  explicit Parts(const ServeConfig& settings)
      : config(settings), running(settings), log(operations::Log::to_stderr(log_options(settings))) {}
  ~Parts() { stop(); }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  Outcome<void> open_journals(const std::string& version);
  Outcome<void> open_side_files();
  void tell_damage(const adapters::journal::Damage& damage);
  Outcome<void> open_client();
  Outcome<void> build_ways_in();
  void build_ways_out();
  Outcome<void> ask_what_rings();
  carrier::KeepRecording keep_recording();
  carrier::NobodyRings nobody_rings();
  adapters::agents::SendReply send_reply();
  void build_operations(const std::string& version);
  Outcome<void> listen();
  void stop();
  void complain(const std::string& fault);  // about the answer to an assignment callback
  void broken(const std::string& invariant);
  void count_descriptors();
  void take_over(const ServeConfig& fresh, webhooks::Senders senders);

  void handle(http::Request request, http::Respond respond);
  bool is_operator(const http::Request& request) const;
  std::size_t largest_body(const http::Request& head) const;
  std::vector<operations::Check> checks() const;
  http::Send sender();
  http::Send counted_sender(std::string target);
  http::Send carrier_sender();
  http::After timer();
  http::JudgeUrl judge() const {
    return [this](std::string_view url) { return client->refuses(url); };
  }
  Time last_turn() const { return host->health().stamp; }

  const ServeConfig config;            // of the start
  http::Current<ServeConfig> running;  // with what has been taken over since
  operations::Log log;
  callbacks::HopelessUrls hopeless{[this](const std::string& url, const std::string& why) {
    log.warn("callback_hopeless", {{"url", std::string_view(url)}, {"text", std::string_view(why)}});
  }};
  OutsideFailures failures{log, now};
  std::atomic<bool> gave_up = false;
  std::atomic<bool> host_answered = false;
  bool host_is_asked = false;
  std::vector<operations::Check> damages;  // all of them at the start; ok, because work goes on
  std::unique_ptr<host::Host> host;
  std::unique_ptr<taskrouter::Api> api;
  std::unique_ptr<adapters::journal::DueList> ended_calls;
  std::unique_ptr<webhooks::Webhooks> webhooks;
  std::unique_ptr<adapters::journal::DueList> deletions;
  std::unique_ptr<adapters::journal::LetterFile> letters;
  std::unique_ptr<carrier::Recordings> recordings;
  std::unique_ptr<carrier::Carrier> carrier;
  std::unique_ptr<carrier::Reconciler> reconciler;
  std::unique_ptr<callbacks::AssignmentCallbacks> assignments;
  std::unique_ptr<callbacks::EventCallbacks> events;
  std::unique_ptr<callbacks::DeadLetterPages> dead_letters;
  std::unique_ptr<operations::Metrics> metrics;
  std::unique_ptr<operations::EventFeed> feed;
  std::unique_ptr<operations::Documents> documents;
  std::unique_ptr<operations::Boards> boards;
  std::unique_ptr<operations::Diverts> diverts;
  http::Current<adapters::agents::AgentTokens> agent_tokens{cli::agent_tokens(config)};
  std::unique_ptr<adapters::agents::AgentSockets> agents;
  std::unique_ptr<http::Timers> timers;
  std::unique_ptr<http::Client> client;
  std::unique_ptr<http::Server> server;
};

Outcome<void> LiveProgram::Parts::open_journals(const std::string& version) {
  auto store = adapters::journal::open_sqlite_store(config.journal_folder);
  if (!store) return fail(ExitCode::environment, store.error().text);
  host::HostOptions options;
  options.queue_limit = config.queue_limit;
  options.snapshot_every = config.snapshot_every;
  options.journal_kept = config.journal_kept;
  options.engine_version = version;
  options.seen_again = hours(24);
  options.log = [this](host::Level level, const std::string& text) {
    log.say(level_of(level), "host", {{"text", std::string_view(text)}});
  };
  options.decision_threw = [this] { broken("decision"); };
  options.gave_up = [this](const std::string& why) {
    log.error("journal_failed", {{"text", std::string_view(why)}});
    gave_up = true;
  };
  host = std::make_unique<host::Host>(*std::move(store), std::move(options));
  return {};
}

// None of these files keeps the program from starting by what is in it.
Outcome<void> LiveProgram::Parts::open_side_files() {
  namespace journal = adapters::journal;
  const auto open = [this](auto& there, auto opened) -> Outcome<void> {
    if (!opened) return fail(ExitCode::environment, opened.error().text);
    there = *std::move(opened);
    if (there->damage()) tell_damage(*there->damage());
    return {};
  };
  const std::string folder = config.journal_folder + "/";
  if (auto done = open(deletions, journal::DueList::open(folder + "recordings.due")); !done) return done;
  if (auto done = open(ended_calls, journal::DueList::open(folder + "calls.ended")); !done) return done;
  return open(letters, journal::LetterFile::open(folder + "events.dead"));
}

void LiveProgram::Parts::tell_damage(const adapters::journal::Damage& damage) {
  const auto name = [](const std::string& path) { return path.substr(path.rfind('/') + 1); };
  const std::string file = name(damage.file);
  const std::string kept_as = name(damage.kept_as);
  log.error(
      "damaged_file",
      {{"file", std::string_view(file)}, {"kept_as", std::string_view(kept_as)}, {"rows_read", damage.rows}});
  damages.push_back({"file:" + file, true,
                     fmt::format("was damaged at the start, stands in {} now; {} of its rows could be read",
                                 kept_as, damage.rows)});
}

Outcome<void> LiveProgram::Parts::open_client() {
  timers = std::make_unique<http::Timers>();
  auto started = http::Client::start(client_options(config));
  if (!started) return fail(ExitCode::invalid_input, started.error());
  client = *std::move(started);
  return {};
}

http::Send LiveProgram::Parts::sender() {
  return [this](http::OutgoingRequest request, std::function<void(http::SendResult)> done) {
    http::ClientRequest sent{std::move(request.method), std::move(request.url), std::move(request.headers),
                             std::move(request.body),
                             std::chrono::milliseconds(request.timeout.microseconds / 1'000)};
    client->send(std::move(sent), [done = std::move(done)](http::Client::Result result) {
      http::SendResult answer;
      if (result) {
        answer.response = *std::move(result);
      } else {
        using Kind = http::ClientError::Kind;
        answer.error = result.error().text;
        answer.hopeless =
            result.error().kind == Kind::bad_request || result.error().kind == Kind::forbidden_address;
      }
      done(std::move(answer));
    });
  };
}

http::Send LiveProgram::Parts::counted_sender(std::string target) {
  return callbacks::count_attempts(callbacks::watch_for_hopeless(sender(), hopeless),
                                   [this, target = std::move(target)](std::string_view result) {
                                     metrics->webhook_delivered(target, std::string(result));
                                   });
}

http::Send LiveProgram::Parts::carrier_sender() {
  return carrier::watch_failures(
      sender(), carrier_settings(config),
      [this](const carrier::RequestFailure& failure) { failures.carrier(failure); });
}

http::After LiveProgram::Parts::timer() {
  return [this](Duration wait, std::function<void()> call) {
    timers->after(std::chrono::microseconds(wait.microseconds), std::move(call));
  };
}

Outcome<void> LiveProgram::Parts::build_ways_in() {
  taskrouter::Settings settings{config.public_url, now, {}};
  settings.judge_url = judge();
  if (config.carrier) {
    settings.work.carrier = [this](const adapters::InstructionOrder& order) {
      carry_out_order(*carrier, order);
    };
  }
  settings.requests_of_account = account_rate(config);
  api = std::make_unique<taskrouter::Api>(*host, taskrouter::Accounts(credentials_of(config)),
                                          std::move(settings));
  host->observe(*api);
  webhooks::Settings door = webhook_settings(config);
  door.ended_calls = end_list(*ended_calls);
  door.refused = [this](webhooks::Kind kind, webhooks::Result result, unsigned status) {
    failures.webhook(kind, result, status);
  };
  auto made = webhooks::Webhooks::make(*host, std::move(door), now, timer(), [this] {
    if (reconciler) reconciler->gap_since(now());
  });
  if (!made) return fail(ExitCode::invalid_input, made.error());
  webhooks = *std::move(made);
  host->observe(*webhooks);
  return {};
}

void LiveProgram::Parts::build_ways_out() {
  const auto read_settings = [this](const Workspace& rules) {
    return callback_settings(*running.get(), rules);
  };
  if (config.carrier) {
    recordings = std::make_unique<carrier::Recordings>(carrier_sender(), timer(), now,
                                                       carrier_settings(config), deletion_list(*deletions));
    carrier = std::make_unique<carrier::Carrier>(*host, carrier_sender(), timer(), carrier_settings(config),
                                                 RungByCallback(config), keep_recording(), nobody_rings());
    host->observe(*carrier);
    reconciler = std::make_unique<carrier::Reconciler>(
        carrier_sender(), timer(), now, carrier_settings(config),
        [this](const http::Fields& form, std::function<void(bool)> done) {
          webhooks->take_message(form, [done = std::move(done)](webhooks::Result result) {
            done(result != webhooks::Result::unavailable);
          });
        });
    host->observe(*reconciler);
  }
  callbacks::CarryOut carry_out;
  if (carrier) {
    carry_out = [this](const std::string& workspace, const OfferReservation& offer,
                       const callbacks::Instruction& instruction) {
      carrier->carry_out(workspace, offer, instruction.name, instruction.fields);
    };
  }
  assignments = std::make_unique<callbacks::AssignmentCallbacks>(
      *host, counted_sender("assignment"), timer(), read_settings, std::move(carry_out),
      [this](const std::string& fault) { complain(fault); });
  host->observe(*assignments);
  events = std::make_unique<callbacks::EventCallbacks>(
      counted_sender("events"), timer(), now, read_settings,
      [this](const adapters::WorkspaceView& view, const adapters::TurnSeen& turn) {
        const auto* kept = api->events(view.name);
        return kept ? event_forms(*kept, view, turn) : std::vector<http::Fields>{};
      },
      callbacks::Memory{event_bookmark(config.journal_folder), dead_letter_shelf(*letters, log)});
  host->observe(*events);
  dead_letters = std::make_unique<callbacks::DeadLetterPages>(
      *events, [this](const http::Request& request) { return is_operator(request); });
}

carrier::KeepRecording LiveProgram::Parts::keep_recording() {
  return [this](const std::string& recording, Duration kept) { recordings->keep(recording, kept); };
}

carrier::NobodyRings LiveProgram::Parts::nobody_rings() {
  return [this](const adapters::WorkspaceView& view, const ConnectTask& effect) {
    const SidKey key = view.engine.state().sid_key;
    const std::string reservation = make_sid(key, SidKind::reservation, effect.reservation.value);
    const std::string worker = make_sid(key, SidKind::worker, effect.worker.value + 1);
    log.warn("no_telephone",
             {{"workspace", view.name},
              {"reservation", std::string_view(reservation)},
              {"worker", std::string_view(worker)},
              {"text", std::string_view("the worker took a call and has no contact_uri: nobody is rung")}});
    agents->nobody_rings(view, effect);
  };
}

adapters::agents::SendReply LiveProgram::Parts::send_reply() {
  if (!carrier) return {};
  return [this](const adapters::WorkspaceView& view, TaskId task, const std::string& key,
                const std::string& text, std::function<void(const adapters::agents::ReplyResult&)> sent) {
    carrier->reply(view, task, key, text, std::move(sent));
  };
}

Outcome<void> LiveProgram::Parts::ask_what_rings() {
  if (!carrier) return {};
  recordings->begin();
  const bool asked = host->look_at_all(
      [this](const std::vector<adapters::WorkspaceView>& views) { carrier->come_back(views); });
  if (!asked) return fail(ExitCode::environment, "the host takes no work");
  return {};
}

void LiveProgram::Parts::build_operations(const std::string& version) {
  operations::MetricsOptions options;
  options.version = version;
  options.commit = commit();
  options.tzdata = codec::tzdata_version();
  metrics = std::make_unique<operations::Metrics>(std::move(options));
  host->observe(*metrics);
  operations::EventFeedOptions feed_options;
  feed_options.may_read = [this](const http::Request& request) { return is_operator(request); };
  feed = std::make_unique<operations::EventFeed>(std::move(feed_options));
  host->observe(*feed);
  documents = std::make_unique<operations::Documents>(
      *host, [this](const http::Request& request) { return is_operator(request); },
      [judge = judge()](const codec::Document& document) {
        return callbacks::check_callback_urls(document, judge);
      });
  boards = std::make_unique<operations::Boards>(
      *host, [this](const http::Request& request) { return is_operator(request); });
  diverts = std::make_unique<operations::Diverts>(
      *host, [this](const http::Request& request) { return is_operator(request); }, carrier != nullptr);
  adapters::agents::AgentOptions agent_options;
  agent_options.grace = config.presence_grace;
  agent_options.tokens = [this] { return agent_tokens.get(); };
  agent_options.send_reply = send_reply();
  agents = std::make_unique<adapters::agents::AgentSockets>(*host, std::move(agent_options), timer());
  host->observe(*agents);
}

Outcome<void> LiveProgram::Parts::listen() {
  http::ServerOptions options = server_options(config);
  options.streams.push_back(feed->stream());
  options.streams.push_back(agents->stream());
  options.cannot_accept = [this](std::uint64_t times, const std::string& why) {
    log.error("cannot_accept", {{"times", times}, {"text", std::string_view(why)}});
  };
  options.larger_body = [this](const http::Request& head) { return largest_body(head); };
  options.handler_threw = [this](const std::string& why) {
    log.error("handler_threw", {{"text", std::string_view(why)}});
    broken("request");
  };
  auto started =
      http::Server::start(std::move(options), [this](http::Request request, http::Respond respond) {
        handle(std::move(request), std::move(respond));
      });
  if (!started) return fail(ExitCode::environment, started.error());
  server = *std::move(started);
  log.info("listening",
           {{"address", std::string_view(config.address)}, {"port", std::uint64_t{server->port()}}});
  return {};
}

void LiveProgram::Parts::complain(const std::string& fault) {
  log.warn("assignment_callback", {{"text", std::string_view(fault)}});
}

// Metrics are there before anybody works.
void LiveProgram::Parts::broken(const std::string& invariant) {
  metrics->invariant_broken(invariant);
}

void LiveProgram::Parts::count_descriptors() {
  const std::uint64_t limit = raise_descriptor_limit();
  const std::uint64_t needed = config.connection_limit + other_descriptors;
  if (limit < needed) log.warn("few_descriptors", {{"limit", limit}, {"needed", needed}});
}

void LiveProgram::Parts::take_over(const ServeConfig& fresh, webhooks::Senders senders) {
  running.put(cli::take_over(*running.get(), fresh));
  const auto now_running = running.get();
  log.set_least(log_level(*now_running));
  server->limit_addresses(address_rate(*now_running));
  api->admit(taskrouter::Accounts(credentials_of(*now_running)), account_rate(*now_running));
  webhooks->admit(std::move(senders), account_rate(*now_running));
  agent_tokens.put(cli::agent_tokens(*now_running));
  // Callbacks are signed with the account's token. A host that takes no work reads it with the next change.
  static_cast<void>(host->look_at_all([this](const std::vector<adapters::WorkspaceView>& views) {
    for (const adapters::WorkspaceView& view : views) {
      assignments->read_again(view);
      events->read_again(view);
    }
  }));
}

void LiveProgram::Parts::stop() {
  if (server) server->stop(grace);
  if (host) host->stop();
  if (events) events->settle(std::chrono::seconds(2));
  client.reset();
  timers.reset();
}

bool LiveProgram::Parts::is_operator(const http::Request& request) const {
  const auto settings = running.get();
  if (settings->operator_token.empty())
    return !is_public(config.public_url) && operations::is_asked_here(request);
  const auto header = http::find_header(request.headers, "Authorization");
  return header && adapters::signatures::is_same_secret(*header, "Bearer " + settings->operator_token);
}

// Strangers must not fill our memory, so it is asked who comes before the body is read.
std::size_t LiveProgram::Parts::largest_body(const http::Request& head) const {
  const bool is_document = head.path.starts_with("/v1/documents/");
  return is_document && is_operator(head) ? largest_document : config.body_limit;
}

std::vector<operations::Check> LiveProgram::Parts::checks() const {
  const host::Health health = host->health();
  std::vector<operations::Check> checks = damages;
  for (const host::WorkspaceHealth& workspace : health.workspaces) {
    const std::string facts = fmt::format("sequence {}, turn hash {}, snapshot {}", workspace.sequence,
                                          workspace.turn_hash, workspace.snapshot_sequence);
    checks.push_back({"journal:" + workspace.name, workspace.journal_works,
                      workspace.journal_works ? facts : workspace.journal_problem});
  }
  checks.push_back(
      {"host", !health.gave_up,
       fmt::format("{} of {} places in the queue are taken", health.queued, health.queue_limit)});
  return checks;
}

void LiveProgram::Parts::handle(http::Request request, http::Respond respond) {
  const std::string_view path = request.path;
  if (path.starts_with("/webhooks/")) return webhooks->handle(request, std::move(respond));
  if (path.starts_with("/v1/Workspaces")) return api->handle(std::move(request), std::move(respond));
  if (path == "/v1/documents" || path.starts_with("/v1/documents/"))
    return documents->handle(request, std::move(respond));
  if (path.starts_with(operations::Diverts::root)) return diverts->handle(request, std::move(respond));
  if (path == "/v1/board") return boards->handle(request, std::move(respond));
  if (path.starts_with(callbacks::DeadLetterPages::root)) return respond(dead_letters->answer(request));
  if (path.starts_with("/carrier/") && carrier)
    return carrier->handle(request, failures.watch_report(std::move(respond)));
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (path == "/livez" && reads) return respond(operations::livez());
  if (path == "/readyz" && reads) {
    const bool verbose = http::find_field(request.query, "verbose") && is_operator(request);
    return respond(operations::readyz(checks(), verbose));
  }
  if (path == "/metrics" && reads && is_operator(request)) {
    metrics->webhook_outbox(events->figures().age.value_or(Duration{}));
    tell_webhooks(*metrics, webhooks->counters());
    tell_webhooks(*metrics, failures.reports());
    tell_http(*metrics, server->counts());
    if (reconciler) tell_reconciler(*metrics, reconciler->figures());
    return respond(metrics->scrape(now()));
  }
  respond({404,
           {{"Content-Type", "application/json"}},
           R"({"code":20404,"message":"there is nothing at this path","status":404})"});
}

LiveProgram::LiveProgram(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

LiveProgram::~LiveProgram() = default;

Outcome<std::unique_ptr<LiveProgram>> LiveProgram::start(const ServeConfig& config,
                                                         const std::string& version) {
  ServeConfig named = config;
  if (auto done = name_workspaces(named); !done) return tl::unexpected(done.error());
  auto parts = std::make_unique<Parts>(named);
  parts->count_descriptors();
  if (auto opened = parts->open_journals(version); !opened) return tl::unexpected(opened.error());
  if (auto opened = parts->open_side_files(); !opened) return tl::unexpected(opened.error());
  if (auto opened = parts->open_client(); !opened) return tl::unexpected(opened.error());
  if (auto built = parts->build_ways_in(); !built) return tl::unexpected(built.error());
  parts->build_ways_out();
  parts->build_operations(version);
  if (auto started = parts->host->start(); !started) return fail(ExitCode::environment, started.error());
  parts->events->resume();
  parts->webhooks->begin();
  parts->agents->expect_all();
  if (auto asked = parts->ask_what_rings(); !asked) return tl::unexpected(asked.error());
  if (parts->reconciler) parts->reconciler->gap_since(parts->last_turn());
  const auto made = make_workspaces(*parts->host, parts->config, nullptr, parts->judge());
  if (!made) return tl::unexpected(made.error());
  for (const codec::Problem& warning : made->list()) log_problem(parts->log, warning);
  if (auto listens = parts->listen(); !listens) return tl::unexpected(listens.error());
  return std::unique_ptr<LiveProgram>(new LiveProgram(std::move(parts)));
}

bool LiveProgram::gave_up() const {
  return parts_->gave_up;
}

bool LiveProgram::works() {
  const bool answered = parts_->host_answered.exchange(false);
  if (answered || !parts_->host_is_asked) {
    parts_->host_is_asked = parts_->host->look_at_all(
        [parts = parts_.get()](const std::vector<adapters::WorkspaceView>&) { parts->host_answered = true; });
  }
  return answered;
}

std::string LiveProgram::status() const {
  std::string failed;
  for (const operations::Check& check : parts_->checks()) {
    if (!check.ok) failed += (failed.empty() ? "not ready: " : ", ") + check.name;
  }
  const std::string place = fmt::format("{}:{}", parts_->config.address, parts_->server->port());
  return failed.empty() ? "serving on " + place : failed;
}

// What can fail comes first, so that it is all or nothing.
Outcome<ConfigChanges> LiveProgram::reload(const ServeConfig& config) {
  ServeConfig named = config;
  if (auto done = name_workspaces(named); !done) return tl::unexpected(done.error());
  auto senders = webhooks::read_senders(webhook_settings(named));
  if (!senders) return fail(ExitCode::invalid_input, senders.error());
  using Use = tl::expected<std::function<void()>, std::string>;
  const bool is_where_it_was = named.tls && named.tls == parts_->config.tls;
  const Use use_certificate = is_where_it_was ? parts_->server->read_certificate() : Use([] {});
  if (!use_certificate) return fail(ExitCode::environment, use_certificate.error());
  const auto running = parts_->running.get();
  const auto made = make_workspaces(*parts_->host, named, running.get(), parts_->judge());
  if (!made) return tl::unexpected(made.error());
  for (const codec::Problem& warning : made->list()) log_problem(parts_->log, warning);
  (*use_certificate)();
  ConfigChanges changes = changes_between(*running, named);
  parts_->take_over(named, *std::move(senders));
  return changes;
}

void LiveProgram::stop() {
  parts_->stop();
}

}  // namespace switchyard::cli
