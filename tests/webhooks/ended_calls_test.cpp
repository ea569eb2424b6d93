// The end of a call may come before its call: it is remembered, also by the next process.
#include "adapters/webhooks/ended_calls.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <utility>

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
          for (const std::string& text : removed) texts.erase(text);
          for (const std::string& text : added) texts.emplace(text, until);
          return true;
        },
        [this] { return std::vector<std::pair<std::string, Time>>(texts.begin(), texts.end()); }};
  }

  std::map<std::string, Time> texts;
  int flushes = 0;
  bool full = false;
};

// Something happens on another thread just before work comes to the host.
class BusyPort final : public Port {
 public:
  explicit BusyPort(Port& port) : port_(port) {}

  std::function<void()> before;

  bool submit(Work work) override {
    if (const auto first = std::exchange(before, {})) first();
    return port_.submit(std::move(work));
  }
  bool open_workspace(std::string document, Opened opened) override {
    return port_.open_workspace(std::move(document), std::move(opened));
  }
  bool remove_workspace(std::string name, std::function<void(bool)> removed) override {
    return port_.remove_workspace(std::move(name), std::move(removed));
  }
  bool look_at_all(Look look) override { return port_.look_at_all(std::move(look)); }

 private:
  Port& port_;
};

// A process that has just started.
struct Door : World {
  explicit Door(Disk& disk, Time start = world_start) {
    port.advance(start - world_start);
    Settings settings;
    settings.public_url = public_url;
    settings.accounts = {{"AC1", {carrier_token}, {}, true}};
    settings.ended_calls = disk.list();
    webhooks = Webhooks::make(busy_port, std::move(settings), now(), after()).value();
    port.observe(*webhooks);
    open();
    webhooks->begin();
  }

  std::shared_ptr<unsigned> post(const std::string& path, const http::Fields& form) {
    auto status = std::make_shared<unsigned>(0);
    webhooks->handle(signed_post(path, form), [this, status](const http::Response& response) {
      *status = response.status;
      body = response.body;
    });
    return status;
  }
  unsigned call(const std::string& sid) { return *post("/webhooks/voice", call_form(sid)); }
  std::shared_ptr<unsigned> end(const std::string& sid) {
    return post("/webhooks/voice/status", call_form(sid, "completed"));
  }

  BusyPort busy_port{port};
  std::unique_ptr<Webhooks> webhooks;
  std::string body;  // of the last answer
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

TEST(EndedCall, that_is_known_makes_no_task_however_often_its_call_comes) {
  Disk disk;
  Door door(disk);
  door.end("CA1");
  door.advance(minutes(50));
  const std::uint64_t ignored = door.webhooks->counters().read(Result::ignored);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(door.call("CA1"), 200u);
    EXPECT_NE(door.body.find("<Reject"), std::string::npos) << door.body;
  }
  EXPECT_EQ(door.tasks(), 0u);
  EXPECT_EQ(door.webhooks->counters().read(Result::ignored), ignored + 2);
}

TEST(EndedCall, that_overtakes_its_call_ends_its_task_and_is_forgotten_then) {
  Disk disk;
  Door door(disk);
  door.busy_port.before = [&] { door.end("CA1"); };
  EXPECT_EQ(door.call("CA1"), 200u);
  EXPECT_EQ(door.task(1).status, TaskStatus::canceled);
  door.advance({});
  EXPECT_TRUE(disk.texts.empty());
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
  EXPECT_EQ(next.tasks(), 0u);
  EXPECT_EQ(next.call("CA2"), 200u);
  EXPECT_EQ(next.task(1).status, TaskStatus::reserved);
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

// The acknowledgement of the first may have been lost.
TEST(EndedCall, that_is_told_again_is_kept_for_an_hour_from_then_on) {
  for (const Duration later : {minutes(30), EndedCalls::kept, EndedCalls::kept + seconds(1)}) {
    Disk disk;
    Door door(disk);
    door.end("CA1");
    door.advance(later);
    const auto answer = door.end("CA1");
    door.advance({});
    EXPECT_EQ(*answer, 200u);
    ASSERT_EQ(disk.texts.size(), 1u);
    EXPECT_EQ(disk.texts.begin()->second, world_start + later + EndedCalls::kept);
    Door next(disk, world_start + later + EndedCalls::kept - microseconds(1));
    next.call("CA1");
    EXPECT_EQ(next.tasks(), 0u);
  }
}

TEST(EndedCall, that_cannot_be_kept_anew_stays_as_it_was) {
  Disk disk;
  Door door(disk);
  door.end("CA1");
  door.advance(minutes(30));
  disk.full = true;
  const auto answer = door.end("CA1");
  door.advance({});
  EXPECT_EQ(*answer, 503u);
  disk.full = false;
  door.advance(minutes(5));
  EXPECT_EQ(disk.texts.size(), 1u);
}

TEST(EndedCall, is_forgotten_on_a_quiet_host_too) {
  Disk disk;
  Door door(disk);
  door.end("CA1");
  door.advance(EndedCalls::kept + EndedCalls::looked_at_every);
  EXPECT_TRUE(disk.texts.empty());
  EXPECT_EQ(disk.flushes, 2);
  door.advance(hours(2));
  EXPECT_EQ(disk.flushes, 2) << "there was nothing to write";
}

TEST(EndedCall, that_could_not_be_forgotten_is_forgotten_later) {
  Disk disk;
  Door door(disk);
  door.end("CA1");
  door.advance({});
  disk.full = true;
  door.advance(EndedCalls::kept + minutes(5));
  ASSERT_EQ(disk.texts.size(), 1u);
  disk.full = false;
  door.advance(EndedCalls::looked_at_every);
  EXPECT_TRUE(disk.texts.empty());
}

// Nobody can be told of it: it is asked for every 20 s, but for no longer than the hour.
TEST(EndedCall, of_a_workspace_that_is_gone_is_forgotten) {
  Disk disk;
  {
    Door door(disk);
    door.end("CA1");
    door.advance({});
  }
  disk.texts.emplace(R"(["gone","CA1/ringing"])", world_start + hours(1));
  Door next(disk);
  int asked = 0;
  const auto ask = [&] { ++asked; };
  next.advance(minutes(50));
  next.busy_port.before = ask;
  next.advance(seconds(21));
  EXPECT_EQ(asked, 1);
  next.advance(EndedCalls::kept);
  EXPECT_TRUE(disk.texts.empty());
  next.busy_port.before = ask;
  next.advance(minutes(5));
  EXPECT_EQ(asked, 1);
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
