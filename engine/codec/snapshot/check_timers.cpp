// A timer that is set twice, too early or for something else than what waits would fire into the wrong state.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/match.h"
#include "engine/codec/snapshot/check.h"

namespace switchyard::codec {
namespace {

using TimersSet = std::set<std::pair<TimerKind, std::uint32_t>>;

bool task_may_have(const Task& task, TimerKind kind) {
  switch (kind) {
    case TimerKind::task_life:
      return !has_ended(task.status);
    case TimerKind::target:
      return is_waiting(task.status) && !task.workflow.is_none();
    case TimerKind::reject_pause:
      return is_waiting(task.status);
    default:
      return task.status == TaskStatus::reserved;  // of the offer
  }
}

bool is_worker_and_channel(const Snapshot& s, std::uint32_t subject) {
  const std::size_t worker = cooldown_worker(subject).index();
  return worker < s.workers.size() && cooldown_channel(subject).index() < s.workers[worker].channels.size();
}

bool subject_fits(const Snapshot& s, const TimerRecord& timer) {
  switch (timer.kind) {
    case TimerKind::wrap_up:
      return timer.subject < s.reservations.size() &&
             s.reservations[timer.subject].status == ReservationStatus::wrapping;
    case TimerKind::cooldown:
      return is_worker_and_channel(s, timer.subject);
    case TimerKind::clock:
      return timer.subject == 0;
    default:
      return timer.subject < s.tasks.size() && task_may_have(s.tasks[timer.subject], timer.kind);
  }
}

// Timers are numbered as they are set: so their moments of setting never go back.
void check_order(const Snapshot& s, const SnapshotPlaces& places, Findings& f) {
  std::uint64_t last = 0;
  Time last_set = earliest_time - longest_duration;
  for (std::size_t i = 0; i < s.timers.size() && f.good(); ++i) {
    const TimerRecord& timer = s.timers[i];
    f.about("timer", timer.sequence, places.timers[i]);
    if (!f.expect(timer.deadline != never, "has no deadline")) return;
    const Time set = timer.deadline - timer.delay;
    f.expect(timer.sequence > last && timer.sequence < s.next_timer, "is out of sequence");
    f.expect(timer.deadline >= s.now, "is over");
    f.expect(set >= last_set && set <= s.now, "was set before an older one, or in the future");
    last = timer.sequence;
    last_set = set;
  }
}

void check_tasks_have_theirs(const Snapshot& s, const SnapshotPlaces& places, const TimersSet& set,
                             Findings& f) {
  for (std::uint32_t t = 0; t < s.tasks.size() && f.good(); ++t) {
    const Task& task = s.tasks[t];
    f.about("task", task.id.value, places.tasks[t]);
    f.expect(has_ended(task.status) || set.contains({TimerKind::task_life, t}), "has no end to its life");
    const bool rings = task.status == TaskStatus::reserved;
    f.expect(!rings || set.contains({TimerKind::offer, t}), "rings without a deadline");
  }
}

bool was_given_out(TaskId id, const Snapshot& s) {
  return !id.is_none() && id.value < s.next_task;
}
bool was_given_out(ReservationId id, const Snapshot& s) {
  return !id.is_none() && id.value < s.next_reservation;
}

bool is_possible(const Effect& effect, const Snapshot& s) {
  return match(
      effect, [&](const ReleaseCustomer& e) { return was_given_out(e.task, s); },
      [&](const auto& e) {
        return was_given_out(e.task, s) && was_given_out(e.reservation, s) &&
               e.worker.index() < s.workers.size();
      });
}

void check_keys(const Snapshot& s, const SnapshotPlaces& places, Findings& f) {
  std::set<std::string_view> keys;
  Time last = earliest_time;
  for (std::size_t i = 0; i < s.dedup.size() && f.good(); ++i) {
    const DedupRecord& record = s.dedup[i];
    f.about("key", i, places.dedup[i]);
    f.expect(record.at >= last && record.at <= s.now, "is not between the one before and now");
    f.expect(was_given_out(record.task, s), "belongs to no task");
    f.expect(!record.key.empty() && keys.insert(record.key).second, "is empty or there twice");
    last = record.at;
  }
}

}  // namespace

void check_timers(const Snapshot& s, const SnapshotPlaces& places, Findings& f) {
  check_order(s, places, f);
  TimersSet set;
  for (std::size_t i = 0; i < s.timers.size() && f.good(); ++i) {
    const TimerRecord& timer = s.timers[i];
    f.about("timer", timer.sequence, places.timers[i]);
    f.expect(subject_fits(s, timer), "is about something that does not wait for it");
    f.expect(set.emplace(timer.kind, timer.subject).second, "is set twice");
  }
  check_tasks_have_theirs(s, places, set, f);
}

void check_memory(const Snapshot& s, const SnapshotPlaces& places, Findings& f) {
  check_keys(s, places, f);
  EffectId last;
  for (std::size_t i = 0; i < s.open_effects.size() && f.good(); ++i) {
    const OpenEffect& open = s.open_effects[i];
    f.about("effect", i, places.open_effects[i]);
    const bool in_order = i == 0 || open.id > last;
    f.expect(in_order && open.id.sequence > 0 && open.id.sequence <= s.sequence, "is out of sequence");
    f.expect(is_possible(open.effect, s), "is about something unknown");
    last = open.id;
  }
}

}  // namespace switchyard::codec
