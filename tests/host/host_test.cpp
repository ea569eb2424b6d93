// A host with a real journal: what is answered is kept, and what is kept comes back.
#include "adapters/host/host.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <thread>

#include "adapters/journal/sqlite_journal.h"
#include "adapters/journal/sqlite_store.h"
#include "engine/base/sid.h"
#include "engine/codec/replay/compile_source.h"
#include "tests/host/world.h"

namespace switchyard::adapters::host {
namespace {

using host_tests::answer_of;
using host_tests::World;

TEST(Host, answers_when_the_command_is_kept_and_applied) {
  World world;
  auto host = world.start();
  const Outcome outcome = answer_of(*host, host_tests::arrival("SM1"));
  ASSERT_EQ(outcome.kind, Outcome::Kind::applied);
  ASSERT_EQ(outcome.turns.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<TaskCreated>(outcome.turns[0].output.events.at(0)));
  const Health health = host_tests::health_after_all(*host);
  ASSERT_EQ(health.workspaces.size(), 1U);
  EXPECT_GE(health.workspaces[0].sequence, outcome.turns[0].sequence);
}

TEST(Host, makes_one_task_of_the_same_message_ten_times_also_across_a_restart) {
  World world;
  {
    auto host = world.start();
    EXPECT_EQ(answer_of(*host, host_tests::arrival("SM1")).kind, Outcome::Kind::applied);
    for (int i = 0; i < 4; ++i)
      EXPECT_EQ(answer_of(*host, host_tests::arrival("SM1")).kind, Outcome::Kind::duplicate);
  }
  auto host = world.start();
  for (int i = 0; i < 5; ++i) {
    const Outcome outcome = answer_of(*host, host_tests::arrival("SM1"));
    EXPECT_EQ(outcome.kind, Outcome::Kind::duplicate);
    EXPECT_EQ(outcome.duplicate, TaskId{1});
  }
}

// The test above is tested: without keys the same messages make more.
TEST(Host, would_make_many_tasks_without_the_key) {
  World world;
  auto host = world.start();
  for (int i = 0; i < 5; ++i) {
    const Outcome outcome = answer_of(*host, host_tests::arrival(""));
    ASSERT_EQ(outcome.kind, Outcome::Kind::applied);
    EXPECT_TRUE(std::holds_alternative<TaskCreated>(outcome.turns.at(0).output.events.at(0)));
  }
}

TEST(Host, finds_the_duplicate_that_shares_its_flush) {
  World world;
  auto host = world.start();
  std::atomic<int> applied = 0, duplicate = 0;
  host_tests::hold(*host, [&] {
    for (int i = 0; i < 100; ++i) {
      Work work = host_tests::arrival("SM1");
      work.finish = [&](const WorkspaceView*, const Outcome& outcome) {
        ++(outcome.kind == Outcome::Kind::applied ? applied : duplicate);
      };
      ASSERT_TRUE(host->submit(std::move(work)));
    }
  });
  host->stop();
  EXPECT_EQ(applied, 1);
  EXPECT_EQ(duplicate, 99);
}

TEST(Host, shares_one_flush_between_those_who_wait_together) {
  World world;
  auto host = world.start();
  const std::uint64_t before = world.disk.flushes();
  host_tests::hold(*host, [&] {
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(host->submit(host_tests::arrival("SM" + std::to_string(i))));
  });
  answer_of(*host, host_tests::question());
  EXPECT_LE(world.disk.flushes() - before, 3U);
}

// Counts turns, and the time that the engine needed for them.
class Times final : public Observer {
 public:
  void turn_applied(const WorkspaceView&, const TurnSeen& turn, bool replayed) override {
    ++(replayed ? replayed_ : live_);
    (replayed ? replayed_time_ : live_time_) += turn.took;
  }
  int live_ = 0, replayed_ = 0;
  std::chrono::nanoseconds live_time_{}, replayed_time_{};
};

TEST(Host, tells_the_time_that_the_engine_needed_for_a_turn) {
  World world;
  Times times;
  world.options.observers = {&times};
  for (int start = 0; start < 2; ++start) {
    auto host = world.start();
    for (int i = 0; i < 20; ++i)
      answer_of(*host, host_tests::arrival("SM" + std::to_string(start) + "-" + std::to_string(i)));
  }
  EXPECT_GE(times.live_, 40);
  EXPECT_GT(times.live_time_.count(), 0);
  EXPECT_EQ(times.replayed_time_.count(), 0);
}

TEST(Host, lets_several_wait_for_their_neighbours_and_nobody_who_comes_alone) {
  World world;
  world.options.gather = std::chrono::minutes(10);  // nobody could wait so long
  auto host = world.start();
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(answer_of(*host, host_tests::arrival("SM" + std::to_string(i))).kind, Outcome::Kind::applied);
  world.options.batch_limit = 3;  // who fills a batch ends the waiting
  host.reset();
  host = world.start();
  answer_of(*host, host_tests::arrival("first"));  // SQLite flushes the head of a new WAL besides
  const std::uint64_t flushes = world.disk.flushes();
  host_tests::hold(*host, [&] {
    for (int i = 3; i < 6; ++i) EXPECT_TRUE(host->submit(host_tests::arrival("SM" + std::to_string(i))));
  });
  for (const char* key : {"SM6", "SM7"}) {
    EXPECT_TRUE(host->submit(host_tests::arrival(key)));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // who did not wait would flush it alone
  }
  EXPECT_EQ(answer_of(*host, host_tests::arrival("SM8")).kind, Outcome::Kind::applied);
  EXPECT_EQ(world.disk.flushes() - flushes, 2U) << "SM6, SM7 and SM8 share one";
}

TEST(Host, comes_back_with_the_same_state_from_a_snapshot_and_from_the_beginning) {
  World world;
  world.options.snapshot_every = 7;
  std::string before;
  {
    auto host = world.start();
    for (int i = 0; i < 50; ++i) answer_of(*host, host_tests::arrival("SM" + std::to_string(i)));
    host->stop();
    before = host->health().workspaces.at(0).turn_hash;
  }
  const auto from_snapshot = world.recover(true);
  ASSERT_TRUE(from_snapshot) << from_snapshot.error().text;
  const auto from_header = world.recover(false);
  ASSERT_TRUE(from_header) << from_header.error().text;
  EXPECT_GT(from_snapshot->snapshot_sequence, 0U);
  EXPECT_EQ(from_header->snapshot_sequence, 0U);
  EXPECT_EQ(codec::to_hex(from_snapshot->turns.digest()), before);
  EXPECT_EQ(codec::to_hex(from_header->turns.digest()), before);
}

TEST(Host, falls_back_to_the_snapshot_before_and_says_so) {
  World world;
  world.options.snapshot_every = 7;
  std::string before;
  {
    auto host = world.start();
    for (int i = 0; i < 50; ++i) answer_of(*host, host_tests::arrival("SM" + std::to_string(i)));
    host->stop();
    before = host->health().workspaces.at(0).turn_hash;
  }
  world.damage_newest_snapshot();
  const auto recovered = world.recover(true);
  ASSERT_TRUE(recovered) << recovered.error().text;
  EXPECT_EQ(recovered->notes.size(), 1U);
  EXPECT_GT(recovered->snapshot_sequence, 0U);
  EXPECT_EQ(codec::to_hex(recovered->turns.digest()), before);
}

// For the statistics of the last day it begins at the beginning: the snapshots are not needed, today.
TEST(Host, says_that_a_snapshot_is_damaged_which_it_did_not_need) {
  World world;
  world.options.snapshot_every = 7;
  world.options.seen_again = hours(24);
  std::mutex mutex;
  std::string warnings;
  world.options.log = [&](host::Level level, const std::string& text) {
    const std::lock_guard lock(mutex);
    if (level == host::Level::warning) warnings += text + '\n';
  };
  const auto start_and_stop = [&] {
    auto host = world.start();
    for (int i = 0; i < 50; ++i) answer_of(*host, host_tests::arrival("SM" + std::to_string(i)));
    host->stop();
  };
  start_and_stop();
  start_and_stop();
  EXPECT_EQ(warnings, "");
  world.damage_newest_snapshot();
  start_and_stop();
  EXPECT_NE(warnings.find("centre: the snapshot after record "), std::string::npos) << warnings;
  EXPECT_NE(warnings.find(" cannot be used: "), std::string::npos) << warnings;
  EXPECT_EQ(warnings.find('\n'), warnings.rfind('\n')) << warnings;
}

TEST(Host, refuses_new_work_on_a_full_disk_and_goes_on_when_there_is_room) {
  World world;
  auto host = world.start();
  answer_of(*host, host_tests::arrival("SM1"));
  world.disk.disk_is_full(true);
  const Outcome refused = answer_of(*host, host_tests::arrival("SM2", 100'000));
  EXPECT_EQ(refused.kind, Outcome::Kind::journal_failed);
  EXPECT_FALSE(host_tests::health_after_all(*host).workspaces.at(0).journal_works);
  EXPECT_EQ(answer_of(*host, host_tests::question()).kind, Outcome::Kind::nothing_to_do);
  world.disk.disk_is_full(false);
  EXPECT_EQ(answer_of(*host, host_tests::arrival("SM2")).kind, Outcome::Kind::applied);
  EXPECT_TRUE(host_tests::health_after_all(*host).workspaces.at(0).journal_works);
}

// A balancer that heeds /readyz sends nothing until it says ready.
TEST(Host, tries_a_full_disk_again_without_work) {
  World world;
  auto host = world.start();
  answer_of(*host, host_tests::arrival("SM1"));
  world.disk.disk_is_full(true);
  EXPECT_EQ(answer_of(*host, host_tests::arrival("SM2", 100'000)).kind, Outcome::Kind::journal_failed);
  EXPECT_FALSE(host_tests::health_after_all(*host).workspaces.at(0).journal_works);
  const auto comes_to_work = [&](std::chrono::milliseconds longest) {
    const auto until = std::chrono::steady_clock::now() + longest;
    while (std::chrono::steady_clock::now() < until) {
      if (host->health().workspaces.at(0).journal_works) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      world.clock += seconds(2).microseconds;
    }
    return false;
  };
  EXPECT_FALSE(comes_to_work(std::chrono::milliseconds(1'500))) << "it is full still";
  world.disk.disk_is_full(false);
  EXPECT_TRUE(comes_to_work(std::chrono::milliseconds(5'000)));
}

TEST(Host, tells_the_calendars_that_a_full_disk_did_not_keep) {
  World world(R"("calendars": [{"name": "office", "zone": "UTC", "weekly": {"monday": ["09:00-17:00"]}}],)");
  auto host = world.start();
  answer_of(*host, host_tests::arrival("SM1"));
  const std::uint64_t before = host_tests::health_after_all(*host).workspaces.at(0).sequence;
  world.disk.disk_is_full(true);
  EXPECT_EQ(answer_of(*host, host_tests::arrival("SM2", 100'000)).kind, Outcome::Kind::journal_failed);
  world.disk.disk_is_full(false);
  EXPECT_EQ(answer_of(*host, host_tests::arrival("SM2")).kind, Outcome::Kind::applied);
  EXPECT_EQ(host_tests::health_after_all(*host).workspaces.at(0).sequence, before + 2);
}

TEST(Host, gives_up_after_a_failed_flush) {
  World world;
  std::promise<std::string> gave_up;
  world.options.gave_up = [&](const std::string& why) { gave_up.set_value(why); };
  auto host = world.start();
  world.disk.flushing_fails(true);
  EXPECT_EQ(answer_of(*host, host_tests::arrival("SM1")).kind, Outcome::Kind::journal_failed);
  EXPECT_NE(gave_up.get_future().get().find("centre"), std::string::npos);
  world.disk.flushing_fails(false);
  EXPECT_EQ(answer_of(*host, host_tests::arrival("SM2")).kind, Outcome::Kind::journal_failed);
}

TEST(Host, refuses_what_does_not_fit_into_its_queue) {
  World world;
  world.options.queue_limit = 10;
  auto host = world.start();
  int taken = 0;
  host_tests::hold(*host, [&] {
    for (int i = 0; i < 50; ++i) taken += host->submit(host_tests::arrival("SM" + std::to_string(i))) ? 1 : 0;
  });
  EXPECT_EQ(taken, 10);
}

TEST(Host, lets_deadlines_fire_without_work) {
  World world;
  auto host = world.start();
  ASSERT_EQ(answer_of(*host, host_tests::arrival("SM1")).kind, Outcome::Kind::applied);
  world.clock += hours(30).microseconds;  // past the time to live
  std::promise<void> canceled;
  for (bool seen = false; !seen;) {
    Work look = host_tests::question();
    std::promise<bool> answer;
    look.finish = [&](const WorkspaceView* view, const Outcome&) {
      answer.set_value(view->engine.state().tasks.empty() ||
                       view->engine.state().tasks[0].status == TaskStatus::canceled);
    };
    ASSERT_TRUE(host->submit(std::move(look)));
    seen = answer.get_future().get();
  }
}

TEST(Host, never_stamps_backwards) {
  World world;
  auto host = world.start();
  const Time first = answer_of(*host, host_tests::arrival("SM1")).turns.at(0).time;
  world.clock -= hours(5).microseconds;
  const Time second = answer_of(*host, host_tests::arrival("SM2")).turns.at(0).time;
  EXPECT_GE(second, first);
}

// Wants to see everything after a turn, whatever snapshots there are.
class Rereader final : public Observer {
 public:
  std::optional<std::uint64_t> sees_again_after(std::string_view) override { return after; }
  void turn_applied(const WorkspaceView&, const TurnSeen& turn, bool replayed) override {
    if (replayed) again.push_back(turn.sequence);
  }

  std::optional<std::uint64_t> after;
  std::vector<std::uint64_t> again;
};

std::vector<std::uint64_t> seen_again(World& world, Rereader& reader, std::optional<std::uint64_t> after) {
  reader.after = after;
  reader.again.clear();
  world.start()->stop();
  return reader.again;
}

TEST(Host, shows_turns_again_that_a_snapshot_has_in_it) {
  World world;
  Rereader reader;
  world.options.observers = {&reader};
  for (const char* key : {"SM1", "SM2", "SM3"}) {
    auto host = world.start();
    answer_of(*host, host_tests::arrival(key));  // and a snapshot at the end
  }
  EXPECT_TRUE(seen_again(world, reader, std::nullopt).empty());
  const auto all = seen_again(world, reader, 0);
  ASSERT_GE(all.size(), 3U);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i], i + 1);
  const auto last = seen_again(world, reader, all.back() - 1);
  ASSERT_FALSE(last.empty());
  EXPECT_GT(last.front(), 1U) << "an older snapshot is enough";
  EXPECT_EQ(last.back(), all.back());
  EXPECT_TRUE(seen_again(world, reader, all.back()).empty());
}

// The last hour, as far as two snapshots or a short journal lead there.
TEST(Host, shows_the_turns_of_the_last_while_again) {
  World world;
  Rereader reader;
  world.options.observers = {&reader};
  for (const char* key : {"SM1", "SM2", "SM3"}) {
    auto host = world.start();
    answer_of(*host, host_tests::arrival(key));  // and a snapshot at the end
    host->stop();
    world.clock += minutes(40).microseconds;
  }
  EXPECT_TRUE(seen_again(world, reader, std::nullopt).empty()) << "nobody wishes for it";
  world.options.seen_again = hours(1);
  const auto last = seen_again(world, reader, std::nullopt);
  ASSERT_FALSE(last.empty());
  EXPECT_GT(last.front(), 1U) << "an older snapshot is enough";
  world.options.seen_again = hours(3);
  const auto all = seen_again(world, reader, std::nullopt);
  EXPECT_EQ(all.size(), all.back());
  world.clock += hours(9).microseconds;
  EXPECT_TRUE(seen_again(world, reader, std::nullopt).empty()) << "that is long ago";
}

auto journal_after_three_starts(World& world) {
  for (const char* key : {"SM1", "SM2", "SM3"}) answer_of(*world.start(), host_tests::arrival(key));
  return journal::SqliteJournal::open(
      world.folder / ("journals/" + make_sid(sid_key("centre"), SidKind::workspace, 1) + ".journal"),
      journal::Access::read);
}

TEST(Recover, does_not_go_far_for_a_wish) {
  World world;
  const auto journal = journal_after_three_starts(world);
  ASSERT_TRUE(journal.has_value()) << journal.error().text;
  host::RecoveryOptions options;
  options.see_again_since = earliest_time;
  EXPECT_EQ(host::recover(**journal, codec::compile_source, options)->snapshot_sequence, 0U);
  options.most_for_a_wish = 1;
  const auto recovered = host::recover(**journal, codec::compile_source, options);
  ASSERT_TRUE(recovered.has_value()) << recovered.error().text;
  EXPECT_GT(recovered->snapshot_sequence, 0U);
  EXPECT_TRUE(recovered->notes.empty()) << "it was only a wish";
}

TEST(Recover, sees_again_only_what_may_be_asked_for) {
  World world;
  const auto journal = journal_after_three_starts(world);
  ASSERT_TRUE(journal.has_value()) << journal.error().text;
  host::RecoveryOptions options;
  options.see_again_after = 0;
  options.most_seen_again = 2;
  const auto recovered = host::recover(**journal, codec::compile_source, options);
  ASSERT_TRUE(recovered.has_value()) << recovered.error().text;
  EXPECT_GT(recovered->snapshot_sequence, 0U);
  EXPECT_EQ(codec::to_hex(recovered->turns.digest()),
            codec::to_hex(host::recover(**journal, codec::compile_source)->turns.digest()));
}

TEST(Host, orders_effects_again_after_a_restart_until_their_result_is_kept) {
  World world(R"("workers": [{"name": "ann"}],)");
  host_tests::Effects effects;
  world.options.observers = {&effects};
  {
    auto host = world.start();
    answer_of(*host, host_tests::arrival("SM1"));
    EXPECT_EQ(effects.offers(), 1);
  }
  {
    auto host = world.start();
    answer_of(*host, host_tests::question());
    EXPECT_EQ(effects.offers(), 2);
    EXPECT_EQ(effects.ids().size(), 1U);  // the same effect
    answer_of(*host, host_tests::command(EffectSucceeds{*effects.ids().begin()}));
  }
  auto host = world.start();
  answer_of(*host, host_tests::question());
  EXPECT_EQ(effects.offers(), 2);
}

TEST(Host, makes_and_removes_workspaces) {
  World world;
  auto host = world.start();
  EXPECT_EQ(host_tests::open(*host, R"({"version": 1, "name": "second"})"), "second");
  EXPECT_NE(host_tests::open(*host, R"({"version": 1, "name": "second"})"), "second");
  EXPECT_NE(host_tests::open(*host, R"({"version": 1, "nam": "x"})").find("did you mean"), std::string::npos);
  std::promise<bool> removed;
  ASSERT_TRUE(host->remove_workspace("second", [&](bool there) { removed.set_value(there); }));
  EXPECT_TRUE(removed.get_future().get());
  host.reset();
  EXPECT_EQ(world.start()->health().workspaces.size(), 1U);
}

TEST(Host, compiles_changed_rules_on_top_of_those_at_work_and_replays_them) {
  World world;
  {
    auto host = world.start();
    Work change;
    change.workspace = "centre";
    change.decide = [&](const WorkspaceView& view) {
      return std::vector<Command>{
          host_tests::change_of_rules(view, world.document(R"("workers": [{"name": "ann"}],)"))};
    };
    EXPECT_EQ(answer_of(*host, std::move(change)).kind, Outcome::Kind::applied);
    answer_of(*host, host_tests::arrival("SM1"));
  }
  const auto recovered = world.recover(false);
  ASSERT_TRUE(recovered) << recovered.error().text;
  EXPECT_EQ(recovered->engine->state().workers.size(), 1U);
}

// What a stranger's bug in a decision does: that work fails, nothing else.
TEST(Host, survives_a_decision_that_throws) {
  World world;
  std::atomic<int> told = 0;
  world.options.decision_threw = [&] { ++told; };
  auto host = world.start();
  Work bad;
  bad.workspace = "centre";
  bad.decide = [](const WorkspaceView&) -> std::vector<Command> { throw std::runtime_error("a bug"); };
  EXPECT_EQ(answer_of(*host, std::move(bad)).kind, Outcome::Kind::journal_failed);
  EXPECT_EQ(answer_of(*host, host_tests::arrival("SM1")).kind, Outcome::Kind::applied);
  EXPECT_EQ(told, 1);
}

TEST(Host, has_what_it_acknowledged_after_power_cuts_at_any_moment) {
  World world;
  world.options.snapshot_every = 20;
  auto host = world.start();
  for (int round = 0; round < 40; ++round) {
    const std::string key = "SM" + std::to_string(round);
    ASSERT_EQ(answer_of(*host, host_tests::arrival(key)).kind, Outcome::Kind::applied);
    const auto found = world.recover_after_power_cut(round % 2 == 1);
    ASSERT_TRUE(found) << found.error().text;
    EXPECT_TRUE(found->engine->find_duplicate(key, found->last)) << key;
  }
}

// The test above is tested: with flushes that do nothing it would find losses.
TEST(Host, would_lose_without_the_flush) {
  World world;
  auto host = world.start();
  world.disk.flushing_lies(true);
  answer_of(*host, host_tests::arrival("SM1"));
  const auto found = world.recover_after_power_cut(false);
  ASSERT_TRUE(found) << found.error().text;
  EXPECT_FALSE(found->engine->find_duplicate("SM1", found->last));
}

}  // namespace
}  // namespace switchyard::adapters::host
