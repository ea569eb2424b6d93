// A scenario at the speed of the clock, driven over HTTP by the simulator's people; then its journal through
// the simulator's engine: the same events, byte for byte.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "engine/base/sid.h"
#include "sim/people/customers.h"
#include "sim/people/workers.h"
#include "sim/traffic/arrivals.h"
#include "tests/cli/program.h"
#include "tests/live/centre.h"
#include "tests/live/event_listener.h"

namespace switchyard::live {
namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::json;

constexpr int workers = 6;

std::string workspace_text() {
  std::string list;
  for (int i = 0; i < workers; ++i) {
    list += (i == 0 ? "" : ", ") + std::string(R"({"name": "w)") + std::to_string(i) +
            R"(", "activity": "Available", "attributes": {"level": )" + std::to_string(i % 3) + "}}";
  }
  return R"({"version": 1, "name": "centre", "default_activity": "Available",
  "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
  "timeout_activity": "Offline", "workers": [)" +
         list + R"(],
  "task_channels": [{"name": "voice", "kind": "call", "cooldown": "1s", "on_miss": {"activity": "stay"}}],
  "task_queues": [{"name": "line", "target_workers": "level > 0"}, {"name": "all"}],
  "workflows": [{"name": "calls", "task_reservation_timeout": "2s", "task_routing": {"default_filter": {"queue": "all"},
     "filters": [{"expression": "kind == 'hard'", "targets": [{"queue": "line", "timeout": 3}, {"queue": "all"}]}]}}]})";
}

// Two calls a second, three seconds each: about as much as the workers can do.
sim::Scenario scenario_of(Duration length) {
  sim::Scenario scenario;
  scenario.name = "driven";
  scenario.length = length;
  scenario.seed = 7;
  sim::Traffic calls;
  calls.name = "calls";
  calls.mix.emplace_back();
  calls.mix.emplace_back();
  calls.arrivals = sim::DailyRates{{{{}, days(1), 2 * 3'600.0}}, {}, 1, 0, {}};
  calls.patience = sim::Exponential{4};
  calls.handle_time = sim::DailyLaw(sim::Exponential{2});
  calls.wrap_up = sim::Exponential{0.5};
  scenario.traffic.push_back(std::move(calls));
  return scenario;
}

sim::Habits habits() {
  sim::Habits habits;
  habits.answer_delay = sim::Uniform{0.1, 0.9};
  habits.reject = 0.1;
  habits.miss = 0.1;
  return habits;
}

struct Contact {
  std::uint64_t entity = 0;
  std::string sid;
  std::string reservation;
  std::map<std::string, std::uint32_t> asked;
  bool waits = true;
  bool over = false;
};

// The simulator's chance decides; the requests are those of an application.
class Driver {
 public:
  Driver(const LiveServer& server, Duration length)
      : scenario_(scenario_of(length)),
        habits_(habits()),
        streams_(sim::make_streams(scenario_, key_)),
        connection_(server.port()),
        listener_(server.port(), 0),
        sid_key_(sid_key("centre")) {
    path_ = "/v1/Workspaces/" + make_sid(sid_key_, SidKind::workspace, 1);
  }

  // In real time.
  void run() {
    begin_ = Clock::now();
    plan_arrival();
    const auto end = begin_ + std::chrono::microseconds(scenario_.length.microseconds);
    while (Clock::now() < end) {
      const auto next = due_.empty() ? end : std::min(end, due_.begin()->first);
      const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now());
      if (const auto event = listener_.next(std::max(wait, std::chrono::milliseconds(0)))) hear(*event);
      while (!due_.empty() && due_.begin()->first <= Clock::now()) {
        const auto act = std::move(due_.begin()->second);
        due_.erase(due_.begin());
        act();
      }
    }
  }

  const EventListener& listener() const { return listener_; }
  std::size_t contacts() const { return contacts_.size(); }

 private:
  void after(Duration wait, std::function<void()> act) {
    due_.emplace(Clock::now() + std::chrono::microseconds(wait.microseconds), std::move(act));
  }

  Json post(const std::string& path, const std::string& form) {
    static const std::string who = LiveServer::authorization;
    const Reply reply = connection_.request(
        "POST", path_ + path, who + "Content-Type: application/x-www-form-urlencoded\r\n", form);
    EXPECT_GE(reply.status, 200) << path << ' ' << reply.body;
    EXPECT_LT(reply.status, 500) << path << ' ' << reply.body;
    return Json::parse(reply.body, nullptr, false);
  }

  void plan_arrival() {
    const auto arrival = streams_[0].next();
    if (!arrival) return;
    const auto at = begin_ + std::chrono::microseconds((arrival->time - scenario_.start).microseconds);
    due_.emplace(at, [this, index = arrival->index] { arrive(index); });
  }

  void arrive(std::uint64_t index) {
    plan_arrival();
    const std::size_t number = contacts_.size();
    contacts_.push_back({sim::contact_entity(streams_[0], index, 0), "", "", {}, true, false});
    const bool hard = number % 3 == 0;
    const Json made = post("/Tasks", std::string("TaskChannel=voice&Attributes=%7B%22kind%22%3A%22") +
                                         (hard ? "hard" : "plain") + "%22%7D");
    contacts_[number].sid = made.value("sid", "");
    by_sid_[contacts_[number].sid] = number;
    after(sim::patience_of(scenario_.traffic[0], key_, contacts_[number].entity), [this, number] {
      if (contacts_[number].waits && !contacts_[number].over)
        post("/Tasks/" + contacts_[number].sid, "AssignmentStatus=canceled&Reason=hung+up");
    });
  }

  void hear(const std::string& line) {
    const Json event = Json::parse(line);
    const std::string type = event.at("type");
    if (!event.contains("task") || !event["task"].is_number()) return;
    const auto found = by_sid_.find(make_sid(sid_key_, SidKind::task, event["task"].get<std::uint64_t>()));
    if (found == by_sid_.end()) return;
    const std::size_t number = found->second;
    if (type == "reservation_created") offered(number, event);
    if (type == "reservation_accepted") accepted(number);
    if (type == "task_completed" || type == "task_canceled") contacts_[number].over = true;
  }

  void offered(std::size_t number, const Json& event) {
    const std::string worker = event.at("worker");
    const std::string reservation =
        make_sid(sid_key_, SidKind::reservation, event.at("reservation").get<std::uint64_t>());
    Contact& contact = contacts_[number];
    contact.reservation = reservation;
    const sim::Answer answer = sim::answer_to_offer(habits_, key_, contact.entity, sim::hash_of_name(worker),
                                                    contact.asked[worker]++);
    if (answer.kind == sim::AnswerKind::none) return;
    after(answer.delay, [this, number, reservation, kind = answer.kind] {
      if (contacts_[number].over) return;
      post("/Tasks/" + contacts_[number].sid + "/Reservations/" + reservation,
           kind == sim::AnswerKind::accept ? "ReservationStatus=accepted" : "ReservationStatus=rejected");
    });
  }

  void accepted(std::size_t number) {
    Contact& contact = contacts_[number];
    contact.waits = false;
    const sim::Traffic& traffic = scenario_.traffic[0];
    const sim::WorkKind work{{}, {}, scenario_.start, 0};
    const Duration talk = sim::handle_time(scenario_, traffic, habits_, work, key_, contact.entity);
    const Duration wrap = sim::wrap_up_time(scenario_, traffic, habits_, work, key_, contact.entity);
    after(talk, [this, number, wrap] {
      post("/Tasks/" + contacts_[number].sid, "AssignmentStatus=wrapping&Reason=talked");
      after(wrap, [this, number] {
        post("/Tasks/" + contacts_[number].sid, "AssignmentStatus=completed&Reason=done");
      });
    });
  }

  sim::Scenario scenario_;
  sim::Key key_{7, 0};
  sim::Habits habits_;
  std::vector<sim::Stream> streams_;
  HttpConnection connection_;
  EventListener listener_;
  SidKey sid_key_;
  std::string path_;
  Clock::time_point begin_;
  std::multimap<Clock::time_point, std::function<void()>> due_;
  std::vector<Contact> contacts_;
  std::map<std::string, std::size_t> by_sid_;
};

std::vector<std::string> events_in(const std::string& jsonl) {
  std::vector<std::string> events;
  std::size_t at = 0;
  for (std::size_t end = jsonl.find('\n'); end != std::string::npos; end = jsonl.find('\n', at)) {
    const std::string line = jsonl.substr(at, end - at);
    if (line.find("\"kind\":\"event\"") != std::string::npos) events.push_back(line);
    at = end + 1;
  }
  return events;
}

// The sequence after which nothing is owed: the host's and the listener's.
void wait_for_all(HttpConnection& connection, const EventListener& listener) {
  std::size_t before = 0;
  for (int quiet = 0; quiet < 3;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const std::size_t now = listener.heard().size();
    quiet = now == before ? quiet + 1 : 0;
    before = now;
  }
  ASSERT_EQ(connection.request("GET", "/readyz", "", "").status, 200);
}

void drive_and_compare(Duration length) {
  LiveServer server(SWITCHYARD_PROGRAM, centre_config(), workspace_text());
  server.start();
  // Made before the first listener: the calendars' turn, if any, is heard from the journal's side only.
  Driver driver(server, length);
  driver.run();
  // The server ends, so that no deadline fires between the two looks.
  HttpConnection connection(server.port());
  wait_for_all(connection, driver.listener());
  EXPECT_EQ(server.stop(), 0) << server.log();
  const std::vector<std::string> heard = driver.listener().heard();

  const cli_test::Folder folder;
  const cli_test::Ran replayed =
      folder.shell("'" SWITCHYARD_PROGRAM "' replay '" + server.journal() + "' --events events.jsonl");
  ASSERT_EQ(replayed.code, 0) << replayed.err;
  const std::vector<std::string> derived = events_in(folder.read("events.jsonl"));
  std::set<std::string> kinds;
  std::size_t different = 0;
  ASSERT_GE(derived.size(), heard.size());
  // The host's last turns, at its end, may have been heard by nobody.
  for (std::size_t i = 0; i < heard.size(); ++i) {
    if (heard[i] != derived[i] && ++different <= 3)
      ADD_FAILURE() << "live:   " << heard[i] << "\nreplay: " << derived[i];
    kinds.insert(Json::parse(derived[i]).at("type").get<std::string>());
  }
  EXPECT_EQ(different, 0u);
  EXPECT_LE(derived.size(), heard.size() + 20);
  std::printf(
      "%.0f s at 1x over HTTP: %zu contacts, %zu events of %zu kinds heard live; the journal gives "
      "the same, byte for byte. %s",
      static_cast<double>(length.microseconds) / 1e6, driver.contacts(), heard.size(), kinds.size(),
      replayed.out.c_str());
  const auto expected = static_cast<std::size_t>(length.microseconds / 1'000'000);
  EXPECT_GE(driver.contacts(), expected);
  for (const char* kind : {"task_created", "reservation_created", "reservation_accepted", "task_completed"})
    EXPECT_TRUE(kinds.contains(kind)) << kind;
}

TEST(SameEngine, five_seconds_over_http_and_their_journal_give_the_same_events) {
  drive_and_compare(seconds(5));
}

// As the next one is for a minute; it runs with the slow tests only.
TEST(SlowSameEngine, a_minute_over_http_and_its_journal_give_the_same_events) {
  drive_and_compare(seconds(60));
}

}  // namespace
}  // namespace switchyard::live
