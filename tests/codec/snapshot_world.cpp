// Drives an engine into a state in which every kind of thing that a snapshot keeps is there.
#include "tests/codec/snapshot_world.h"

#include <gtest/gtest.h>

#include <utility>

#include "engine/codec/calendar/calendar.h"
#include "engine/codec/snapshot/snapshot.h"
#include "engine/engine.h"
#include "engine/state/state.h"
#include "tests/codec/workspace_text.h"

namespace switchyard::codec {
namespace {

const Time monday{1'772'438'400'000'000};  // 2026-03-02T08:00:00Z

constexpr const char* rules = R"({"version": 1, "name": "w", "caller_number": "line",
  "tenants": [{"name": "d", "shared_teams": ["t"], "divert_code": "1", "caller_number": "line",
               "callbacks": {"queue": "none", "channel": "voice"}},
              {"name": "t", "divert_code": "2"}],
  "calendars": [{"name": "hours", "zone": "UTC", "weekly": {"monday": ["09:00-12:00", "13:00-17:00"]},
                 "special_days": [{"date": "2026-12-24", "hours": ["09:00-10:00"]}, {"date": "2026-12-25", "hours": []}]}],
  "numbers": [{"name": "line", "number": "+37052000001", "tenant": "d", "workflow": "in"},
              {"name": "other", "number": "+37052000002", "tenant": "t"}],
  "channel_groups": [{"name": "digital", "channels": ["sms", "chat"], "capacity": 8}],
  "block_rules": [{"block": ["voice"], "when": ["digital"], "above": 7}],
  "owner_wait": "20s", "hand_back_wait": "1h",
  "task_channels": [{"name": "voice", "reservation_timeout": "10s", "wrap_up_limit": "10m", "on_miss": {"activity": "stay"}},
                    {"name": "sms", "wrap_up_limit": "0s", "cooldown": "10m"},
                    {"name": "lead", "opens_record": true, "places_call_after": "5m"}],
  "workers": [{"name": "ann", "tenant": "d", "activity": "Available", "attributes": {"who": "ann", "level": 1}, "channels": {"voice": 9}},
              {"name": "bob", "tenant": "d", "activity": "Available", "attributes": {"who": "bob", "level": 2}, "channels": {"voice": 9}},
              {"name": "tom", "tenant": "t", "activity": "Available", "attributes": {"who": "tom"}}],
  "task_queues": [{"name": "ann", "tenant": "d", "target_workers": "who == 'ann'"},
                  {"name": "bob", "tenant": "d", "target_workers": "who == 'bob'"},
                  {"name": "none", "tenant": "d", "target_workers": "who == 'x' OR taskrouter.currentHour > 30"},
                  {"name": "team", "tenant": "t"}],
  "workflows": [{"name": "in", "tenant": "d", "task_routing": {"filters": [
    {"expression": "type == 'team'", "targets": [{"queue": "ann", "leave_after_misses": 1}, {"queue": "team"}]},
    {"expression": "type == 'mail'", "targets": [{"end": "voicemail"}]},
    {"expression": "type IN [kind, 'long'] AND taskrouter.currentHour >= 0", "targets": [
      {"queue": "none", "timeout": 600, "ring": {"more": 1, "every": "5s"}, "order_by": "worker.level DESC",
       "timeout_attribute": "task.patience", "expression": "worker.level >= task.level",
       "skip_if": "workers.available == 9", "during": "hours", "known_worker_friendly_name": "task.name"},
      {"queue": "none", "timeout": 3600}]}],
    "default_filter": {"queue": "none"}}}]})";

constexpr TaskChannelId voice{1};
constexpr TaskChannelId sms{2};
constexpr TaskChannelId lead{5};

class World {
 public:
  World() : engine_(compiled(nullptr, rules), now_) {
    give(
        CalendarsExtend{calendar_changes(engine_.state().workspace(), now_, now_ + days(7)), now_ + days(7)});
  }

  static Workspace compiled(const Workspace* previous, const std::string& text) {
    auto result = compile_text(text, previous);
    EXPECT_TRUE(result) << (result ? "" : to_text(result.error()));
    return std::move(result->workspace);
  }

  Snapshot snapshot() const { return engine_.snapshot(); }
  const Workspace& workspace() const { return engine_.state().workspace(); }

  void pass(Duration time) {
    const Time until = now_ + time;
    while (engine_.next_deadline() <= until) {
      now_ = engine_.next_deadline();
      give(TimePasses{});
    }
    now_ = until;
  }
  void give(const Command& command) {
    output_.clear();
    engine_.apply(now_, command, output_);
    EXPECT_TRUE(output_.events.empty() || !std::holds_alternative<CommandRefused>(output_.events.front()));
    for (const Event& event : output_.events) {
      if (const auto* offer = std::get_if<ReservationCreated>(&event)) last_offer_ = offer->reservation;
    }
  }

  static TaskArrives to_queue(std::uint32_t queue, TaskChannelId channel = voice) {
    TaskArrives task;
    task.channel = channel;
    task.route = ToTaskQueue{TaskQueueId{queue}};
    return task;
  }
  static TaskArrives through(const std::string& type) {
    TaskArrives task = to_queue(0);
    task.route = ThroughWorkflow{WorkflowId{0}};
    task.attributes = Attributes(Value{Value::Object{{"type", Value{type}}}});
    return task;
  }
  void accept() { give(WorkerAccepts{last_offer_}); }
  ReservationId last_offer() const { return last_offer_; }
  Time now() const { return now_; }

 private:
  Time now_ = monday;
  Engine engine_;
  Output output_;
  ReservationId last_offer_;
};

constexpr std::uint32_t at_ann = 0;
constexpr std::uint32_t at_bob = 1;
constexpr std::uint32_t at_nobody = 2;

void give_back(World& world) {
  world.give(World::through("team"));  // 1
  world.pass(seconds(10));
  world.accept();
  world.give(HandBackTask{world.last_offer(), HandBackTo::worker});
}

void wait_and_ring(World& world) {
  world.give(World::through("long"));   // 2
  world.give(World::to_queue(at_ann));  // 3
}

void hold_and_end(World& world) {
  world.give(World::to_queue(at_bob));  // 4
  world.accept();
  world.give(World::to_queue(at_bob));  // 5
  world.accept();
  world.give(WorkerFinishes{world.last_offer()});
  TaskArrives canceled = World::to_queue(at_nobody);  // 6
  canceled.key = "once";
  world.give(canceled);
  world.give(CancelTask{TaskId{6}, "no more"});
  world.give(World::to_queue(at_ann));  // 7
  world.give(WorkerRejects{world.last_offer(), ActivityId{}});
}

void pass_on(World& world) {
  world.give(World::to_queue(at_bob));  // 8
  world.accept();
  world.give(TransferTask{world.last_offer(), TransferMode::warm, {}, TaskQueueId{at_ann}, minutes(5)});
}

void go_elsewhere(World& world) {
  world.give(World::through("mail"));                 // 9
  TaskArrives callback = World::to_queue(at_nobody);  // 10
  callback.callback = true;
  callback.due = world.now() + hours(1);
  world.give(callback);
  world.give(World::to_queue(at_bob, lead));  // 11
  world.accept();
  world.give(DivertTenant{TenantId{1}, NumberId{1}, "2", world.now() + hours(2)});
}

void cool_down_and_own(World& world) {
  world.give(World::to_queue(at_bob, sms));  // 12
  world.accept();
  world.give(WorkerCompletes{world.last_offer(), ""});
  TaskArrives message = World::to_queue(at_bob);  // 13
  message.thread = "thread";
  world.give(message);
  world.accept();
}

}  // namespace

Snapshot small_world() {
  World world;
  give_back(world);
  wait_and_ring(world);
  hold_and_end(world);
  pass_on(world);
  go_elsewhere(world);
  cool_down_and_own(world);
  world.give(WorkspaceChanges{{World::compiled(&world.workspace(), rules)}, false});
  world.give(World::through("long"));  // 14
  return world.snapshot();
}

void expect_found(const std::vector<Wrong>& cases) {
  const Snapshot good = small_world();
  ByteBuffer out;
  append_snapshot(out, good);
  const auto read = read_snapshot(out.view());
  ASSERT_TRUE(read) << read.error().text;
  for (const Wrong& wrong : cases) {
    Snapshot snapshot = good;
    wrong.change(snapshot);
    out.clear();
    append_snapshot(out, snapshot);
    const auto result = read_snapshot(out.view());
    EXPECT_EQ(result ? "it is taken" : result.error().text, wrong.text);
  }
}

}  // namespace switchyard::codec
