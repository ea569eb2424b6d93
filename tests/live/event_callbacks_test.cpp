// Whoever listens to events is away for a while, and so are we: nothing is lost, and all comes in order.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "adapters/http/server.h"
#include "tests/live/centre.h"
#include "tests/support/live_server.h"

namespace switchyard::live {
namespace {

namespace http = adapters::http;

struct Told {
  std::string event;  // its SID
  std::string from;   // whose message made the task
  std::string type = {};
};

std::string sender_in(std::string_view attributes) {
  const std::size_t at = attributes.find("+1202555");
  return at == std::string_view::npos ? "" : std::string(attributes.substr(at, 12));
}

// Takes events as long as the test wants it to.
class Listener {
 public:
  Listener() {
    auto started =
        http::Server::start({}, [this](const http::Request& request, const http::Respond& respond) {
          respond({take(request) ? 204U : 503U, {}, {}});
        });
    if (!started) throw std::runtime_error(started.error());
    server_ = *std::move(started);
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/events"; }
  // Takes so many more, then is away.
  void take_only(std::size_t more) {
    const std::lock_guard lock(mutex_);
    left_ = more;
  }
  std::vector<Told> told() const {
    const std::lock_guard lock(mutex_);
    return told_;
  }
  bool wait_for(std::size_t events) const {
    for (int i = 0; i < 2'000 && told().size() < events; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return told().size() >= events;
  }

 private:
  bool take(const http::Request& request) {
    const auto form = http::read_form(request.body).value_or(http::Fields{});
    const std::lock_guard lock(mutex_);
    if (left_ == 0) return false;
    --left_;
    told_.push_back({std::string(http::find_field(form, "Sid").value_or("")),
                     sender_in(http::find_field(form, "TaskAttributes").value_or("")),
                     std::string(http::find_field(form, "EventType").value_or(""))});
    return true;
  }

  mutable std::mutex mutex_;
  std::size_t left_ = 1'000'000;
  std::vector<Told> told_;
  std::unique_ptr<http::Server> server_;
};

std::string workspace_for(const Listener& listener, const std::string& filter = "task.created") {
  std::string document = centre_workspace();
  document.insert(1, R"("taskrouter": {"account_sid": ")" + std::string(LiveServer::account) +
                         R"(", "event_callback_url": ")" + listener.url() + R"(", "events_filter": ")" +
                         filter + R"("},)");
  return document;
}

void send_messages(const LiveServer& server, int first, int last) {
  HttpConnection connection(server.port());
  const std::string url = server.url() + "/webhooks/sms";
  for (int number = first; number <= last; ++number) {
    const std::string sid = "SM" + std::to_string(10'000 + number);
    const std::string from = "+1202555" + std::to_string(1'000 + number);
    const SignedForm form = sms(url, sid, from, centre_number, "hello");
    ASSERT_EQ(connection.request("POST", "/webhooks/sms", form.headers, form.body).status, 200);
  }
}

std::size_t different(const std::vector<Told>& told) {
  std::set<std::string> sids;
  for (const Told& one : told) sids.insert(one.event);
  return sids.size();
}

// The senders have ascending numbers.
std::vector<std::string> senders(int last) {
  std::vector<std::string> all;
  for (int number = 1; number <= last; ++number) all.push_back("+1202555" + std::to_string(1'000 + number));
  return all;
}

std::vector<std::string> senders(const std::vector<Told>& told) {
  std::vector<std::string> all;
  for (const Told& one : told) all.push_back(one.from);
  return all;
}

class EventsOverARestart : public ::testing::Test {
 protected:
  Listener listener_;
  LiveServer server_{SWITCHYARD_PROGRAM, centre_config() + R"(, "outgoing": {"allow": ["127.0.0.0/8"]})",
                     workspace_for(listener_)};
};

TEST_F(EventsOverARestart, come_each_once_and_in_order_when_it_was_orderly) {
  server_.start();
  listener_.take_only(7);
  send_messages(server_, 1, 20);
  ASSERT_TRUE(listener_.wait_for(7)) << listener_.told().size();
  ASSERT_EQ(server_.stop(), 0) << server_.log();  // its snapshot has all twenty in it
  listener_.take_only(5);
  server_.start();
  ASSERT_TRUE(listener_.wait_for(12));
  ASSERT_EQ(server_.stop(), 0) << server_.log();
  listener_.take_only(1'000);
  server_.start();
  send_messages(server_, 21, 25);
  ASSERT_TRUE(listener_.wait_for(25)) << server_.log();
  EXPECT_EQ(server_.stop(), 0);
  const auto told = listener_.told();
  EXPECT_EQ(senders(told), senders(25));
  EXPECT_EQ(different(told), 25U);
}

// Nobody listens when the workspace is made.
TEST(EventsOfANewWorkspace, come_once_also_after_a_restart) {
  Listener listener;
  LiveServer server(SWITCHYARD_PROGRAM, centre_config() + R"(, "outgoing": {"allow": ["127.0.0.0/8"]})",
                    workspace_for(listener, "workspace.created,workflow.created,task.created"));
  listener.take_only(1);
  server.start();
  send_messages(server, 1, 1);
  ASSERT_TRUE(listener.wait_for(1)) << server.log();
  ASSERT_EQ(server.stop(), 0) << server.log();
  listener.take_only(1'000);
  server.start();
  send_messages(server, 2, 2);
  ASSERT_TRUE(listener.wait_for(4)) << server.log();
  EXPECT_EQ(server.stop(), 0);
  std::vector<std::string> types;
  for (const Told& told : listener.told()) types.push_back(told.type);
  EXPECT_EQ(types, (std::vector<std::string>{"workspace.created", "workflow.created", "task.created",
                                             "task.created"}));
  EXPECT_EQ(different(listener.told()), 4U);
}

TEST_F(EventsOverARestart, come_in_order_after_a_crash_and_the_last_at_most_twice) {
  server_.start();
  listener_.take_only(9);
  send_messages(server_, 1, 15);
  ASSERT_TRUE(listener_.wait_for(9));
  server_.kill();
  listener_.take_only(1'000);
  server_.start();
  std::vector<Told> told;
  for (int i = 0; i < 2'000 && different(told = listener_.told()) < 15; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  ASSERT_EQ(different(told), 15U) << server_.log();
  EXPECT_LE(told.size(), 16U);
  const auto again =
      std::unique(told.begin(), told.end(), [](const Told& a, const Told& b) { return a.event == b.event; });
  told.erase(again, told.end());
  EXPECT_EQ(senders(told), senders(15)) << "what came twice came one after the other";
}

}  // namespace
}  // namespace switchyard::live
