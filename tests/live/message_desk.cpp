// Put together as `switchyard serve` does it, without what messages do not need.
#include "tests/live/message_desk.h"

#include <filesystem>
#include <future>
#include <stdexcept>

#include "adapters/host/recover.h"
#include "adapters/journal/sqlite_journal.h"
#include "adapters/journal/sqlite_store.h"
#include "engine/codec/replay/compile_source.h"

namespace switchyard::live {

using namespace adapters;

namespace {

Time now() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

webhooks::Settings settings_for(std::uint16_t port) {
  webhooks::Settings settings;
  settings.public_url = "http://127.0.0.1:" + std::to_string(port);
  settings.accounts.push_back({LiveServer::account, {LiveServer::token}, {}, true});
  return settings;
}

void open_workspace(host::Host& host, const std::string& document) {
  if (!host.health().workspaces.empty()) return;
  std::promise<std::string> problem;
  const bool asked = host.open_workspace(
      document, [&](const auto& opened) { problem.set_value(opened ? "" : opened.error()); });
  const std::string told = asked ? problem.get_future().get() : "the host takes no work";
  if (!told.empty()) throw std::runtime_error(told);
}

}  // namespace

MessageDesk::MessageDesk(const journal_tests::ForgetfulVfs& disk, const std::string& folder,
                         std::uint16_t port, const std::string& workspace) {
  auto store = journal::open_sqlite_store(folder, disk.name());
  if (!store) throw std::runtime_error(store.error().text);
  host::HostOptions options;
  options.engine_version = "test";
  options.clock = now;
  options.snapshot_every = 200;
  options.gave_up = [this](const std::string&) { gave_up_ = true; };
  host_ = std::make_unique<host::Host>(*std::move(store), std::move(options));
  const http::After after = [this](Duration wait, std::function<void()> call) {
    timers_.after(std::chrono::microseconds(wait.microseconds), std::move(call));
  };
  auto made = webhooks::Webhooks::make(*host_, settings_for(port), now, after);
  if (!made) throw std::runtime_error(made.error());
  webhooks_ = *std::move(made);
  host_->observe(*webhooks_);
  if (const auto started = host_->start(); !started) throw std::runtime_error(started.error());
  open_workspace(*host_, workspace);
  http::ServerOptions door;
  door.port = port;
  auto listens = http::Server::start(door, [this](http::Request request, http::Respond respond) {
    webhooks_->handle(request, std::move(respond));
  });
  if (!listens) throw std::runtime_error(listens.error());
  server_ = *std::move(listens);
}

MessageDesk::~MessageDesk() {
  server_->stop(std::chrono::seconds(5));
  host_->stop();
}

std::string MessageDesk::turn_hash() {
  std::promise<void> looked;
  if (!host_->look_at_all([&](const auto&) { looked.set_value(); })) return "";
  looked.get_future().wait();
  return host_->health().workspaces.at(0).turn_hash;
}

bool MessageDesk::journal_works() const {
  return !gave_up_ && host_->health().workspaces.at(0).journal_works;
}

Journaled journaled_in(const std::string& folder) {
  Journaled found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".journal") continue;
    auto journal = journal::SqliteJournal::open(entry.path().string(), journal::Access::read);
    if (!journal) return {{}, "", journal.error().text};
    host::RecoveryOptions options;
    options.use_snapshots = false;
    options.observe = [&](const codec::ReplayedTurn& turn) {
      if (const auto* arrives = std::get_if<TaskArrives>(&turn.command)) found.keys.push_back(arrives->key);
    };
    const auto state = host::recover(**journal, codec::compile_source, options);
    if (!state) return {std::move(found.keys), "", state.error().text};
    found.turn_hash = codec::to_hex(state->turns.digest());
  }
  return found;
}

}  // namespace switchyard::live
