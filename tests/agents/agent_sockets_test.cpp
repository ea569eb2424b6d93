// An agent's day over a WebSocket: coming, offers, answers, and going for good or for a moment.
#include "adapters/agents/agent_sockets.h"

#include <gtest/gtest.h>

#include "tests/agents/agent_world.h"

namespace switchyard::adapters::agents {
namespace {

TEST(AgentSockets, a_token_lets_its_worker_in) {
  AgentWorld world;
  for (const char* wrong : {"", "token of an", "token of annn", "token of nobody"})
    EXPECT_EQ(world.connect(wrong).refused, 401u) << wrong;
  auto ann = world.connect("token of ann");
  ASSERT_EQ(ann.refused, 0u);
  const std::string greeting = ann.sink->taken();
  EXPECT_EQ(greeting.find(R"({"type":"worker","sid":"WK)"), 0u) << greeting;
  EXPECT_NE(greeting.find(R"("name":"ann")"), std::string::npos);
  EXPECT_NE(greeting.find(R"("name":"Offline","available":false},"activities":[)"), std::string::npos);
  EXPECT_NE(greeting.find(R"("reservations":[]})"), std::string::npos);
  EXPECT_EQ(world.sockets.connected(), 1u);
  EXPECT_TRUE(world.connect("token of gone").sink->closed) << "there is no such worker";
  world.desk.port.refuse_work(true);
  EXPECT_EQ(world.connect("token of ann").refused, 503u);
}

TEST(AgentSockets, offers_come_and_answers_go_back) {
  AgentWorld world;
  auto ann = world.connect("token of ann");
  EXPECT_EQ(ann.say(R"({"id":"1","type":"activity","activity":"Available"})"),
            R"({"type":"result","id":"1","ok":true,"sequence":2})");
  ann.sink->taken();
  world.desk.arrive();
  const std::string offer = ann.sink->taken();
  EXPECT_EQ(
      offer.find(
          R"({"type":"offer","reservation":")" + reservation_sid(1) + R"(","task":{"sid":")" + task_sid(1) +
          R"(","channel":"voice","tenant":"default","queue":"line","priority":0,"arrived":"2027-01-15T08:00:00Z","attributes":{}},"deadline":"2027-01-15T08:00:20Z"})"),
      0u)
      << offer;
  EXPECT_EQ(ann.say(about("accept", 1)), R"({"type":"result","id":"7","ok":true,"sequence":4})");
  ASSERT_EQ(ann.sink->texts.size(), 3u);
  EXPECT_EQ(ann.sink->texts[0].find(R"({"type":"reservation")"), 0u);
  EXPECT_EQ(ann.sink->texts[1].find(R"({"type":"connect")"), 0u);
  EXPECT_EQ(ann.say(about("wrap_up", 1)), R"({"type":"result","id":"7","ok":true,"sequence":5})");
  EXPECT_EQ(ann.say(about("complete", 1)), R"({"type":"result","id":"7","ok":true,"sequence":6})");
  EXPECT_EQ(ann.say(about("accept", 1)),
            R"({"type":"result","id":"7","ok":false,"error":"reservation_not_pending"})");
}

TEST(AgentSockets, every_socket_of_the_worker_hears_and_nobody_elses) {
  AgentWorld world;
  auto first = world.connect("token of ann");
  auto second = world.connect("token of ann");
  auto ben = world.connect("token of ben");
  for (auto* socket : {&first, &second, &ben}) socket->sink->taken();
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  world.desk.arrive();
  EXPECT_EQ(first.sink->taken(), second.sink->taken());
  EXPECT_EQ(ben.sink->taken(), "");
  EXPECT_EQ(ben.say(about("accept", 1)),
            R"({"type":"result","id":"7","ok":false,"error":"unknown_reservation"})");
  EXPECT_EQ(ben.say(about("complete", 1)),
            R"({"type":"result","id":"7","ok":false,"error":"unknown_reservation"})");
  EXPECT_EQ(world.desk.port.engine("desk")->sequence(), 3u) << "nothing was journaled";
  world.desk.port.advance(seconds(30));
  const std::string later = first.sink->taken();
  EXPECT_NE(later.find(R"("status":"timed_out")"), std::string::npos) << later;
  EXPECT_NE(later.find(R"({"type":"withdraw")"), std::string::npos) << later;
}

TEST(AgentSockets, a_reject_may_change_the_activity_and_a_new_socket_sees_what_is_in_hand) {
  AgentWorld world;
  auto ann = world.connect("token of ann");
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  world.desk.arrive();
  auto again = world.connect("token of ann");
  EXPECT_NE(again.sink->taken().find(R"("reservations":[{"reservation":")" + reservation_sid(1) +
                                     R"(","status":"pending")"),
            std::string::npos);
  const std::string said =
      R"({"type":"reject","reservation":")" + reservation_sid(1) + R"(","activity":"Unavailable"})";
  EXPECT_EQ(ann.say(said), R"({"type":"result","id":"","ok":true,"sequence":4})");
  EXPECT_EQ(world.desk.activity_of(LiveDesk::ann), "Unavailable");
}

TEST(AgentSockets, what_is_no_message_is_refused_and_nothing_is_journaled) {
  AgentWorld world;
  auto ann = world.connect("token of ann");
  const std::uint64_t before = world.desk.port.engine("desk")->sequence();
  for (const char* text :
       {"", "x", "[]", "1", "null", "{}", R"({"type":1})", R"({"type":"fly"})", R"({"type":"accept"})",
        R"({"type":"activity"})", R"({"type":"activity","activity":"Nowhere"})",
        R"({"type":"accept","reservation":"WR00"})",
        R"({"type":"reject","reservation":"x","activity":"Nowhere"})",
        "{\"type\":\"accept\",\"reservation\":\"\xFF\"}"}) {
    EXPECT_NE(ann.say(text).find(R"("ok":false,"error":")"), std::string::npos) << text;
  }
  EXPECT_EQ(world.desk.port.engine("desk")->sequence(), before);
  world.desk.port.fail_journal(true);
  EXPECT_NE(ann.say(R"({"type":"activity","activity":"Available"})").find("journal_failed"),
            std::string::npos);
  world.desk.port.refuse_work(true);
  EXPECT_NE(ann.say(R"({"type":"activity","activity":"Available"})").find("busy"), std::string::npos);
  for (int i = 0; i < 200; ++i) ann.say("x");
  EXPECT_NE(ann.say("x").find("too_many_messages"), std::string::npos);
}

TEST(AgentSockets, who_stays_away_longer_than_the_grace_becomes_offline) {
  AgentWorld world;
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  auto first = world.connect("token of ann");
  auto second = world.connect("token of ann");
  first.conversation.closed();
  world.let_time_pass();
  EXPECT_EQ(world.desk.activity_of(LiveDesk::ann), "Available") << "one is left";
  second.conversation.closed();
  ASSERT_EQ(world.later.size(), 1u);
  EXPECT_EQ(world.later.front().first, seconds(30));
  auto back = world.connect("token of ann");
  world.let_time_pass();
  EXPECT_EQ(world.desk.activity_of(LiveDesk::ann), "Available") << "came back in time";
  back.conversation.closed();
  world.desk.port.refuse_work(true);
  world.let_time_pass();
  world.desk.port.refuse_work(false);
  EXPECT_EQ(world.desk.activity_of(LiveDesk::ann), "Available") << "the host was busy, so it is tried again";
  world.desk.port.fail_journal(true);
  world.let_time_pass();
  world.desk.port.fail_journal(false);
  world.let_time_pass();
  EXPECT_EQ(world.desk.activity_of(LiveDesk::ann), "Offline");
  EXPECT_EQ(world.sockets.connected(), 0u);
}

TEST(AgentSockets, nobody_who_is_not_available_is_moved) {
  AgentWorld world;
  world.desk.change_activity(LiveDesk::ann, 2);
  auto ann = world.connect("token of ann");
  ann.conversation.closed();
  world.let_time_pass();
  EXPECT_EQ(world.desk.activity_of(LiveDesk::ann), "Unavailable");
}

TEST(AgentSockets, who_does_not_come_back_after_a_start_becomes_offline) {
  AgentWorld world;
  for (const std::uint32_t worker : {LiveDesk::ann, LiveDesk::ben})
    world.desk.change_activity(worker, LiveDesk::available);
  auto early = world.connect("token of ann");
  world.sockets.expect_all();
  early.conversation.closed();
  auto ann = world.connect("token of ann");
  world.let_time_pass();
  EXPECT_EQ(world.desk.activity_of(LiveDesk::ann), "Available");
  EXPECT_EQ(world.desk.activity_of(LiveDesk::ben), "Offline") << "nobody has seen him since";
  world.desk.change_activity(LiveDesk::ben, LiveDesk::available);
  world.let_time_pass();
  EXPECT_EQ(world.desk.activity_of(LiveDesk::ben), "Available") << "it is done once";
}

// Whatever a worker says about the work of another, or of another workspace, changes nothing and tells
// nothing.
TEST(AgentSockets, nobody_reaches_what_belongs_to_others) {
  AgentWorld world;
  world.desk.open("other");
  for (const std::uint32_t worker : {LiveDesk::ann, LiveDesk::ben})
    world.desk.change_activity(worker, LiveDesk::available);
  auto ben = world.connect("token of ben");
  auto ann = world.connect("token of ann");
  world.desk.arrive();
  world.desk.arrive();
  const State& state = world.desk.port.engine("desk")->state();
  const auto whose = [&](std::uint64_t id) {
    return state.reservations[find_reservation(state, ReservationId{id})].worker.index();
  };
  const std::uint64_t bens = whose(1) == LiveDesk::ben ? 1 : 2;
  ASSERT_EQ(whose(bens), LiveDesk::ben);
  const SidKey other = sid_key("other");
  const std::string sids[] = {reservation_sid(bens),
                              make_sid(other, SidKind::reservation, 3 - bens),
                              make_sid(other, SidKind::worker, 1),
                              task_sid(1),
                              "WR1",
                              ""};
  ben.sink->taken();
  const std::uint64_t before = world.desk.port.engine("desk")->sequence();
  for (const char* type : {"accept", "reject", "finish", "wrap_up", "complete", "activity", "hand_back",
                           "transfer", "leave", "take", "reply"}) {
    for (const std::string& sid : sids) {
      for (const char* key : {"reservation", "activity", "worker", "workspace"}) {
        const std::string said =
            ann.say(R"({"id":"7","type":")" + std::string(type) + R"(","workspace":"other",)" +
                    R"("worker":"ben","text":"hello",")" + key + "\":\"" + sid + "\"}");
        EXPECT_NE(said.find("\"ok\":false"), std::string::npos) << said;
        EXPECT_EQ(said.find("ben"), std::string::npos) << said;
      }
    }
  }
  EXPECT_EQ(world.desk.port.engine("desk")->sequence(), before);
  EXPECT_EQ(world.desk.port.engine("other")->sequence(), 1u);
  EXPECT_EQ(ben.sink->taken(), "");
}

// The host comes to the work only when the test says so.
class BusyPort final : public Port {
 public:
  explicit BusyPort(Port& host) : host_(host) {}
  bool submit(Work work) override {
    held_.push_back(std::move(work));
    return true;
  }
  bool open_workspace(std::string document, Opened opened) override {
    return host_.open_workspace(std::move(document), std::move(opened));
  }
  bool remove_workspace(std::string name, std::function<void(bool)> removed) override {
    return host_.remove_workspace(std::move(name), std::move(removed));
  }
  bool look_at_all(Look look) override { return host_.look_at_all(std::move(look)); }
  void come_to_it() {
    for (Work& work : std::exchange(held_, {})) static_cast<void>(host_.submit(std::move(work)));
  }

 private:
  Port& host_;
  std::vector<Work> held_;
};

TEST(AgentSockets, who_is_let_in_hears_of_all_after_the_greeting_and_who_went_before_it_was_never_here) {
  LiveDesk desk;
  desk.open();
  BusyPort busy(desk.port);
  std::size_t timers = 0;
  AgentSockets sockets(busy, AgentWorld::options(),
                       [&](Duration, const std::function<void()>&) { ++timers; });
  desk.port.observe(sockets);
  http::Request request;
  request.headers = {{"Authorization", "Bearer token of ann"}};
  const auto stays = std::make_shared<RecordingSink>();
  const auto goes = std::make_shared<RecordingSink>();
  const auto stayed = sockets.stream().open(request, stays);
  std::get<http::Conversation>(sockets.stream().open(request, goes)).closed();
  desk.change_activity(LiveDesk::ann, LiveDesk::available);
  EXPECT_TRUE(stays->texts.empty());
  busy.come_to_it();
  EXPECT_EQ(sockets.connected(), 1u);
  EXPECT_EQ(timers, 0u) << "nobody is waited for";
  desk.arrive();
  ASSERT_EQ(stays->texts.size(), 2u);
  EXPECT_NE(stays->texts[0].find(R"("name":"Available","available":true},"activities")"), std::string::npos)
      << stays->texts[0];
  EXPECT_EQ(stays->texts[1].find(R"({"type":"offer")"), 0u);
  std::get<http::Conversation>(stayed).closed();
  EXPECT_EQ(timers, 1u);
}

TEST(BearerToken, comes_in_a_header_or_in_the_query) {
  http::Request request;
  EXPECT_EQ(bearer_token(request), "");
  request.query = {{"access_token", "q"}};
  EXPECT_EQ(bearer_token(request), "q");
  request.headers = {{"authorization", "Bearer h"}};
  EXPECT_EQ(bearer_token(request), "h");
  request.headers = {{"authorization", "Basic h"}};
  EXPECT_EQ(bearer_token(request), "q");
}

}  // namespace
}  // namespace switchyard::adapters::agents
