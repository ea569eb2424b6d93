// The end of a call may come before its call: it is remembered, also by the next process.
#include "adapters/webhooks/ended_calls.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "adapters/webhooks/webhooks.h"
#include "tests/webhooks/posted.h"
#include "tests/webhooks/world.h"

namespace switchyard::adapters::webhooks {
namespace {

// What is on the disk.
struct Disk {
  EndList list() {
    return {
        [this](const std::vector<std::string>& added, Time until, const std::vector<std::string>& removed) {
          if (full) return false;
          ++flushes;
          for (const std::string& text : added) texts.emplace(text, until);
          for (const std::string& text : removed) texts.erase(text);
          return true;
        },
        [this] { return std::vector<std::pair<std::string, Time>>(texts.begin(), texts.end()); }};
  }

  std::map<std::string, Time> texts;
  int flushes = 0;
  bool full = false;
};

// A process that has just started.
struct Door : World {
  explicit Door(Disk& disk) {
    Settings settings;
    settings.public_url = public_url;
    settings.accounts = {{"AC1", {carrier_token}, {}}};
    settings.ended_calls = disk.list();
    webhooks = Webhooks::make(port, std::move(settings), now(), after()).value();
    port.observe(*webhooks);
    open();
    webhooks->begin();
  }

  std::shared_ptr<unsigned> post(const std::string& path, const http::Fields& form) {
    auto status = std::make_shared<unsigned>(0);
    webhooks->handle(signed_post(path, form),
                     [status](const http::Response& response) { *status = response.status; });
    return status;
  }
  unsigned call(const std::string& sid) { return *post("/webhooks/voice", call_form(sid)); }
  std::shared_ptr<unsigned> end(const std::string& sid) {
    return post("/webhooks/voice/status", call_form(sid, "completed"));
  }

  std::unique_ptr<Webhooks> webhooks;
};

TEST(EndedCall, is_answered_when_it_is_kept) {
  Disk disk;
  Door door(disk);
  const auto one = door.end("CA1");
  const auto two = door.end("CA2");
  EXPECT_EQ(*one, 0u);
  EXPECT_TRUE(disk.texts.empty());
  door.advance({});
  EXPECT_EQ(*one, 200u);
  EXPECT_EQ(*two, 200u);
  EXPECT_EQ(disk.texts.size(), 2u);
  EXPECT_EQ(disk.flushes, 1);
}

TEST(EndedCall, that_cannot_be_kept_is_asked_for_again) {
  Disk disk;
  Door door(disk);
  disk.full = true;
  const auto answer = door.end("CA1");
  door.advance({});
  EXPECT_EQ(*answer, 503u);
}

TEST(EndedCall, of_a_task_that_is_there_needs_no_list) {
  Disk disk;
  Door door(disk);
  door.call("CA1");
  EXPECT_EQ(*door.end("CA1"), 200u);
  EXPECT_EQ(*door.end("CA1"), 200u);
  door.advance({});
  EXPECT_EQ(disk.flushes, 0);
}

TEST(EndedCall, ends_its_task_as_soon_as_that_is_there_and_is_forgotten_then) {
  Disk disk;
  Door door(disk);
  door.end("CA1");
  door.advance(minutes(50));
  EXPECT_EQ(door.call("CA1"), 200u);
  EXPECT_EQ(door.task(1).status, TaskStatus::canceled);
  door.end("CA2");
  door.advance({});
  ASSERT_EQ(disk.texts.size(), 1u);
  EXPECT_EQ(disk.texts.begin()->first, R"(["shop","CA2/ringing"])");
}

TEST(EndedCall, is_known_to_the_next_process) {
  Disk disk;
  {
    Door door(disk);
    door.end("CA1");
    door.advance({});
  }
  Door next(disk);
  EXPECT_EQ(next.call("CA1"), 200u);
  EXPECT_EQ(next.task(1).status, TaskStatus::canceled);
  EXPECT_EQ(next.call("CA2"), 200u);
  EXPECT_EQ(next.task(2).status, TaskStatus::reserved);
}

TEST(EndedCall, whose_last_words_are_waited_for_is_kept) {
  Disk disk;
  Door door(disk);
  door.call("CA1");
  door.advance(seconds(61));
  ASSERT_EQ(door.task(1).status, TaskStatus::elsewhere);
  const auto answer = door.end("CA1");
  door.advance({});
  EXPECT_EQ(*answer, 200u);
  EXPECT_EQ(disk.texts.size(), 1u);
  door.advance(seconds(20));
  EXPECT_EQ(door.task(1).status, TaskStatus::canceled);
}

// The host takes the call and has no room for its end.
TEST(EndedCall, that_cannot_be_told_is_told_later) {
  Disk disk;
  Door door(disk);
  door.call("CA1");
  door.port.refuse_work(true);
  EXPECT_EQ(*door.end("CA1"), 503u);
  door.port.refuse_work(false);
  door.advance(seconds(20));
  EXPECT_EQ(door.task(1).status, TaskStatus::canceled);
}

TEST(EndedCall, is_forgotten_when_no_call_can_come_any_more) {
  Disk disk;
  Door door(disk);
  door.end("CA1");
  door.advance(EndedCalls::kept);
  door.end("CA2");
  door.advance({});
  EXPECT_EQ(disk.texts.size(), 1u);
  door.call("CA1");
  EXPECT_EQ(door.task(1).status, TaskStatus::reserved);
  Door next(disk);
  next.advance(hours(2));
  next.end("CA3");
  next.advance({});
  ASSERT_EQ(disk.texts.size(), 1u);
  EXPECT_EQ(disk.texts.begin()->first, R"(["shop","CA3/ringing"])");
}

TEST(EndedCall, that_cannot_be_read_is_taken_from_the_list) {
  Disk disk;
  for (const char* text : {"", "[", "{}", "[1,2]", R"(["shop"])"})
    disk.texts.emplace(text, world_start + hours(1));
  Door door(disk);
  door.end("CA1");
  door.advance({});
  EXPECT_EQ(disk.texts.size(), 1u);
}

}  // namespace
}  // namespace switchyard::adapters::webhooks
