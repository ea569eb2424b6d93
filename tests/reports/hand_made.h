// Turns written by hand, so that tests know what the measures must be.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "reports/measures/collector.h"

namespace switchyard::reports {

inline constexpr Time midnight{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z

inline Time at(double seconds_since_midnight) {
  return midnight + microseconds(static_cast<std::int64_t>(seconds_since_midnight * 1e6 + 0.5));
}

inline constexpr ActivityId available{0};
inline constexpr ActivityId offline{1};
inline constexpr ActivityId on_break{2};
inline constexpr TaskQueueId sales{0};
inline constexpr TaskQueueId support{1};
inline constexpr WorkerId ann{0};
inline constexpr WorkerId bob{1};
inline constexpr TaskChannelId voice{0};

inline Worker hand_made_worker(std::string name) {
  Worker worker;
  worker.name = std::move(name);
  worker.activity = available;
  return worker;
}

// Two queues, two workers who are available, two channels, one tenant.
inline Workspace hand_made_workspace() {
  Workspace workspace;
  workspace.tenants.resize(1);
  workspace.tenants[0].name = "acme";
  workspace.activities = {{"Available", true}, {"Offline", false}, {"Break", false}};
  workspace.default_activity = offline;
  workspace.channels.resize(2);
  workspace.channels[0].name = "voice";
  workspace.channels[1].name = "chat";
  workspace.queues.resize(2);
  workspace.queues[0].name = "sales";
  workspace.queues[1].name = "support";
  workspace.workers = {hand_made_worker("ann"), hand_made_worker("bob")};
  return workspace;
}

// The first hour after midnight by quarters; 20 s and 60 s are the thresholds.
inline Settings hand_made_settings() {
  Settings settings;
  settings.window = {midnight, at(3600), minutes(15)};
  settings.service_levels = {seconds(20), seconds(60)};
  return settings;
}

// A run whose turns are given as events.
class HandMadeRun {
 public:
  explicit HandMadeRun(const Settings& settings = hand_made_settings(),
                       const Workspace& workspace = hand_made_workspace())
      : collector_(settings, workspace) {}

  HandMadeRun& turn(double when, std::vector<Event> events, const Command& command = TimePasses{}) {
    output_.events = std::move(events);
    collector_.observe(at(when), command, output_);
    return *this;
  }
  // The same with orders to the world.
  HandMadeRun& turn_with(double when, std::vector<Event> events, std::vector<Effect> effects) {
    output_.effects = std::move(effects);
    turn(when, std::move(events));
    output_.effects.clear();
    return *this;
  }
  // A task enters a queue.
  HandMadeRun& arrives(double when, std::uint64_t task, TaskQueueId queue = sales) {
    return turn(when, {TaskCreated{{task}, {0}, voice, {0}, 0}, TaskQueueEntered{{task}, queue, 0}});
  }
  // Its reservation has the number of the task.
  HandMadeRun& offered(double when, std::uint64_t task, WorkerId worker, TaskQueueId queue = sales) {
    return turn(when, {ReservationCreated{{task}, {task}, worker, queue, never}});
  }
  HandMadeRun& accepted(double when, std::uint64_t task, WorkerId worker) {
    return turn(when, {ReservationAccepted{{task}, {task}, worker}, TaskAssigned{{task}, worker}});
  }
  HandMadeRun& wraps(double when, std::uint64_t task, WorkerId worker) {
    return turn(when, {ReservationWrapping{{task}, {task}, worker}, TaskWrapping{{task}}});
  }
  HandMadeRun& completes(double when, std::uint64_t task, WorkerId worker) {
    return turn(when, {ReservationCompleted{{task}, {task}, worker}, TaskCompleted{{task}}});
  }
  HandMadeRun& canceled(double when, std::uint64_t task, CancelReason reason) {
    return turn(when, {TaskCanceled{{task}, reason}});
  }
  // A whole answered call: arrives, rings at once, is answered, ends without wrap-up.
  HandMadeRun& call(double arrives_at, double answered_at, double ends_at, std::uint64_t task,
                    WorkerId worker) {
    return arrives(arrives_at, task)
        .offered(arrives_at, task, worker)
        .accepted(answered_at, task, worker)
        .completes(ends_at, task, worker);
  }

  Collector& collector() { return collector_; }
  Measures finish(double when) { return collector_.finish(at(when)); }

 private:
  Collector collector_;
  Output output_;
};

}  // namespace switchyard::reports
