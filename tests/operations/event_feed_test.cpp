// The stream of events: what comes, from where on, and what happens to who asks too late or reads too slowly.
#include "adapters/operations/event_feed.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/support/live_desk.h"

namespace switchyard::adapters::operations {
namespace {

struct FeedWorld {
  explicit FeedWorld(EventFeedOptions options = {}) : feed(std::move(options)) {
    desk.port.observe(feed);
    desk.open();
  }

  struct Reader {
    std::shared_ptr<RecordingSink> sink = std::make_shared<RecordingSink>();
    unsigned refused = 0;  // with that status; 0: open
    std::string refusal;
    http::Conversation conversation;
    // As often as the server has written everything.
    std::string read() {
      std::string all;
      do {
        conversation.drained();
        all += sink->texts.empty() ? "" : sink->texts.back();
      } while (!sink->texts.empty() && (sink->texts.clear(), true));
      return all;
    }
  };

  Reader open(http::Fields query, http::Headers headers = {}) {
    http::Request request;
    request.method = "GET";
    request.query = std::move(query);
    request.headers = std::move(headers);
    Reader reader;
    auto opened = feed.stream().open(request, reader.sink);
    if (auto* response = std::get_if<http::Response>(&opened)) {
      reader.refused = response->status;
      reader.refusal = response->body;
    } else {
      reader.conversation = std::move(std::get<http::Conversation>(opened));
    }
    return reader;
  }

  LiveDesk desk;
  EventFeed feed;
};

std::vector<std::string> ids_in(const std::string& text) {
  std::vector<std::string> ids;
  for (std::size_t at = text.find("id: "); at != std::string::npos; at = text.find("id: ", at + 1))
    ids.push_back(text.substr(at + 4, text.find('\n', at) - at - 4));
  return ids;
}

TEST(EventFeed, a_turns_events_come_with_type_data_and_at_their_end_the_id) {
  FeedWorld world;
  auto reader = world.open({});
  EXPECT_EQ(reader.read(), "");
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  EXPECT_EQ(
      reader.sink->taken(),
      "event: worker_activity_changed\n"
      "data: {\"sequence\":2,\"time\":\"2027-01-15T08:00:00Z\",\"kind\":\"event\","
      "\"type\":\"worker_activity_changed\",\"worker\":\"ann\",\"from\":\"Offline\",\"to\":\"Available\"}\n"
      "id: 2\n\n");
  world.desk.arrive();
  const std::string text = reader.sink->taken();
  EXPECT_EQ(text.find("event: task_created\n"), 0u);
  EXPECT_NE(text.find("event: reservation_created\n"), std::string::npos);
  EXPECT_EQ(ids_in(text), std::vector<std::string>{"3"});
}

TEST(EventFeed, who_comes_again_gets_what_was_missed_and_then_goes_on) {
  FeedWorld world;
  for (int i = 0; i < 5; ++i) world.desk.arrive();
  for (auto reader : {world.open({{"since", "2"}}), world.open({}, {{"Last-Event-ID", "2"}}),
                      world.open({{"since", "5"}, {"workspace", "desk"}}, {{"last-event-id", "2"}})}) {
    EXPECT_EQ(ids_in(reader.read()), (std::vector<std::string>{"3", "4", "5", "6"}));
    EXPECT_EQ(reader.read(), "") << "nothing twice";
  }
  auto reader = world.open({{"since", "6"}});
  reader.read();
  world.desk.arrive();
  EXPECT_EQ(ids_in(reader.sink->taken()), std::vector<std::string>{"7"});
  auto all = world.open({{"since", "0"}});
  EXPECT_EQ(ids_in(all.read()).back(), "7");
}

TEST(EventFeed, what_happens_while_the_past_is_read_comes_in_its_place) {
  FeedWorld world;
  for (int i = 0; i < 3; ++i) world.desk.arrive();
  auto reader = world.open({{"since", "1"}});
  world.desk.arrive();
  EXPECT_EQ(ids_in(reader.read()), (std::vector<std::string>{"2", "3", "4", "5"}));
}

TEST(EventFeed, refusals_say_what_to_do) {
  EventFeedOptions options;
  options.turns = 2;
  options.subscribers = 1;
  options.may_read = [](const http::Request& request) {
    return !http::find_field(request.query, "stranger");
  };
  FeedWorld world(options);
  for (int i = 0; i < 5; ++i) world.desk.arrive();
  EXPECT_EQ(world.open({{"stranger", "1"}}).refused, 401u);
  EXPECT_EQ(world.open({{"since", "x"}}).refused, 400u);
  EXPECT_EQ(world.open({{"since", "-1"}}).refused, 400u);
  EXPECT_EQ(world.open({{"since", "7"}}).refused, 400u);
  EXPECT_EQ(world.open({{"workspace", "other"}}).refused, 404u);
  const auto late = world.open({{"since", "3"}});
  EXPECT_EQ(late.refused, 410u);
  EXPECT_NE(late.refusal.find("?since=4"), std::string::npos) << late.refusal;
  auto one = world.open({{"since", "4"}});
  EXPECT_EQ(ids_in(one.read()), (std::vector<std::string>{"5", "6"}));
  EXPECT_EQ(world.open({}).refused, 503u);
  one.conversation.closed();
  EXPECT_EQ(world.open({}).refused, 0u);
}

TEST(EventFeed, with_two_workspaces_one_must_be_named) {
  FeedWorld world;
  world.desk.open("annex");
  EXPECT_EQ(world.open({}).refused, 400u);
  auto reader = world.open({{"workspace", "annex"}});
  reader.read();
  world.desk.arrive();
  EXPECT_EQ(reader.sink->taken(), "") << "of the other workspace";
  EXPECT_TRUE(world.desk.port.remove_workspace("annex", [](bool) {}));
  EXPECT_TRUE(reader.sink->closed);
}

TEST(EventFeed, old_turns_are_told_with_the_names_of_their_time) {
  FeedWorld world;
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  const auto rename = [&](const std::string& from, const std::string& to) {
    std::string document = desk_document();
    document.replace(document.find("\"ann\""), 5, '"' + to + "\", \"formerly\": \"" + from + '"');
    const auto parsed = codec::parse_document(document, "desk");
    const auto compiled =
        codec::compile_workspace(*parsed, &world.desk.port.engine("desk")->state().workspace());
    if (!compiled) throw std::runtime_error(codec::to_text(compiled.error()));
    world.desk.give(WorkspaceChanges{{compiled->workspace}, false});
  };
  rename("ann", "anna");
  world.desk.change_activity(LiveDesk::ann, LiveDesk::offline);
  const std::string text = world.open({{"since", "1"}}).read();
  EXPECT_NE(text.find("\"worker\":\"ann\",\"from\":\"Offline\""), std::string::npos) << text;
  EXPECT_NE(text.find("\"worker\":\"anna\",\"from\":\"Available\""), std::string::npos) << text;
  std::string name = "anna";
  for (int i = 0; i < 20; ++i) {
    const std::string next = "ann" + std::to_string(i);
    rename(std::exchange(name, next), next);
  }
  const std::string later = world.open({{"since", "1"}}).read();
  EXPECT_EQ(later.find("\"worker\":\"ann\""), std::string::npos) << "names of so long ago are not kept";
  EXPECT_EQ(ids_in(later), ids_in(world.open({{"since", "1"}}).read()));
}

TEST(EventFeed, the_past_is_kept_by_bytes_too_and_who_falls_behind_is_closed) {
  EventFeedOptions options;
  options.bytes = 1'000;
  FeedWorld world(options);
  auto slow = world.open({{"since", "0"}});
  for (int i = 0; i < 50; ++i) world.desk.arrive();
  EXPECT_EQ(world.open({{"since", "0"}}).refused, 410u);
  slow.conversation.drained();
  EXPECT_TRUE(slow.sink->closed);
  auto reader = world.open({});
  reader.read();
  reader.sink->room = 2;
  for (int i = 0; i < 5; ++i) world.desk.arrive();
  EXPECT_TRUE(reader.sink->closed);
}

}  // namespace
}  // namespace switchyard::adapters::operations
