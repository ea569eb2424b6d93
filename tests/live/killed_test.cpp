// Messages come while the server is killed again and again: each acknowledged one is there, exactly once.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "adapters/host/recover.h"
#include "adapters/journal/sqlite_journal.h"
#include "engine/codec/replay/compile_source.h"
#include "tests/live/centre.h"
#include "tests/support/live_server.h"

namespace switchyard::live {
namespace {

int number_from_environment(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoi(text);
}

constexpr int senders = 4;

std::string sid_of(int number) {
  const std::string digits = std::to_string(number);
  return "SM" + std::string(32 - digits.size(), '0') + digits;
}

// Sends its share of the messages, each once to three times, until each was acknowledged.
void send_share(const LiveServer& server, int share, int messages, std::atomic<int>& acknowledged) {
  std::mt19937 chance(static_cast<unsigned>(share));
  HttpConnection connection(server.port());
  const std::string url = server.url() + "/webhooks/sms";
  for (int number = share; number < messages; number += senders) {
    const std::string from = "+1202555" + std::to_string(1'000 + number % 9'000);
    const SignedForm form = sms(url, sid_of(number), from, centre_number, "hello");
    const auto copies = 1 + chance() % 3;
    for (std::uint_fast32_t copy = 0; copy < copies;) {
      const Reply reply = connection.request("POST", "/webhooks/sms", form.headers, form.body);
      if (reply.status == 200) {
        ++copy;
      } else {
        ASSERT_TRUE(reply.status == 0 || reply.status == 503) << reply.status << ' ' << reply.body;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    }
    ++acknowledged;
  }
}

struct Found {
  std::uint64_t threads_made = 0;  // messages that made a task or joined one
  std::set<std::string> keys;
  std::string turn_hash;
};

Found replay_of(const LiveServer& server) {
  Found found;
  auto journal = adapters::journal::SqliteJournal::open(server.journal(), adapters::journal::Access::read);
  if (!journal) throw std::runtime_error(journal.error().text);
  adapters::host::RecoveryOptions options;
  options.use_snapshots = false;
  options.observe = [&](const codec::ReplayedTurn& turn) {
    const auto* arrives = std::get_if<TaskArrives>(&turn.command);
    if (arrives == nullptr) return;
    EXPECT_TRUE(found.keys.insert(arrives->key).second) << arrives->key << " was journaled twice";
    for (const Event& event : turn.output.events)
      EXPECT_FALSE(std::holds_alternative<CommandRefused>(event)) << arrives->key;
  };
  const auto state = adapters::host::recover(**journal, codec::compile_source, options);
  if (!state) throw std::runtime_error(state.error().text);
  found.turn_hash = codec::to_hex(state->turns.digest());
  return found;
}

// What the live host says of itself is what a replay comes to.
void expect_hash(const LiveServer& server, const Found& found) {
  HttpConnection connection(server.port());
  const Reply state = connection.request("GET", "/readyz?verbose", "", "");
  EXPECT_EQ(state.status, 200);
  EXPECT_NE(state.body.find("turn hash " + found.turn_hash + ","), std::string::npos)
      << state.body << found.turn_hash;
}

void expect_each_exactly_once(int messages, int kills) {
  LiveServer server(SWITCHYARD_PROGRAM, centre_config(), centre_workspace());
  server.start();
  std::atomic<int> acknowledged = 0;
  std::vector<std::thread> threads;
  for (int share = 0; share < senders; ++share)
    threads.emplace_back([&, share] { send_share(server, share, messages, acknowledged); });
  std::mt19937 chance(1);
  for (int kill = 1; kill <= kills; ++kill) {
    const int until = messages * kill / (kills + 1);
    while (acknowledged < until) std::this_thread::sleep_for(std::chrono::milliseconds(1 + chance() % 5));
    server.kill();
    server.start();
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(server.stop(), 0) << server.log();
  const Found found = replay_of(server);
  EXPECT_EQ(found.keys.size(), static_cast<std::size_t>(messages));
  server.start();
  expect_hash(server, found);
}

TEST(Killed, server_has_each_acknowledged_message_exactly_once) {
  expect_each_exactly_once(number_from_environment("SWITCHYARD_LIVE_MESSAGES", 2'000),
                           number_from_environment("SWITCHYARD_LIVE_KILLS", 5));
}

TEST(SlowKilled, server_has_each_of_100000_messages_exactly_once_after_50_kills) {
  expect_each_exactly_once(100'000, 50);
}

TEST(Killed, server_and_replay_have_the_same_hash) {
  LiveServer server(SWITCHYARD_PROGRAM, centre_config(), centre_workspace());
  server.start();
  std::atomic<int> acknowledged = 0;
  send_share(server, 0, 400, acknowledged);
  server.kill();
  server.start();
  send_share(server, 1, 400, acknowledged);
  expect_hash(server, replay_of(server));
}

}  // namespace
}  // namespace switchyard::live
