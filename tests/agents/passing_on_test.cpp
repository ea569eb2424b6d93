// Work changes hands over the WebSocket: back to where it came from, on to others, out of the line.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/agents/agent_world.h"

namespace switchyard::adapters::agents {
namespace {

using Json = nlohmann::json;

// ann and bob of north, sue of south, hal of the team that both share.
const std::string document = R"({"version": 1, "name": "desk", "default_activity": "Available",
  "tenants": [{"name": "north", "shared_teams": ["h2h"]}, {"name": "south", "shared_teams": ["h2h"]},
              {"name": "h2h"}],
  "task_channels": [{"name": "sms", "kind": "messages", "wrap_up_limit": "0s", "on_miss": {"activity": "stay"}}],
  "workers": [{"name": "ann", "tenant": "north"}, {"name": "ben", "tenant": "h2h"},
              {"name": "bob", "tenant": "north", "activity": "Offline"}, {"name": "sue", "tenant": "south"}],
  "task_queues": [{"name": "north line", "tenant": "north", "target_workers": "friendly_name == 'ann'"},
                  {"name": "south line", "tenant": "south"}, {"name": "fallback", "tenant": "h2h"},
                  {"name": "care", "tenant": "north", "target_workers": "friendly_name == 'bob'"}],
  "workflows": [{"name": "north work", "tenant": "north", "task_reservation_timeout": 20,
    "task_routing": {"filters": [{"filter_friendly_name": "all", "expression": "1==1", "targets": [
      {"queue": "north line", "timeout": 60, "leave_after_misses": 1}, {"queue": "fallback"}]}]}}]})";

class PassingOn : public ::testing::Test {
 protected:
  // Work of north's, offered to ann.
  void arrive() {
    TaskArrives task;
    const auto& channels = state().workspace().channels;
    for (std::uint32_t i = 0; i < channels.size(); ++i)
      if (channels[i].name == "sms") task.channel = TaskChannelId{i};
    task.route = ThroughWorkflow{{0}};
    world.desk.give(std::move(task));
  }
  // ann misses it, so it is offered to the shared team.
  void come_to_the_team() {
    arrive();
    world.desk.port.advance(seconds(20));
  }
  const State& state() const { return world.desk.port.engine("desk")->state(); }
  const Task& task(std::uint64_t id = 1) const { return state().tasks[find_task(state(), TaskId{id})]; }
  std::uint64_t sequence() const { return world.desk.port.engine("desk")->sequence(); }

  static Json say(AgentWorld::Socket& socket, Json message) {
    message["id"] = "7";
    socket.sink->texts.clear();
    socket.conversation.received(message.dump());
    return Json::parse(socket.sink->texts.back());
  }
  static Json say(AgentWorld::Socket& socket, const char* type, std::uint64_t reservation, Json more = {}) {
    more["type"] = type;
    more["reservation"] = reservation_sid(reservation);
    return say(socket, std::move(more));
  }
  // The first of that type among what the socket was told since the last look.
  static Json told(AgentWorld::Socket& socket, const std::string& type) {
    for (const std::string& text : socket.sink->texts) {
      Json message = Json::parse(text);
      if (message["type"] == type) return message;
    }
    return {};
  }

  AgentWorld world{document};
  AgentWorld::Socket ann = world.connect("token of ann");
  AgentWorld::Socket hal = world.connect("token of ben");  // of the shared team
};

TEST_F(PassingOn, a_shared_team_sees_where_the_work_came_from) {
  arrive();
  const Json own = told(ann, "offer")["task"];
  EXPECT_EQ(own["tenant"], "north");
  EXPECT_EQ(own["queue"], "north line");
  EXPECT_FALSE(own.contains("origin"));
  world.desk.port.advance(seconds(20));
  const Json shared = told(hal, "offer")["task"];
  EXPECT_EQ(shared["tenant"], "north");
  EXPECT_EQ(shared["queue"], "fallback");
  const Json origin = {
      {"tenant", "north"}, {"queue", "north line"}, {"worker", "ann"}, {"cause", "reservation_timeout"}};
  EXPECT_EQ(shared["origin"], origin);
  ASSERT_EQ(say(hal, "accept", 2)["ok"], true);
  EXPECT_EQ(told(hal, "connect")["task"]["origin"], origin);
  auto again = world.connect("token of ben");
  EXPECT_EQ(told(again, "worker")["reservations"][0]["task"]["origin"], origin);
}

TEST_F(PassingOn, a_shared_team_gives_work_back_to_the_queue) {
  come_to_the_team();
  ASSERT_EQ(say(hal, "accept", 2)["ok"], true);
  ann.sink->texts.clear();
  EXPECT_EQ(say(hal, "hand_back", 2)["ok"], true);
  EXPECT_EQ(told(hal, "reservation")["status"], "completed");
  EXPECT_EQ(told(ann, "offer")["task"]["queue"], "north line");
  EXPECT_EQ(task().waits_for.worker, WorkerId{});
}

TEST_F(PassingOn, a_shared_team_gives_work_back_to_the_very_worker_and_only_once) {
  come_to_the_team();
  ASSERT_EQ(say(hal, "accept", 2)["ok"], true);
  ann.sink->texts.clear();
  EXPECT_EQ(say(hal, "hand_back", 2, {{"to", "worker"}})["ok"], true);
  EXPECT_EQ(told(ann, "offer")["reservation"], reservation_sid(3));
  EXPECT_EQ(task().waits_for.worker, WorkerId{LiveDesk::ann});
  hal.sink->texts.clear();
  for (int i = 0; i < 30 && told(hal, "offer").is_null(); ++i) world.desk.port.advance(seconds(10));
  const Json offer = told(hal, "offer");
  ASSERT_TRUE(offer.is_object()) << "ann misses it twice";
  ASSERT_EQ(say(hal, {{"type", "accept"}, {"reservation", offer["reservation"]}})["ok"], true);
  const auto in_hand = state().reservations[task().first_reservation].id.value;
  EXPECT_EQ(say(hal, "hand_back", in_hand)["error"], "already_handed_back");
}

TEST_F(PassingOn, work_goes_on_to_a_worker_or_a_queue_of_its_tenant) {
  arrive();
  ASSERT_EQ(say(ann, "accept", 1)["ok"], true);
  EXPECT_EQ(say(ann, "transfer", 1, {{"queue", "care"}})["ok"], true);
  EXPECT_EQ(told(ann, "reservation")["status"], "completed");
  EXPECT_EQ(state().workspace().queues[task().queue.index()].name, "care");
  arrive();
  ASSERT_EQ(say(ann, "accept", 2)["ok"], true);
  hal.sink->texts.clear();
  const std::string sid = make_sid(sid_key("desk"), SidKind::worker, LiveDesk::ben + 1);
  EXPECT_EQ(say(ann, "transfer", 2, {{"worker", sid}, {"mode", "warm"}, {"timeout", "30s"}})["ok"], true);
  EXPECT_EQ(told(ann, "reservation"), Json()) << "who passes work on warm keeps it";
  EXPECT_EQ(told(hal, "offer")["task"]["sid"], task_sid(2));
}

// SIDs of the number zero can be made by anybody who knows the workspace's name.
TEST_F(PassingOn, nobody_has_a_sid_of_the_number_zero) {
  arrive();
  ASSERT_EQ(say(ann, "accept", 1)["ok"], true);
  const SidKey key = sid_key("desk");
  EXPECT_EQ(say(ann, "transfer", 1, {{"worker", make_sid(key, SidKind::worker, 0)}})["error"],
            "unknown_worker");
  EXPECT_EQ(say(ann, "transfer", 1, {{"queue", make_sid(key, SidKind::task_queue, 0)}})["error"],
            "unknown_task_queue");
  EXPECT_EQ(say(ann, "finish", 0)["error"], "unknown_reservation");
  EXPECT_EQ(say(ann, {{"type", "take"}, {"task", task_sid(0)}})["error"], "unknown_task");
  const std::string activity = make_sid(key, SidKind::activity, 0);
  EXPECT_EQ(say(ann, {{"type", "activity"}, {"activity", activity}})["error"], "unknown_activity");
}

TEST_F(PassingOn, a_warm_transfer_is_told_to_who_began_it_and_left) {
  arrive();
  ASSERT_EQ(say(ann, "accept", 1)["ok"], true);
  ASSERT_EQ(say(ann, "transfer", 1, {{"worker", "ben"}, {"mode", "warm"}})["ok"], true);
  EXPECT_EQ(say(ann, "leave", 1)["ok"], true) << "before it is taken";
  arrive();
  ASSERT_EQ(say(ann, "accept", 3)["ok"], true);
  ASSERT_EQ(say(ann, "transfer", 3, {{"queue", "fallback"}, {"mode", "warm"}})["ok"], true);
  ann.sink->texts.clear();
  world.desk.port.advance(seconds(5));
  ASSERT_EQ(say(hal, "reject", 2)["ok"], true);
  const std::string offered = told(hal, "offer").value("reservation", reservation_sid(4));
  ASSERT_EQ(say(hal, {{"type", "accept"}, {"reservation", offered}})["ok"], true);
  const Json taken = told(ann, "transfer");
  EXPECT_EQ(taken["status"], "taken") << taken;
  EXPECT_EQ(taken["reservation"], reservation_sid(3));
  EXPECT_EQ(taken["worker"], "ben");
  EXPECT_EQ(say(ann, "leave", 3)["ok"], true);
  EXPECT_EQ(told(ann, "reservation")["status"], "completed");
  EXPECT_EQ(say(hal, {{"type", "leave"}, {"reservation", offered}})["error"], "no_transfer");
}

TEST_F(PassingOn, a_warm_transfer_that_nobody_takes_is_told_to_who_began_it) {
  arrive();
  ASSERT_EQ(say(ann, "accept", 1)["ok"], true);
  ASSERT_EQ(say(ann, "transfer", 1, {{"worker", "ben"}, {"mode", "warm"}})["ok"], true);
  ASSERT_EQ(say(hal, "reject", 2)["ok"], true);
  const Json failed = told(ann, "transfer");
  EXPECT_EQ(failed["status"], "failed") << failed;
  EXPECT_EQ(failed["reason"], "rejected");
  EXPECT_EQ(failed["reservation"], reservation_sid(1));
}

TEST_F(PassingOn, a_worker_takes_what_waits) {
  world.desk.change_activity(LiveDesk::ann, LiveDesk::offline);
  arrive();
  const auto take = [&](AgentWorld::Socket& socket, const std::string& sid) {
    return say(socket, {{"type", "take"}, {"task", sid}});
  };
  EXPECT_EQ(take(ann, task_sid(1))["ok"], true);
  EXPECT_EQ(told(ann, "connect")["task"]["sid"], task_sid(1));
  EXPECT_EQ(take(hal, task_sid(1))["error"], "task_not_waiting");
  EXPECT_EQ(take(hal, task_sid(9))["error"], "unknown_task");
  EXPECT_EQ(take(hal, reservation_sid(1))["error"], "unknown_task");
}

// sue is of another tenant: to her the work is not there, and to whoever has it she and her queue are not.
TEST_F(PassingOn, nobody_reaches_over_to_another_tenant) {
  AgentOptions options = AgentWorld::options();
  options.tokens = [] {
    auto tokens = std::make_shared<AgentTokens>();
    tokens->add({"desk", "sue"}, "token of sue");
    return tokens;
  };
  AgentSockets others(world.desk.port, options, [](Duration, const std::function<void()>&) {});
  AgentWorld::Socket sue;
  http::Request request;
  request.headers = {{"Authorization", "Bearer token of sue"}};
  sue.conversation = std::get<http::Conversation>(others.stream().open(request, sue.sink));
  arrive();
  ASSERT_EQ(say(ann, "accept", 1)["ok"], true);
  const std::uint64_t before = sequence();
  EXPECT_EQ(say(ann, "transfer", 1, {{"worker", "sue"}})["error"], "unknown_worker");
  EXPECT_EQ(say(ann, "transfer", 1, {{"queue", "south line"}})["error"], "unknown_task_queue");
  EXPECT_EQ(say(sue, {{"type", "take"}, {"task", task_sid(1)}})["error"], "unknown_task");
  for (const char* type : {"hand_back", "leave", "reply", "complete"}) {
    EXPECT_EQ(say(sue, type, 1, {{"text", "hello"}})["error"], "unknown_reservation") << type;
    EXPECT_EQ(say(hal, type, 1, {{"text", "hello"}})["error"], "unknown_reservation") << type;
  }
  EXPECT_EQ(say(hal, "transfer", 1, {{"worker", "ben"}})["error"], "unknown_reservation");
  EXPECT_EQ(sequence(), before) << "nothing was journaled";
}

TEST_F(PassingOn, what_makes_no_sense_is_told) {
  arrive();
  ASSERT_EQ(say(ann, "accept", 1)["ok"], true);
  struct Row {
    const char* type;
    Json more;
    const char* error;
  };
  const Row rows[] = {
      {"transfer", {}, "a transfer names a worker or a queue, one of the two, by name or SID"},
      {"transfer",
       {{"worker", "ben"}, {"queue", "care"}},
       "a transfer names a worker or a queue, one of the two, by name or SID"},
      {"transfer", {{"worker", "ben"}, {"mode", "hot"}}, "mode is cold or warm"},
      {"transfer", {{"worker", "ben"}, {"timeout", 30}}, "timeout is a duration such as 30s"},
      {"transfer", {{"worker", "ben"}, {"timeout", "0s"}}, "time_out_of_range"},
      {"transfer", {{"worker", "nobody"}}, "unknown_worker"},
      {"transfer", {{"queue", "nowhere"}}, "unknown_task_queue"},
      {"transfer", {{"worker", "ann"}}, "transfer_to_same_worker"},
      {"hand_back", {{"to", "sender"}}, "to is queue or worker"},
      {"hand_back", {}, "no_origin"},
      {"leave", {}, "no_transfer"},
      {"take", {}, "task is the SID of a task that waits"},
  };
  for (const Row& row : rows) EXPECT_EQ(say(ann, row.type, 1, row.more)["error"], row.error) << row.more;
}

}  // namespace
}  // namespace switchyard::adapters::agents
