// Messages over HTTP while the disk is full now and then, and while the power goes: each acknowledged one is
// there exactly once. The tests themselves are tested: without the flush, and without the key, they fail.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <random>
#include <thread>

#include "tests/live/centre.h"
#include "tests/live/message_desk.h"
#include "tests/support/temporary_folder.h"

namespace switchyard::live {
namespace {

constexpr int senders = 4;

std::string sid_of(int number) {
  const std::string digits = std::to_string(number);
  return "SM" + std::string(32 - digits.size(), '0') + digits;
}

// What the senders know: the messages that were answered with 200, as of any moment.
class Acknowledged {
 public:
  void add(int number) {
    const std::lock_guard lock(mutex_);
    numbers_.insert(number);
  }
  std::set<int> now() const {
    const std::lock_guard lock(mutex_);
    return numbers_;
  }
  int count() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(numbers_.size());
  }

 private:
  mutable std::mutex mutex_;
  std::set<int> numbers_;
};

struct Traffic {
  std::uint16_t port = 0;
  int messages = 0;
  bool keyed = true;  // false: each copy has another id, so that nothing tells that it is one
  std::atomic<bool> stop = false;
  std::atomic<int> refused = 0;
  Acknowledged acknowledged;

  std::string id_of(int number, std::uint_fast32_t copy) const {
    return sid_of(keyed ? number : number + static_cast<int>(copy) * 1'000'000);
  }
};

// Its share of the messages, each once to three times, each copy until it was acknowledged.
void send_share(Traffic& traffic, int share) {
  std::mt19937 chance(static_cast<unsigned>(share) + 1);
  HttpConnection connection(traffic.port);
  const std::string url = "http://127.0.0.1:" + std::to_string(traffic.port) + "/webhooks/sms";
  for (int number = share; number < traffic.messages; number += senders) {
    const auto copies = 1 + chance() % 3;
    for (std::uint_fast32_t copy = 0; copy < copies && !traffic.stop;) {
      const std::string from = "+1202555" + std::to_string(1'000 + number % 9'000);
      const SignedForm form = sms(url, traffic.id_of(number, copy), from, centre_number, "hello");
      const Reply reply = connection.request("POST", "/webhooks/sms", form.headers, form.body);
      if (reply.status == 200) {
        traffic.acknowledged.add(number);
        ++copy;
      } else {
        ASSERT_TRUE(reply.status == 0 || reply.status == 503) << reply.status << ' ' << reply.body;
        ++traffic.refused;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    }
  }
}

// True when it came about within a minute.
template <class Condition>
bool comes_about(const Condition& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

class Senders {
 public:
  explicit Senders(Traffic& traffic) : traffic_(traffic) {
    for (int share = 0; share < senders; ++share)
      threads_.emplace_back([&traffic, share] { send_share(traffic, share); });
  }
  ~Senders() {
    if (std::uncaught_exceptions() > 0 || testing::Test::HasFailure()) traffic_.stop = true;
    join();
  }
  void join() {
    for (std::thread& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

 private:
  Traffic& traffic_;
  std::vector<std::thread> threads_;
};

struct Verdict {
  std::size_t lost = 0;   // acknowledged, and not there
  std::size_t again = 0;  // there more than once
};

Verdict verdict_of(const Journaled& found, const std::set<int>& acknowledged) {
  std::map<std::string, int> times;
  for (const std::string& key : found.keys) {
    // Without a common key a copy is known by its last six digits.
    ++times[key.substr(key.size() - 6)];
  }
  Verdict verdict;
  for (const int number : acknowledged) {
    const std::string sid = sid_of(number);
    if (!times.contains(sid.substr(sid.size() - 6))) ++verdict.lost;
  }
  for (const auto& [key, count] : times) verdict.again += count > 1 ? 1 : 0;
  return verdict;
}

struct Desk {
  journal_tests::ForgetfulVfs disk{"nothing-lost"};
  TemporaryFolder folder;
  std::uint16_t port = free_port();
  int cuts = 0;

  std::string journals() const { return folder / "journals"; }
  std::string cut(bool torn) {
    const std::string to = folder / ("cut" + std::to_string(++cuts));
    disk.copy_after_power_cut(journals(), to, torn);
    return to;
  }
};

// --- the power goes

// The journal as it would be found, looked at several times while messages come.
Verdict lost_in_power_cuts(Desk& desk, Traffic& traffic, int looks) {
  Verdict all;
  MessageDesk server(desk.disk, desk.journals(), desk.port, centre_workspace());
  Senders running(traffic);
  for (int look = 1; look <= looks; ++look) {
    EXPECT_TRUE(
        comes_about([&] { return traffic.acknowledged.count() >= traffic.messages * look / (looks + 1); }));
    const std::set<int> acknowledged = traffic.acknowledged.now();
    const Journaled found = journaled_in(desk.cut(look % 2 == 0));
    if (!found.problem.empty()) {
      all.lost += acknowledged.size();
      continue;
    }
    const Verdict verdict = verdict_of(found, acknowledged);
    all.lost += verdict.lost;
    all.again += verdict.again;
  }
  return all;
}

TEST(NothingLost, over_http_when_the_power_goes) {
  Desk desk;
  Traffic traffic;
  traffic.port = desk.port;
  traffic.messages = 1'000;
  const Verdict verdict = lost_in_power_cuts(desk, traffic, 8);
  EXPECT_EQ(verdict.lost, 0u);
  EXPECT_EQ(verdict.again, 0u);
  const Journaled found = journaled_in(desk.journals());
  EXPECT_EQ(found.problem, "");
  EXPECT_EQ(found.keys.size(), 1'000u);
  EXPECT_GT(desk.disk.flushes(), 8u);
}

// After the cut a new server goes on where the old one's disk was, and the senders, who do not know, send
// what was not acknowledged, and much of the rest, again.
TEST(NothingLost, over_http_when_the_server_starts_again_on_what_the_cut_left) {
  Desk desk;
  std::string left;
  std::set<int> acknowledged;
  {
    Traffic traffic;
    traffic.port = desk.port;
    traffic.messages = 600;
    MessageDesk server(desk.disk, desk.journals(), desk.port, centre_workspace());
    Senders running(traffic);
    EXPECT_TRUE(comes_about([&] { return traffic.acknowledged.count() >= 300; }));
    acknowledged = traffic.acknowledged.now();
    left = desk.cut(true);
    traffic.stop = true;
  }
  EXPECT_EQ(verdict_of(journaled_in(left), acknowledged).lost, 0u);
  Traffic again;
  again.port = desk.port;
  again.messages = 600;
  std::string hash;
  {
    MessageDesk server(desk.disk, left, desk.port, centre_workspace());
    Senders running(again);
    running.join();
    hash = server.turn_hash();
  }
  const Journaled found = journaled_in(left);
  EXPECT_EQ(found.problem, "");
  EXPECT_EQ(found.keys.size(), 600u);
  EXPECT_EQ(verdict_of(found, again.acknowledged.now()).again, 0u);
  EXPECT_EQ(found.turn_hash, hash);
}

TEST(NothingLost, is_what_the_test_denies_without_the_flush) {
  Desk desk;
  Traffic traffic;
  traffic.port = desk.port;
  traffic.messages = 400;
  desk.disk.flushing_lies(true);
  EXPECT_GT(lost_in_power_cuts(desk, traffic, 2).lost, 50u);
}

TEST(NothingLost, is_what_the_test_denies_without_the_key) {
  Desk desk;
  Traffic traffic;
  traffic.port = desk.port;
  traffic.messages = 200;
  traffic.keyed = false;
  const Verdict verdict = lost_in_power_cuts(desk, traffic, 2);
  EXPECT_EQ(verdict.lost, 0u);
  EXPECT_GT(verdict.again, 20u);
}

// The table of keys forgets at once: the same messages with their keys, and nothing remembers them.
TEST(NothingLost, is_what_the_test_denies_without_the_table_of_keys) {
  Desk desk;
  Traffic traffic;
  traffic.port = desk.port;
  traffic.messages = 200;
  std::string forgets = centre_workspace();
  forgets.insert(forgets.find("\"name\""), R"("dedup_kept": "1us", )");
  {
    MessageDesk server(desk.disk, desk.journals(), desk.port, forgets);
    Senders running(traffic);
    running.join();
  }
  const Journaled found = journaled_in(desk.journals());
  EXPECT_GT(verdict_of(found, traffic.acknowledged.now()).again, 20u);
}

// --- the disk is full

TEST(NothingLost, over_http_when_the_disk_is_full_now_and_then) {
  Desk desk;
  Traffic traffic;
  traffic.port = desk.port;
  traffic.messages = 1'000;
  std::string hash;
  {
    MessageDesk server(desk.disk, desk.journals(), desk.port, centre_workspace());
    Senders running(traffic);
    for (int time = 1; time <= 10; ++time) {
      EXPECT_TRUE(comes_about([&] { return traffic.acknowledged.count() >= traffic.messages * time / 11; }));
      desk.disk.disk_is_full(true);
      const int before = traffic.refused;
      EXPECT_TRUE(comes_about([&] { return traffic.refused >= before + 5; }));
      EXPECT_FALSE(server.journal_works());
      const std::set<int> acknowledged = traffic.acknowledged.now();
      EXPECT_EQ(verdict_of(journaled_in(desk.cut(false)), acknowledged).lost, 0u);
      desk.disk.disk_is_full(false);
    }
    running.join();
    EXPECT_TRUE(server.journal_works());
    hash = server.turn_hash();
  }
  const Journaled found = journaled_in(desk.journals());
  EXPECT_EQ(found.problem, "");
  EXPECT_EQ(found.keys.size(), 1'000u);
  EXPECT_EQ(verdict_of(found, traffic.acknowledged.now()).again, 0u);
  EXPECT_EQ(found.turn_hash, hash);
}

// --- the same with the program itself, on a disk of two megabytes

class SmallDisk {
 public:
  explicit SmallDisk(std::string place) : place_(std::move(place)) {
    std::filesystem::create_directories(place_);
    mounted_ = ::mount("none", place_.c_str(), "tmpfs", 0, "size=2m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(place_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool is_mounted() const { return mounted_; }
  void grow() const { ::mount("none", place_.c_str(), "tmpfs", MS_REMOUNT, "size=64m"); }

 private:
  std::string place_;
  bool mounted_ = false;
};

TEST(NothingLost, by_the_program_on_a_disk_that_is_full) {
  LiveServer server(SWITCHYARD_PROGRAM, centre_config(), centre_workspace());
  const SmallDisk disk(server.folder() + "/journals");
  if (!disk.is_mounted()) GTEST_SKIP() << "needs to be allowed to mount a tmpfs";
  server.start();
  Traffic traffic;
  traffic.port = server.port();
  traffic.messages = 20'000;
  Senders running(traffic);
  EXPECT_TRUE(comes_about([&] { return traffic.refused >= 20; }));
  HttpConnection connection(server.port());
  const Reply full = connection.request("GET", "/readyz?verbose", "", "");
  EXPECT_EQ(full.status, 503) << full.body;
  EXPECT_NE(full.body.find("[-]journal:centre failed"), std::string::npos) << full.body;
  EXPECT_NE(server.log().find("nothing is kept"), std::string::npos) << server.log();
  const int when_full = traffic.acknowledged.count();
  disk.grow();
  EXPECT_TRUE(comes_about([&] { return traffic.acknowledged.count() >= when_full + 500; }));
  traffic.stop = true;
  running.join();
  const std::set<int> acknowledged = traffic.acknowledged.now();
  const Reply good = connection.request("GET", "/readyz?verbose", "", "");
  EXPECT_EQ(good.status, 200) << good.body;
  EXPECT_EQ(server.stop(), 0) << server.log();
  const Journaled found = journaled_in(server.folder() + "/journals");
  EXPECT_EQ(found.problem, "");
  const Verdict verdict = verdict_of(found, acknowledged);
  EXPECT_EQ(verdict.lost, 0u);
  EXPECT_EQ(verdict.again, 0u);
  EXPECT_NE(good.body.find(found.turn_hash), std::string::npos) << good.body << found.turn_hash;
}

// A balancer that heeds /readyz posts nothing until it says ready; and it is a stranger.
TEST(NothingLost, is_ready_again_by_itself_when_the_disk_has_room) {
  LiveServer server(SWITCHYARD_PROGRAM, centre_config(), centre_workspace());
  const SmallDisk disk(server.folder() + "/journals");
  if (!disk.is_mounted()) GTEST_SKIP() << "needs to be allowed to mount a tmpfs";
  server.start();
  Traffic traffic;
  traffic.port = server.port();
  traffic.messages = 20'000;
  Senders running(traffic);
  EXPECT_TRUE(comes_about([&] { return traffic.refused >= 20; }));
  traffic.stop = true;
  running.join();
  HttpConnection connection(server.port());
  const auto readiness = [&] {
    return connection.request("GET", "/readyz", "X-Forwarded-For: 192.0.2.1\r\n", "");
  };
  EXPECT_TRUE(comes_about([&] { return readiness().status == 503; }));
  EXPECT_EQ(readiness().body, "readyz check failed\n");
  disk.grow();
  EXPECT_TRUE(comes_about([&] { return readiness().status == 200; })) << readiness().body;
}

}  // namespace
}  // namespace switchyard::live
