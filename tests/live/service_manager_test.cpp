// The program as a service of Type=notify: what it says to a socket that the test listens at.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "cli/serve/service_manager.h"
#include "cli/serve/supervision.h"
#include "tests/live/centre.h"

namespace switchyard::live {
namespace {

using std::chrono::milliseconds;

class Manager {
 public:
  explicit Manager(const std::string& address) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    std::memcpy(place.sun_path, address.data(), address.size());
    if (address.front() == '@') place.sun_path[0] = '\0';
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&place), size) != 0)
      throw std::runtime_error("cannot listen at " + address);
  }
  ~Manager() { ::close(socket_); }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  // The next datagram; empty when none came in that time.
  std::string next(milliseconds longest) const {
    const timeval wait{longest.count() / 1'000, longest.count() % 1'000 * 1'000};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    std::array<char, 4096> bytes{};
    const int flags = longest.count() == 0 ? MSG_DONTWAIT : 0;
    const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), flags);
    return {bytes.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
  }
  // The next that begins so; empty when none came in 10 s.
  std::string next_of(const std::string& begin) const {
    const auto end = std::chrono::steady_clock::now() + milliseconds(10'000);
    while (std::chrono::steady_clock::now() < end) {
      const std::string one = next(milliseconds(500));
      if (one.starts_with(begin)) return one;
    }
    return {};
  }

 private:
  int socket_;
};

// --- the program

class Service : public ::testing::TestWithParam<bool> {
 protected:
  std::string address() const {
    return GetParam() ? "@switchyard-test-" + std::to_string(::getpid()) : server_.folder() + "/notify";
  }
  void start(const std::string& socket) {
    ::setenv("NOTIFY_SOCKET", socket.c_str(), 1);
    ::setenv("WATCHDOG_USEC", "600000", 1);
    server_.start();
    ::unsetenv("NOTIFY_SOCKET");
    ::unsetenv("WATCHDOG_USEC");
  }

  LiveServer server_{SWITCHYARD_PROGRAM, centre_config(), centre_workspace()};
};

TEST_P(Service, tells_its_life) {
  const Manager manager(address());
  start(address());
  ASSERT_EQ(manager.next(milliseconds(10'000)), "READY=1");
  EXPECT_EQ(manager.next_of("STATUS"), "STATUS=serving on 127.0.0.1:" + std::to_string(server_.port()));
  for (int beats = 0; beats < 5; ++beats)  // twice the time after which it would be killed without
    EXPECT_EQ(manager.next(milliseconds(600)), "WATCHDOG=1");
  ::kill(server_.process(), SIGHUP);
  const std::string reloading = manager.next_of("RELOADING");
  EXPECT_TRUE(reloading.starts_with("RELOADING=1\nMONOTONIC_USEC=")) << reloading;
  EXPECT_EQ(manager.next_of("READY"), "READY=1");
  EXPECT_EQ(server_.stop(), 0);
  EXPECT_EQ(manager.next_of("STOPPING"), "STOPPING=1");
}

INSTANTIATE_TEST_SUITE_P(Sockets, Service, ::testing::Bool(),
                         [](const auto& row) { return row.param ? "abstract" : "in_a_folder"; });

TEST(ServiceAlone, runs_where_nobody_listens) {
  LiveServer server(SWITCHYARD_PROGRAM, centre_config(), centre_workspace());
  ::setenv("NOTIFY_SOCKET", (server.folder() + "/nobody").c_str(), 1);
  server.start();
  ::unsetenv("NOTIFY_SOCKET");
  EXPECT_EQ(server.stop(), 0);
}

// --- what of it needs a program that hangs

TEST(Supervision, beats_only_as_long_as_work_goes_on) {
  const TemporaryFolder folder;
  const Manager manager(folder / "notify");
  const cli::ServiceManager told(folder / "notify", milliseconds(300));
  bool works = true;
  cli::Supervision supervision(told, {[&] { return works; }, [] { return "two\nlines"; }});
  const cli::Supervision::Moment begin = std::chrono::steady_clock::now();
  supervision.look(begin);
  EXPECT_EQ(manager.next(milliseconds(0)), "STATUS=two lines");
  EXPECT_EQ(manager.next(milliseconds(0)), "WATCHDOG=1");
  supervision.look(begin + milliseconds(50));
  EXPECT_EQ(manager.next(milliseconds(0)), "") << "not more often than it must";
  works = false;
  supervision.look(begin + milliseconds(200));
  EXPECT_EQ(manager.next(milliseconds(0)), "");
  works = true;
  supervision.look(begin + milliseconds(250));
  EXPECT_EQ(manager.next(milliseconds(0)), "WATCHDOG=1");
}

TEST(Supervision, beats_for_nobody_who_does_not_wait) {
  const TemporaryFolder folder;
  const Manager manager(folder / "notify");
  const cli::ServiceManager told(folder / "notify", std::nullopt);
  cli::Supervision supervision(told, {[] { return true; }, [] { return "well"; }});
  supervision.look(std::chrono::steady_clock::now());
  EXPECT_EQ(manager.next(milliseconds(0)), "STATUS=well");
  EXPECT_EQ(manager.next(milliseconds(0)), "");
  const auto other = std::to_string(::getpid() + 1);
  ::setenv("NOTIFY_SOCKET", (folder / "notify").c_str(), 1);
  ::setenv("WATCHDOG_USEC", "1000000", 1);
  EXPECT_EQ(cli::ServiceManager::of_environment().watchdog(), std::chrono::seconds(1));
  ::setenv("WATCHDOG_PID", other.c_str(), 1);
  EXPECT_EQ(cli::ServiceManager::of_environment().watchdog(), std::nullopt) << "another process is meant";
  for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) ::unsetenv(name);
}

}  // namespace
}  // namespace switchyard::live
