// What is known of calls after a restart: what the carrier lists, and nothing else.
#include <gtest/gtest.h>

#include <memory>

#include "engine/state/open_effects.h"
#include "tests/webhooks/carrier_desk.h"

namespace switchyard::adapters::carrier {
namespace {

// The carrier's side goes and another one comes, as over a restart of the program.
struct RestartedDesk : World {
  struct Relay final : Observer {
    void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override {
      now->turn_applied(view, turn, replayed);
    }
    void effect_ordered(const WorkspaceView& view, const OrderedEffect& effect) override {
      now->effect_ordered(view, effect);
    }
    Carrier* now = nullptr;
  };

  RestartedDesk() {
    port.observe(relay);
    make_carrier();
    open();
  }
  void make_carrier() {
    carrier = std::make_unique<Carrier>(port, send(), after(), settings());
    relay.now = carrier.get();
  }
  void arrive(const std::string& channel, std::vector<std::pair<std::string, std::string>> attributes) {
    TaskArrives arrives;
    arrives.route = ThroughWorkflow{WorkflowId{0}};
    arrives.attributes = attributes_of(attributes);
    const auto& channels = state().workspace().channels;
    for (std::uint32_t i = 0; i < channels.size(); ++i)
      if (channels[i].name == channel) arrives.channel = TaskChannelId{i};
    give(arrives);
  }
  // ann and bob ring.
  void call() { arrive("voice", {{"call_sid", "CA1"}, {"from", "+4917022"}, {"to", "+4930100"}}); }

  void restart() {
    sent.clear();
    make_carrier();
    const WorkspaceView view{"shop", *port.engine("shop"), port.now()};
    carrier->workspace_opened(view);
    for (const OpenEffect& open : open_effects(state()))
      carrier->effect_ordered(view, {open.id, open.effect});
    carrier->come_back({view});
  }
  // What the carrier says when it is asked for ringing calls; there are no others.
  void list(const std::string& ringing, const std::string& talking = "") {
    for (const std::string& calls : {std::string(), ringing, talking}) {
      ASSERT_EQ(sent.size(), 1u);
      ASSERT_EQ(sent.front().request.method, "GET");
      answer(200, R"({"calls": [)" + calls + R"(], "next_page_uri": null})");
    }
  }
  static std::string listed(const std::string& sid, const std::string& to,
                            const std::string& status = "ringing", const std::string& from = "+4930100") {
    return R"({"sid": ")" + sid + R"(", "to": ")" + to + R"(", "from": ")" + from + R"(", "status": ")" +
           status + R"(", "direction": "outbound-api"})";
  }
  std::vector<std::string> asked() {
    std::vector<std::string> all;
    for (; !sent.empty(); answer(201, created("CAnew"))) {
      const Sent& one = sent.front();
      all.push_back(one.request.method + " " + one.request.url.substr(51) +
                    (one.field("Status").empty() ? "" : " " + one.field("Status")) +
                    (one.field("To").empty() ? "" : " " + one.field("To")));
    }
    return all;
  }

  Relay relay;
  std::unique_ptr<Carrier> carrier;
};

TEST(Restart, what_rings_is_known_again_and_hung_up_when_another_was_first) {
  RestartedDesk desk;
  desk.call();
  desk.answer(201, created("CAann"));
  desk.answer(201, created("CAbob"));
  desk.restart();
  desk.give(WorkerAccepts{ReservationId{1}});
  ASSERT_EQ(desk.sent.size(), 1u) << "nothing is ordered before it is known what rings";
  EXPECT_NE(desk.sent.front().request.url.find("Calls.json?PageSize=500&Status=queued"), std::string::npos);
  desk.list(RestartedDesk::listed("CAann", "client:ann") + "," + RestartedDesk::listed("CAbob", "+4930111"));
  EXPECT_EQ(desk.asked(), std::vector<std::string>{"POST /Calls/CAbob.json completed"});
  EXPECT_EQ(desk.carrier->legs(), 1u);
  EXPECT_TRUE(open_effects(desk.state()).empty());
}

TEST(Restart, what_rings_already_is_not_rung_twice) {
  RestartedDesk desk;
  desk.call();
  desk.restart();  // before the carrier has answered either
  desk.list(RestartedDesk::listed("CAann", "client:ann"));
  EXPECT_EQ(desk.asked(), std::vector<std::string>{"POST /Calls.json +4930111"});
  EXPECT_TRUE(open_effects(desk.state()).empty());
}

TEST(Restart, calls_that_may_be_somebody_elses_are_left_alone) {
  for (const std::string& calls :
       {RestartedDesk::listed("CAbob", "+4930111") + "," + RestartedDesk::listed("CAbob2", "+4930111"),
        RestartedDesk::listed("CAbob", "+4930111", "ringing", "+1555"), std::string()}) {
    RestartedDesk desk;
    desk.call();
    desk.answer(201, created("CAann"));
    desk.answer(201, created("CAbob"));
    desk.restart();
    desk.list(RestartedDesk::listed("CAann", "client:ann") + (calls.empty() ? "" : "," + calls));
    desk.give(WorkerAccepts{ReservationId{1}});
    EXPECT_TRUE(desk.asked().empty()) << calls;
  }
}

TEST(Restart, a_carrier_that_does_not_answer_holds_nothing_up_for_long) {
  RestartedDesk desk;
  desk.call();
  desk.restart();
  for (const int pause : {500, 1'000, 2'000, 4'000, 8'000}) {
    desk.answer(503);
    desk.advance(milliseconds(pause));
  }
  desk.answer(503);
  EXPECT_EQ(desk.carrier->legs(), 2u);
}

TEST(Restart, what_has_timed_out_meanwhile_is_not_rung) {
  RestartedDesk desk;
  desk.call();
  desk.restart();
  desk.advance(seconds(20));  // the two are offered it again, by other reservations
  desk.list("");
  EXPECT_LE(desk.asked().size(), 2u);
}

TEST(Restart, a_worker_who_waits_for_the_customer_gets_the_customer) {
  for (const bool customer_is_called : {false, true}) {
    RestartedDesk desk;
    desk.arrive("lead", {{"phone", "+4917033"}});
    desk.give(WorkerAccepts{ReservationId{1}});
    desk.answer(201, created("CAann"));
    desk.restart();
    desk.list("",
              RestartedDesk::listed("CAann", "client:ann", "in-progress") +
                  (customer_is_called ? "," + RestartedDesk::listed("CAc", "+4917033", "in-progress") : ""));
    EXPECT_EQ(desk.asked(), customer_is_called ? std::vector<std::string>{}
                                               : std::vector<std::string>{"POST /Calls.json +4917033"});
  }
}

TEST(Restart, a_worker_who_lifts_afterwards_gets_the_customer) {
  RestartedDesk desk;
  desk.arrive("lead", {{"phone", "+4917033"}});
  desk.give(WorkerAccepts{ReservationId{1}});
  const std::string url = desk.sent.front().field("Url");
  desk.answer(201, created("CAann"));
  desk.restart();
  desk.list(RestartedDesk::listed("CAann", "client:ann"));
  EXPECT_TRUE(desk.asked().empty());
  desk.carrier->handle(signed_post(url.substr(public_url.size()), {{"CallSid", "CAann"}}),
                       [](const http::Response&) {});
  EXPECT_EQ(desk.asked(), std::vector<std::string>{"POST /Calls.json +4917033"});
}

}  // namespace
}  // namespace switchyard::adapters::carrier
