// What customers write reaches whoever has their task in hand, and replies go out or are told why not.
#include "adapters/agents/conversations.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/agents/agent_world.h"

namespace switchyard::adapters::agents {
namespace {

using Json = nlohmann::json;

const std::string document = R"({"version": 1, "name": "desk", "default_activity": "Offline",
  "task_channels": [{"name": "sms", "kind": "messages"}, {"name": "voice", "kind": "call"}],
  "workers": [{"name": "ann"}, {"name": "ben"}],
  "task_queues": [{"name": "line"}],
  "workflows": [{"name": "all", "task_reservation_timeout": 20,
                 "task_routing": {"default_filter": {"queue": "line"}}}]})";

Attributes written(const std::string& text) {
  Value::Object object;
  for (const auto& [name, value] :
       {std::pair<const char*, std::string>{"from", "+1"}, {"to", "+2"}, {"body", text}})
    object.emplace_back(name, Value(Value::Data(value)));
  return Attributes(Value(Value::Data(std::move(object))));
}

TaskArrives message(const AgentWorld& world, const std::string& text, const std::string& channel) {
  TaskArrives message;
  const auto& channels = world.desk.port.engine("desk")->state().workspace().channels;
  for (std::uint32_t i = 0; i < channels.size(); ++i)
    if (channels[i].name == channel) message.channel = TaskChannelId{i};
  message.route = ThroughWorkflow{{0}};
  message.attributes = written(text);
  message.thread = "+1/" + channel;
  return message;
}

// What was to be sent, until the test answers it.
struct Outgoing {
  TaskId task;
  std::string key, text;
  std::function<void(const ReplyResult&)> sent;
};

class Conversation : public ::testing::Test {
 protected:
  static AgentOptions with_carrier(std::vector<Outgoing>& outgoing) {
    AgentOptions options = AgentWorld::options();
    options.send_reply = [&outgoing](const WorkspaceView&, TaskId task, const std::string& key,
                                     const std::string& text, std::function<void(const ReplyResult&)> sent) {
      outgoing.push_back({task, key, text, std::move(sent)});
    };
    return options;
  }
  void write(const std::string& text, const std::string& channel = "sms") {
    world.desk.give(message(world, text, channel));
  }
  void take_in_hand() {
    world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
    ASSERT_NE(ann.say(about("accept", 1)).find("\"ok\":true"), std::string::npos);
  }
  static std::vector<Json> messages(AgentWorld::Socket& socket) {
    std::vector<Json> found;
    for (const std::string& text : socket.sink->texts) {
      Json message = Json::parse(text);
      if (message["type"] == "message") found.push_back(std::move(message));
    }
    socket.sink->texts.clear();
    return found;
  }
  static std::vector<std::string> texts(AgentWorld::Socket& socket) {
    std::vector<std::string> all;
    for (const Json& message : messages(socket)) all.push_back(message["text"]);
    return all;
  }
  // "nothing yet" when nothing came back.
  static Json reply(AgentWorld::Socket& socket, const std::string& text, Json more = Json::object()) {
    more.update({{"id", "7"}, {"type", "reply"}, {"reservation", reservation_sid(1)}, {"text", text}});
    const std::string said = socket.say(more.dump());
    return said.empty() ? Json("nothing yet") : Json::parse(said);
  }

  using Texts = std::vector<std::string>;
  std::vector<Outgoing> outgoing;
  AgentWorld world{document, with_carrier(outgoing)};
  AgentWorld::Socket ann = world.connect("token of ann");
  AgentWorld::Socket ben = world.connect("token of ben");
};

TEST_F(Conversation, who_has_the_task_in_hand_reads_what_the_customer_writes) {
  write("first");
  take_in_hand();
  EXPECT_EQ(texts(ann), Texts{}) << "the first came with the offer";
  write("second");
  const std::vector<Json> heard = messages(ann);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0]["text"], "second");
  EXPECT_EQ(heard[0]["reservation"], reservation_sid(1));
  EXPECT_EQ(heard[0]["task"], task_sid(1));
  EXPECT_EQ(heard[0]["sequence"], world.desk.port.engine("desk")->sequence());
  EXPECT_EQ(heard[0]["at"], "2027-01-15T08:00:00Z");
  EXPECT_EQ(heard[0]["attributes"]["from"], "+1");
  EXPECT_EQ(texts(ben), Texts{});
}

TEST_F(Conversation, what_came_while_the_task_waited_comes_when_it_is_taken) {
  write("first");
  write("second");
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  write("third");
  EXPECT_EQ(texts(ann), Texts{}) << "it only rings";
  take_in_hand();
  EXPECT_EQ(texts(ann), (Texts{"second", "third"}));
  auto again = world.connect("token of ann");
  EXPECT_EQ(texts(again), (Texts{"second", "third"})) << "a new socket reads it from the beginning";
  ann.say(about("finish", 1));
  ann.sink->texts.clear();
  write("fourth");
  EXPECT_EQ(texts(ann), Texts{"fourth"}) << "wrap-up is in hand too";
  ann.say(about("complete", 1));
  auto later = world.connect("token of ann");
  EXPECT_EQ(texts(later), Texts{});
}

// What waits for a slow reader is bounded (1 MiB), and who writes much must not cut the agent off.
TEST_F(Conversation, what_is_told_at_once_is_bounded_and_the_newest_stays) {
  write("first");
  take_in_hand();
  for (int i = 0; i < 300; ++i) write(std::to_string(i) + " " + std::string(1500, 'x'));
  auto again = world.connect("token of ann");
  std::size_t bytes = 0;
  for (const std::string& text : again.sink->texts) bytes += text.size();
  const Texts heard = texts(again);
  ASSERT_FALSE(heard.empty());
  EXPECT_LT(bytes, std::size_t{300} << 10);
  EXPECT_EQ(heard.back().substr(0, 4), "299 ");
  EXPECT_EQ(heard.size(), 300U - static_cast<std::size_t>(std::stoi(heard.front())));
}

TEST_F(Conversation, whoever_takes_it_over_reads_all_of_it) {
  write("first");
  take_in_hand();
  write("second");
  world.desk.change_activity(LiveDesk::ben, LiveDesk::available);
  const Json transfer = {
      {"type", "transfer"}, {"reservation", reservation_sid(1)}, {"worker", "ben"}, {"mode", "warm"}};
  ann.say(transfer.dump());
  ann.sink->texts.clear();
  write("third");
  EXPECT_EQ(texts(ann), Texts{"third"}) << "who began a warm transfer has it still";
  ASSERT_NE(ben.say(about("accept", 2)).find("\"ok\":true"), std::string::npos);
  EXPECT_EQ(texts(ben), (Texts{"second", "third"}));
  write("fourth");
  EXPECT_EQ(texts(ann), Texts{"fourth"});
  EXPECT_EQ(texts(ben), Texts{"fourth"});
}

TEST_F(Conversation, a_duplicate_is_not_read_twice) {
  write("first");
  take_in_hand();
  TaskArrives second = message(world, "second", "sms");
  second.key = "SM2";
  for (int i = 0; i < 2; ++i) world.desk.give(second);
  EXPECT_EQ(texts(ann), Texts{"second"});
}

TEST(Conversations, hold_the_newest_messages_of_open_tasks_until_they_end) {
  LiveDesk desk;
  desk.open();
  const WorkspaceView view{"desk", *desk.port.engine("desk"), desk.port.now()};
  Conversations conversations(2);
  const auto note = [&](std::uint64_t sequence, const Command& command, Event event) {
    Output output;
    output.events.push_back(std::move(event));
    return conversations.note(view, {sequence, desk.port.now(), command, output});
  };
  TaskArrives message;
  for (std::uint64_t i = 1; i <= 3; ++i) {
    message.attributes = written(std::to_string(i));
    EXPECT_EQ(note(i, message, ThreadJoined{TaskId{5}}), TaskId{5});
  }
  ASSERT_EQ(conversations.of("desk", TaskId{5}).size(), 2u);
  EXPECT_EQ(conversations.of("desk", TaskId{5}).front().sequence, 2u);
  EXPECT_TRUE(conversations.of("desk", TaskId{6}).empty());
  EXPECT_TRUE(conversations.of("other", TaskId{5}).empty());
  EXPECT_TRUE(note(4, TimePasses{}, TaskCanceled{TaskId{5}, CancelReason::time_to_live}).is_none());
  EXPECT_TRUE(conversations.of("desk", TaskId{5}).empty());
  note(5, message, ThreadJoined{TaskId{6}});
  conversations.forget("desk");
  EXPECT_TRUE(conversations.of("desk", TaskId{6}).empty());
}

TEST_F(Conversation, a_reply_is_acknowledged_when_the_carrier_has_it) {
  write("first");
  take_in_hand();
  const std::uint64_t before = world.desk.port.engine("desk")->sequence();
  EXPECT_EQ(reply(ann, "Hello"), "nothing yet");
  ASSERT_EQ(outgoing.size(), 1u);
  EXPECT_EQ(outgoing[0].task, TaskId{1});
  EXPECT_EQ(outgoing[0].text, "Hello");
  outgoing[0].sent("SM9");
  EXPECT_EQ(ann.sink->taken(), R"({"type":"result","id":"7","ok":true,"message":"SM9"})");
  reply(ann, "Hello");
  ASSERT_EQ(outgoing.size(), 2u) << "who says the same again means it";
  EXPECT_NE(outgoing[0].key, outgoing[1].key);
  outgoing[1].sent(tl::unexpected(std::string("the carrier answered 400: no")));
  EXPECT_EQ(
      ann.sink->taken(),
      R"({"type":"result","id":"7","ok":false,"error":"not_sent","reason":"the carrier answered 400: no"})");
  EXPECT_EQ(world.desk.port.engine("desk")->sequence(), before) << "replies are not journaled";
}

TEST_F(Conversation, a_reply_with_a_key_goes_out_once) {
  write("first");
  take_in_hand();
  auto again = world.connect("token of ann");
  const Json key = {{"key", "a 1\r\n"}};
  reply(ann, "Hello", key);
  EXPECT_EQ(reply(again, "Hello", key), "nothing yet") << "it is on its way";
  ASSERT_EQ(outgoing.size(), 1u);
  EXPECT_EQ(outgoing[0].key, reservation_sid(1) + ":reply:key:a%201%0D%0A");
  outgoing[0].sent(tl::unexpected(std::string("no")));
  EXPECT_NE(ann.sink->taken().find("not_sent"), std::string::npos);
  EXPECT_NE(again.sink->taken().find("not_sent"), std::string::npos);
  reply(ann, "Hello", key);
  ASSERT_EQ(outgoing.size(), 2u) << "it may be tried again";
  outgoing[1].sent("SM9");
  EXPECT_EQ(reply(again, "Hello", key)["message"], "SM9");
  EXPECT_EQ(outgoing.size(), 2u);
}

TEST(Replies, forget_the_oldest_that_went_out) {
  Replies replies(2);
  std::vector<std::string> told;
  const auto tell = [&](const ReplyResult& result) { told.push_back(result ? *result : result.error()); };
  for (const char* key : {"a", "b", "c"}) {
    EXPECT_TRUE(replies.begin(key, tell));
    replies.done(key, std::string("SM") + key);
  }
  EXPECT_TRUE(replies.begin("a", tell)) << "it was forgotten";
  EXPECT_FALSE(replies.begin("b", tell));
  EXPECT_EQ(told, (std::vector<std::string>{"SMa", "SMb", "SMc", "SMb"}));
}

TEST_F(Conversation, a_reply_that_cannot_be_is_told_why) {
  write("first");
  EXPECT_EQ(reply(ann, "Hello")["error"], "unknown_reservation");
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  write("call", "voice");
  EXPECT_EQ(reply(ann, "Hello")["error"], "reservation_not_accepted") << "it only rings";
  take_in_hand();
  EXPECT_EQ(reply(ben, "Hello")["error"], "unknown_reservation");
  EXPECT_EQ(reply(ann, "")["error"], "text is what the customer is to read");
  EXPECT_EQ(reply(ann, std::string(1'601, 'x'))["error"], "text_too_long");
  EXPECT_EQ(reply(ann, "Hello", {{"key", std::string(65, 'x')}})["error"], "key has at most 64 bytes");
  const Json call = {{"type", "reply"}, {"reservation", reservation_sid(2)}, {"text", "Hello"}};
  ann.say(about("accept", 2));
  EXPECT_NE(ann.say(call.dump()).find("not_a_message"), std::string::npos);
  EXPECT_TRUE(outgoing.empty());
  std::string letters;
  for (int i = 0; i < 1'600; ++i) letters += "\xC3\xBC";
  EXPECT_EQ(reply(ann, letters), "nothing yet") << "1,600 characters, however many bytes";
  ann.say(about("finish", 1));
  ann.say(about("complete", 1));
  EXPECT_EQ(reply(ann, "Hello")["error"], "reservation_not_accepted");
  world.desk.port.refuse_work(true);
  EXPECT_EQ(reply(ann, "Hello")["error"], "busy");
}

TEST(ConversationWithoutCarrier, replies_are_refused) {
  AgentWorld world(document);
  auto ann = world.connect("token of ann");
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  world.desk.give(message(world, "first", "sms"));
  ann.say(about("accept", 1));
  const Json said = {{"type", "reply"}, {"reservation", reservation_sid(1)}, {"text", "Hello"}};
  EXPECT_EQ(ann.say(said.dump()), R"({"type":"result","id":"","ok":false,"error":"no_carrier"})");
}

TEST_F(Conversation, a_worker_whom_nobody_can_ring_is_told) {
  write("call", "voice");
  take_in_hand();
  const WorkspaceView view{"desk", *world.desk.port.engine("desk"), world.desk.port.now()};
  ann.sink->taken();
  world.sockets.nobody_rings(view, {ReservationId{1}, TaskId{1}, WorkerId{LiveDesk::ann}});
  EXPECT_EQ(ann.sink->taken(), R"({"type":"problem","problem":"no_telephone","reservation":")" +
                                   reservation_sid(1) + R"(","task":")" + task_sid(1) + "\"}");
}

}  // namespace
}  // namespace switchyard::adapters::agents
