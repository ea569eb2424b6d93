// A live host as the viewer sees it: a desk whose events are streamed by the real server, and lists written
// by hand.
#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "adapters/http/server.h"
#include "adapters/operations/board.h"
#include "adapters/operations/event_feed.h"
#include "tests/support/live_desk.h"
#include "tests/viz_view/board_text.h"
#include "viz/feed/feed.h"

namespace switchyard::viz {
namespace {

namespace http = adapters::http;
using adapters::LiveDesk;

constexpr std::chrono::seconds patience{10};

struct Host {
  explicit Host(adapters::operations::EventFeedOptions options = {}) : feed(std::move(options)) {
    desk.port.observe(feed);
    desk.open();
  }

  void start(std::uint16_t port = 0) {
    http::ServerOptions options;
    options.port = port;
    options.streams = {feed.stream()};
    auto started =
        http::Server::start(std::move(options), [this](http::Request request, http::Respond respond) {
          if (request.path == "/v1/board" && tells_board) return boards.handle(request, std::move(respond));
          respond(answer(request));
        });
    if (!started) throw std::runtime_error(started.error());
    server = std::move(*started);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server->port()); }

  static http::Response list(const std::string& key, const std::string& rows) {
    return {200,
            {},
            R"({"meta": {"key": ")" + key + R"(", "next_page_url": null}, ")" + key + "\": [" + rows + "]}"};
  }

  http::Response answer(const http::Request& request) {
    const std::string w = "/v1/Workspaces/WS1";
    if (request.method == "POST") {
      const std::lock_guard lock(mutex);
      posted.push_back(request.path + " " + request.body);
      return {refuses ? 400U : 200U, {}, refuses ? R"({"message": "not so"})" : "{}"};
    }
    if (request.path == "/v1/Workspaces") {
      return list("workspaces",
                  R"({"sid": "WS1", "friendly_name": "desk", "default_activity_name": "Offline"})");
    }
    if (request.path == w + "/Activities") {
      return list("activities", R"({"sid": "WA1", "friendly_name": "Offline", "available": false},
                                   {"sid": "WA2", "friendly_name": "Available", "available": true})");
    }
    if (request.path == w + "/TaskQueues")
      return list("task_queues", R"({"sid": "WQ1", "friendly_name": "line"})");
    if (request.path == w + "/TaskChannels")
      return list("channels", R"({"sid": "TC1", "unique_name": "voice"})");
    if (request.path == w + "/Workflows")
      return list("workflows", R"({"sid": "WW1", "friendly_name": "calls"})");
    if (request.path == w + "/Workers") {
      return list("workers", R"({"sid": "WK1", "friendly_name": "ann", "activity_name": "Offline"},
                                {"sid": "WK2", "friendly_name": "ben", "activity_name": "Offline"})");
    }
    if (request.path.starts_with(w + "/Tasks/")) return {200, {}, R"({"priority": 77})"};
    return {404, {}, "{}"};
  }

  std::vector<std::string> taken() {
    const std::lock_guard lock(mutex);
    return posted;
  }

  LiveDesk desk;
  adapters::operations::EventFeed feed;
  adapters::operations::Boards boards{desk.port, [](const http::Request&) { return true; }, 2};
  bool tells_board = true;
  std::unique_ptr<http::Server> server;
  std::mutex mutex;
  std::vector<std::string> posted;
  bool refuses = false;
};

FeedOptions with_account() {
  FeedOptions options;
  options.account = "AC1";
  options.token = "secret";
  return options;
}

Feed open(const Host& host, const FeedOptions& options = with_account()) {
  auto feed = Feed::open(host.url(), options);
  if (!feed) throw std::runtime_error(feed.error().text);
  return std::move(*feed);
}

// Until what is said comes true.
template <class Condition>
bool wait_for(Feed& feed, Condition&& condition) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!condition(feed.view()) && std::chrono::steady_clock::now() < until) {
    feed.advance(std::chrono::milliseconds(5));
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return condition(feed.view());
}

TEST(Live, ShowsWhatHasHappenedAndWhatHappens) {
  Host host;
  host.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  host.start();
  Feed feed = open(host);
  EXPECT_EQ(feed.view().transport.source, Source::live);
  EXPECT_TRUE(feed.view().can_command);
  EXPECT_TRUE(wait_for(feed, [](const View& view) { return view.board.sequence == 2; }));
  EXPECT_EQ(feed.view().board.workers.at(0).state, reports::WorkerState::idle);
  host.desk.arrive();
  EXPECT_TRUE(wait_for(feed, [](const View& view) { return view.board.queues.at(0).waiting == 1; }));
  EXPECT_EQ(feed.view().board.workers.at(0).state, reports::WorkerState::reserved);
  EXPECT_EQ(feed.view().names.queues.at(0).name, "line");
  EXPECT_EQ(feed.view().events.rows.back().text.rfind("reservation_created", 0), 0U);
}

TEST(Live, GoesBackToWhatWas) {
  Host host;
  host.start();
  Feed feed = open(host);
  host.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  host.desk.arrive();
  EXPECT_TRUE(wait_for(feed, [](const View& view) { return view.board.sequence == 3; }));
  feed.handle(StepToPreviousEvent{});
  EXPECT_EQ(feed.view().board.sequence, 2U);
  EXPECT_EQ(feed.view().board.tasks.size(), 0U);
  feed.handle(StepToNextEvent{});
  EXPECT_EQ(feed.view().board.tasks.size(), 1U);
}

TEST(Live, GoesOnWithoutAGapWhenTheConnectionBreaks) {
  Host host;
  host.start();
  Feed feed = open(host);
  const std::uint16_t port = host.server->port();
  host.desk.arrive();
  EXPECT_TRUE(wait_for(feed, [](const View& view) { return view.board.tasks.size() == 1; }));
  host.server->stop(std::chrono::milliseconds(100));
  host.server.reset();
  host.desk.arrive();
  host.desk.arrive();
  host.start(port);
  EXPECT_TRUE(wait_for(feed, [](const View& view) { return view.board.tasks.size() == 3; }));
  EXPECT_EQ(feed.view().board.queues.at(0).today.offered, 3U);
  ASSERT_FALSE(feed.view().notices.empty());
  EXPECT_NE(feed.view().notices.front().find("trying again"), std::string::npos);
}

TEST(Live, BeginsWhereTheHostStillRemembers) {
  adapters::operations::EventFeedOptions options;
  options.turns = 2;
  Host host(options);
  host.tells_board = false;
  for (int i = 0; i < 5; ++i) host.desk.arrive();
  host.start();
  Feed feed = open(host);
  EXPECT_TRUE(wait_for(feed, [](const View& view) { return view.board.tasks.size() == 2; }));
  ASSERT_FALSE(feed.view().notices.empty());
  EXPECT_EQ(feed.view().notices.back(), "what happened up to turn 4 is not shown");
}

// Of all this only the last turn is told: task 1 is in ann's hands, 2 rings at ben, 3 comes in that turn.
void begin_in_the_middle(Host& host) {
  host.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  host.desk.arrive();
  host.desk.give(WorkerAccepts{ReservationId{1}});
  host.desk.port.advance(minutes(7));
  host.desk.arrive();
  host.desk.port.advance(minutes(3));
  host.desk.change_activity(LiveDesk::ben, LiveDesk::available);
  host.desk.arrive();
}

TEST(Live, KnowsWhatWasOpenBeforeTheOldestEvent) {
  adapters::operations::EventFeedOptions options;
  options.turns = 1;
  Host host(options);
  begin_in_the_middle(host);
  host.start();
  Feed feed = open(host);
  const auto is_open = [](const View& view) { return view.board.tasks.size() == 3; };
  ASSERT_TRUE(wait_for(feed, is_open));
  const Board& board = feed.view().board;
  EXPECT_EQ(board.tasks.find(TaskId{1})->arrived, adapters::desk_opens);
  EXPECT_EQ(board.tasks.find(TaskId{1})->worker, WorkerId{LiveDesk::ann});
  EXPECT_EQ(board.tasks.find(TaskId{2})->waits_since, adapters::desk_opens + minutes(7));
  EXPECT_EQ(board.queues.at(0).waiting, 2U);
  EXPECT_EQ(board.queues.at(0).being_offered, 1U);
  EXPECT_EQ(board.queues.at(0).in_hand, 1U);
  EXPECT_EQ(board.queues.at(0).today.offered, 1U) << "what came before is not counted";
  EXPECT_EQ(board.workers.at(LiveDesk::ann).state, reports::WorkerState::on_task);
  EXPECT_EQ(board.workers.at(LiveDesk::ben).state, reports::WorkerState::reserved);
  EXPECT_TRUE(feed.view().transport.from_middle);
  host.desk.give(WorkerCompletes{ReservationId{1}, {}});
  EXPECT_TRUE(wait_for(feed, [](const View& view) { return view.board.queues.at(0).in_hand == 0; }));
  feed.handle(SelectTask{TaskId{1}});
  ASSERT_TRUE(wait_for(feed, [](const View& view) { return view.task != nullptr && view.task->ended; }));
  EXPECT_EQ(feed.view().task->explanation.arrived, adapters::desk_opens);
  EXPECT_EQ(feed.view().task->spans.size(), 2U) << "it waited, and was on ann's line";
}

TEST(Live, BeginsWithATaskThatIsOfferedLater) {
  adapters::operations::EventFeedOptions options;
  options.turns = 1;
  Host host(options);
  host.desk.arrive();
  host.desk.port.advance(minutes(7));
  host.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  host.start();
  Feed feed = open(host);
  ASSERT_TRUE(wait_for(feed, [](const View& view) { return view.board.queues.at(0).being_offered == 1; }));
  EXPECT_EQ(feed.view().board.tasks.find(TaskId{1})->arrived, adapters::desk_opens);
  feed.handle(StepToPreviousEvent{});
  EXPECT_EQ(feed.view().board.queues.at(0).waiting, 1U);
  EXPECT_EQ(feed.view().board.queues.at(0).being_offered, 0U);
}

TEST(Live, BeginsWithTheActivitiesOfThatMoment) {
  adapters::operations::EventFeedOptions options;
  options.turns = 1;
  Host host(options);
  host.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  host.desk.change_activity(LiveDesk::ben, LiveDesk::available);
  host.desk.port.advance(minutes(5));
  host.desk.change_activity(LiveDesk::ann, LiveDesk::offline);
  host.start();
  Feed feed = open(host);
  EXPECT_TRUE(wait_for(feed, [](const View& view) {
    return view.board.workers.at(LiveDesk::ann).state == reports::WorkerState::offline;
  }));
  EXPECT_EQ(feed.view().board.workers.at(LiveDesk::ben).state, reports::WorkerState::idle);
  feed.handle(StepToPreviousEvent{});
  EXPECT_EQ(feed.view().board.workers.at(LiveDesk::ann).state, reports::WorkerState::idle);
}

TEST(Live, TellsWhereATaskStandsAndWhoIsAsked) {
  Host host;
  host.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  host.desk.arrive();
  host.start();
  Feed feed = open(host);
  ASSERT_TRUE(wait_for(feed, [](const View& view) { return view.board.tasks.size() == 1; }));
  feed.handle(SelectTask{TaskId{1}});
  ASSERT_TRUE(wait_for(feed, [](const View& view) {
    return view.task != nullptr && !view.task->explanation.moments.empty();
  }));
  const reports::Moment moment = feed.view().task->explanation.moments.back();
  ASSERT_TRUE(moment.standing.has_value());
  EXPECT_EQ(moment.standing->status, "reserved");
  EXPECT_EQ(moment.standing->queue, "line");
  EXPECT_EQ(moment.asked, std::vector<std::string>{"ann"});
  ASSERT_EQ(moment.timers.size(), 1U);
  EXPECT_EQ(moment.timers[0].at, adapters::desk_opens + seconds(20));
  EXPECT_TRUE(moment.left_out.empty()) << "the host does not tell its rules";
}

TEST(Live, SeesThePriorityOfAnUpdate) {
  Host host;
  host.desk.arrive();
  host.start();
  Feed feed = open(host);
  ASSERT_TRUE(wait_for(feed, [](const View& view) { return view.board.tasks.size() == 1; }));
  TaskChanges change;
  change.task = TaskId{1};
  change.priority = 77;
  host.desk.give(change);
  EXPECT_TRUE(
      wait_for(feed, [](const View& view) { return view.board.tasks.find(TaskId{1})->priority == 77; }));
}

TEST(Live, SaysWhenTheHostDoesNotTellWhatIsOpen) {
  Host host;
  host.tells_board = false;
  host.start();
  Feed feed = open(host);
  EXPECT_TRUE(wait_for(feed, [](const View& view) { return !view.notices.empty(); }));
  EXPECT_EQ(
      feed.view().notices.front().rfind("tenants, and what began before the first event, are not known", 0),
      0U);
}

TEST(Live, SendsTheSupervisorsCommands) {
  Host host;
  host.start();
  Feed feed = open(host);
  feed.handle(SetActivity{WorkerId{1}, ActivityId{1}});
  feed.handle(SetCapacity{WorkerId{0}, TaskChannelId{0}, 3, false});
  feed.handle(Override{TaskId{7}, 99});
  feed.handle(Requeue{TaskId{7}, TaskQueueId{0}});
  EXPECT_TRUE(wait_for(feed, [&](const View&) { return host.taken().size() == 4; }));
  std::vector<std::string> posted = host.taken();
  std::sort(posted.begin(), posted.end());
  EXPECT_EQ(posted[0].rfind("/v1/Workspaces/WS1/Tasks/WT", 0), 0U) << posted[0];
  EXPECT_NE(posted[0].find(" Priority=99"), std::string::npos);
  EXPECT_EQ(posted[1], posted[0].substr(0, posted[0].find(' ')) + " TaskQueueSid=WQ1");
  EXPECT_EQ(posted[2], "/v1/Workspaces/WS1/Workers/WK1/Channels/TC1 Capacity=3&Available=false");
  EXPECT_EQ(posted[3], "/v1/Workspaces/WS1/Workers/WK2 ActivitySid=WA2");
}

TEST(Live, TellsWhatTheHostRefuses) {
  Host host;
  host.refuses = true;
  host.start();
  Feed feed = open(host);
  feed.handle(SetActivity{WorkerId{0}, ActivityId{1}});
  EXPECT_TRUE(wait_for(
      feed, [](const View& view) { return !view.notices.empty() && view.notices.back() == "ann: not so"; }));
}

TEST(Live, ShowsEventsWithoutAnAccountButTakesNoCommands) {
  Host host;
  host.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  host.start();
  Feed feed = open(host, {});
  EXPECT_FALSE(feed.view().can_command);
  EXPECT_TRUE(wait_for(feed, [](const View& view) { return view.board.sequence == 2; }));
  EXPECT_EQ(feed.view().names.workers.at(0).name, "ann");
  feed.handle(SetActivity{WorkerId{0}, ActivityId{0}});
  EXPECT_FALSE(feed.view().notices.empty());
}

TEST(Live, SaysThatNobodyAnswers) {
  std::string url;
  {
    Host host;
    host.start();
    url = host.url();
  }
  const auto feed = Feed::open(url, with_account());
  ASSERT_FALSE(feed.has_value());
  EXPECT_EQ(feed.error().code, 4);
  EXPECT_NE(feed.error().text.find(url), std::string::npos) << feed.error().text;
}

TEST(Live, SaysThatTheHostDoesNotLetUs) {
  adapters::operations::EventFeedOptions options;
  options.may_read = [](const http::Request&) { return false; };
  Host host(options);
  host.start();
  const auto feed = Feed::open(host.url(), with_account());
  ASSERT_FALSE(feed.has_value());
  EXPECT_NE(feed.error().text.find("not allowed to read events"), std::string::npos) << feed.error().text;
}

}  // namespace
}  // namespace switchyard::viz
