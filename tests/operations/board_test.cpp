// The board of a live host: everything that is open at one turn, in pages that belong together.
#include "adapters/operations/board.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/live_desk.h"

namespace switchyard::adapters::operations {
namespace {

using Json = nlohmann::json;

struct BoardWorld {
  BoardWorld() { desk.open(); }

  http::Response ask(const http::Fields& query, std::size_t most = 2'000, bool may = true) {
    Boards boards(
        desk.port, [may](const http::Request&) { return may; }, most);
    http::Request request;
    request.method = "GET";
    request.query = query;
    http::Response answer;
    boards.handle(request, [&](http::Response response) { answer = std::move(response); });
    return answer;
  }
  Json board(const http::Fields& query = {}, std::size_t most = 2'000) {
    const http::Response answer = ask(query, most);
    EXPECT_EQ(answer.status, 200U) << answer.body;
    return Json::parse(answer.body);
  }

  LiveDesk desk;
};

TEST(Board, says_who_there_is) {
  BoardWorld world;
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  const Json board = world.board();
  EXPECT_EQ(board["workspace"], "desk");
  EXPECT_EQ(board["sequence"], world.desk.port.engine("desk")->sequence());
  EXPECT_EQ(board["tenants"], Json::array({"default"}));
  EXPECT_EQ(board["default_activity"], "Offline");
  EXPECT_EQ(board["task_queues"],
            Json::parse(R"([{"name": "line", "tenant": "default", "removed": false}])"));
  ASSERT_EQ(board["workers"].size(), 2U);
  EXPECT_EQ(board["workers"][0]["name"], "ann");
  EXPECT_EQ(board["workers"][0]["activity"], "Available");
  EXPECT_EQ(board["workers"][0]["attributes"], "{}");
  EXPECT_EQ(board["workers"][1]["activity"], "Offline");
  EXPECT_EQ(board["workers"][1]["since"], "2027-01-15T08:00:00Z");
  EXPECT_TRUE(board["tasks"].empty());
}

TEST(Board, says_what_is_open_and_who_is_asked) {
  BoardWorld world;
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  world.desk.arrive();
  world.desk.port.advance(seconds(3));
  world.desk.arrive();
  const Json board = world.board();
  EXPECT_EQ(board["time"], "2027-01-15T08:00:03Z");
  EXPECT_EQ(board["next"], nullptr);
  EXPECT_EQ(board["tasks"], Json::parse(R"([
    {"id": 1, "tenant": "default", "task_channel": "voice", "queue": "line", "status": "reserved",
     "priority": 0, "arrived": "2027-01-15T08:00:00Z"},
    {"id": 2, "tenant": "default", "task_channel": "voice", "queue": "line", "status": "pending",
     "priority": 0, "arrived": "2027-01-15T08:00:03Z"}])"));
  EXPECT_EQ(board["reservations"], Json::parse(R"([{"id": 1, "task": 1, "worker": "ann", "status": "pending",
                             "created": "2027-01-15T08:00:00Z"}])"));
  world.desk.give(WorkerAccepts{ReservationId{1}});
  EXPECT_EQ(world.board()["reservations"][0]["status"], "accepted");
  world.desk.give(CustomerLeaves{TaskId{1}});
  world.desk.give(WorkerCompletes{ReservationId{1}, {}});
  EXPECT_EQ(world.board()["tasks"][0]["id"], 2) << "what has ended is not there";
}

TEST(Board, comes_in_pages_with_the_reservations_of_their_tasks) {
  BoardWorld world;
  world.desk.change_activity(LiveDesk::ann, LiveDesk::available);
  for (int i = 0; i < 5; ++i) world.desk.arrive();
  std::set<std::uint64_t> seen;
  std::size_t reservations = 0;
  Json next = 0;
  for (int pages = 0; pages < 3; ++pages) {
    const Json board = world.board({{"after", next.dump()}}, 2);
    EXPECT_EQ(board["tasks"].size(), pages < 2 ? 2U : 1U);
    for (const Json& task : board["tasks"]) seen.insert(task["id"].get<std::uint64_t>());
    reservations += board["reservations"].size();
    next = board["next"];
  }
  EXPECT_TRUE(next.is_null());
  EXPECT_EQ(seen, (std::set<std::uint64_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(reservations, 1U);
}

TEST(Board, says_who_hands_work_over_and_who_cools_down) {
  BoardWorld world;
  const bool taken = world.desk.port.open_workspace(R"({"version": 1, "name": "calm",
    "default_activity": "Available", "timeout_activity": "Offline",
    "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
    "task_channels": [{"name": "voice", "wrap_up_limit": "0s", "cooldown": "30s"}],
    "workers": [{"name": "ann"}, {"name": "ben"}], "task_queues": [{"name": "line"}],
    "workflows": [{"name": "calls", "task_routing": {"default_filter": {"queue": "line"}}}]})",
                                                    [](const auto& opened) { EXPECT_TRUE(opened); });
  ASSERT_TRUE(taken);
  const auto board = [&] { return world.board({{"workspace", "calm"}}); };
  const auto& channels = world.desk.port.engine("calm")->state().workspace().channels;
  TaskArrives task;
  task.channel = TaskChannelId{0};
  while (channels[task.channel.index()].name != "voice") ++task.channel.value;
  task.route = ThroughWorkflow{{0}};
  world.desk.give(std::move(task), "calm");
  world.desk.give(WorkerAccepts{ReservationId{1}}, "calm");
  EXPECT_FALSE(board()["tasks"][0].contains("warm_transfer"));
  TransferTask transfer;
  transfer.reservation = ReservationId{1};
  transfer.mode = TransferMode::warm;
  transfer.queue = TaskQueueId{0};
  world.desk.give(transfer, "calm");
  EXPECT_EQ(board()["tasks"][0]["warm_transfer"], Json::parse(R"({"reservation": 1, "from": "line"})"));
  EXPECT_EQ(board()["tasks"][0]["status"], "reserved");
  world.desk.give(WorkerAccepts{ReservationId{2}}, "calm");
  world.desk.give(WorkerLeaves{ReservationId{1}}, "calm");
  EXPECT_FALSE(board()["tasks"][0].contains("warm_transfer"));
  world.desk.give(WorkerCompletes{ReservationId{2}, {}}, "calm");
  EXPECT_EQ(board()["workers"][0]["cooldowns"], Json::array());
  EXPECT_EQ(board()["workers"][1]["cooldowns"],
            Json::parse(R"([{"task_channel": "voice", "until": "2027-01-15T08:00:30Z"}])"));
}

TEST(Board, is_refused_where_it_must_be) {
  BoardWorld world;
  EXPECT_EQ(world.ask({}, 2, false).status, 401U);
  EXPECT_EQ(world.ask({{"workspace", "other"}}).status, 404U);
  EXPECT_EQ(world.ask({{"after", "x"}}).status, 400U);
  world.desk.open("second");
  EXPECT_EQ(world.ask({}).status, 404U) << "it must be named";
  EXPECT_EQ(world.ask({{"workspace", "second"}}).status, 200U);
}

}  // namespace
}  // namespace switchyard::adapters::operations
