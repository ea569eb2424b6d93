// A timer that is set twice, too early or for something else than what waits would fire into the wrong state.
#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "engine/base/match.h"
#include "engine/codec/snapshot/check.h"

namespace switchyard::codec {
namespace {

Time next_change(const Snapshot& s) {
  Time next = never;
  for (const CalendarState& calendar : s.calendars) {
    if (!calendar.changes.empty()) next = std::min(next, calendar.changes.front());
  }
  return next;
}

// What the timers are about: of each kind the subjects, sorted.
class TimersSet {
 public:
  explicit TimersSet(const std::vector<TimerRecord>& timers) {
    for (const TimerRecord& timer : timers) of(timer.kind).push_back(timer.subject);
    for (std::vector<std::uint32_t>& subjects : subjects_) {
      if (!std::is_sorted(subjects.begin(), subjects.end())) std::sort(subjects.begin(), subjects.end());
    }
  }
  bool contains(TimerKind kind, std::uint32_t subject) const {
    const std::vector<std::uint32_t>& subjects = subjects_[static_cast<std::size_t>(kind)];
    return std::binary_search(subjects.begin(), subjects.end(), subject);
  }
  bool has_twice(const TimerRecord& timer) const {
    const std::vector<std::uint32_t>& subjects = subjects_[static_cast<std::size_t>(timer.kind)];
    const auto [first, last] = std::equal_range(subjects.begin(), subjects.end(), timer.subject);
    return last - first > 1;
  }
  bool has_any_twice() const {
    return std::any_of(subjects_.begin(), subjects_.end(), [](const std::vector<std::uint32_t>& subjects) {
      return std::adjacent_find(subjects.begin(), subjects.end()) != subjects.end();
    });
  }

 private:
  std::vector<std::uint32_t>& of(TimerKind kind) { return subjects_[static_cast<std::size_t>(kind)]; }

  std::array<std::vector<std::uint32_t>, static_cast<std::size_t>(TimerKind::divert) + 1> subjects_;
};

void check_no_timer_twice(const Snapshot& s, const SnapshotPlaces& places, const TimersSet& set,
                          Findings& f) {
  if (!set.has_any_twice()) return;
  const auto twice = [&](const TimerRecord& timer) { return set.has_twice(timer); };
  const auto last = std::find_if(s.timers.rbegin(), s.timers.rend(), twice);
  f.about("timer", last->sequence, places.timers[static_cast<std::size_t>(s.timers.rend() - last) - 1]);
  f.expect(false, "is set twice");
}

bool task_may_have(const Task& task, TimerKind kind) {
  switch (kind) {
    case TimerKind::task_life:
      return !has_ended(task.status);
    case TimerKind::target:
      return is_waiting(task.status) && (!task.target.is_none() || !task.waits_for.worker.is_none());
    case TimerKind::due:
      return !has_ended(task.status);
    case TimerKind::transfer:
      return is_held(task) && task.transfer.under_way;
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

bool has_status(const Snapshot& s, std::uint32_t reservation, ReservationStatus status) {
  return reservation < s.reservations.size() && s.reservations[reservation].status == status;
}

bool comes_back_then(const Snapshot& s, const TimerRecord& timer) {
  return timer.subject < s.diverts.size() && s.diverts[timer.subject].until == timer.deadline;
}

bool subject_fits(const Snapshot& s, const TimerRecord& timer) {
  switch (timer.kind) {
    case TimerKind::wrap_up:
      return has_status(s, timer.subject, ReservationStatus::wrapping);
    case TimerKind::preview:
      return has_status(s, timer.subject, ReservationStatus::accepted);
    case TimerKind::divert:
      return comes_back_then(s, timer);
    case TimerKind::calendar:
      return timer.subject == 0 && timer.deadline == next_change(s);
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
    f.expect(has_ended(task.status) || set.contains(TimerKind::task_life, t), "has no end to its life");
    const bool rings = task.status == TaskStatus::reserved;
    f.expect(!rings || set.contains(TimerKind::offer, t), "rings without a deadline");
    const bool has_end = task.waits_for.worker.is_none() || set.contains(TimerKind::target, t);
    f.expect(has_end, "waits for one worker without a deadline");
  }
}

void check_hours_have_theirs(const Snapshot& s, const SnapshotPlaces& places, const TimersSet& set,
                             Findings& f) {
  f.about("turn", s.sequence, places.head);
  f.expect(next_change(s) == never || set.contains(TimerKind::calendar, 0), "misses the next opening");
  for (std::uint32_t t = 0; t < s.diverts.size() && f.good(); ++t) {
    f.about("diversion", t, places.diverts[t]);
    const bool has_end = s.diverts[t].until == never || set.contains(TimerKind::divert, t);
    f.expect(has_end, "ends and nobody notices");
  }
}

bool was_given_out(TaskId id, const Snapshot& s) {
  return !id.is_none() && id.value < s.next_task;
}
bool was_given_out(ReservationId id, const Snapshot& s) {
  return !id.is_none() && id.value < s.next_reservation;
}

bool is_number(NumberId id, const Snapshot& s) {
  return id.index() < s.workspaces.back().numbers.size();
}

bool is_possible(const Effect& effect, const Snapshot& s) {
  return match(
      effect, [&](const ReleaseCustomer& e) { return was_given_out(e.task, s); },
      [&](const RecordCall& e) { return was_given_out(e.task, s); },
      [&](const RecordVoicemail& e) { return was_given_out(e.task, s); },
      [&](const ForwardCall& e) { return was_given_out(e.task, s) && is_number(e.to, s); },
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

void check_threads(const Snapshot& s, const SnapshotPlaces& places, Findings& f) {
  std::set<ThreadKey> keys;
  Time last = earliest_time;
  for (std::size_t i = 0; i < s.threads.size() && f.good(); ++i) {
    const auto& [key, thread] = s.threads[i];
    f.about("thread", i, places.threads[i]);
    f.expect(key.tenant.index() < s.workspaces.back().tenants.size(), "is of an unknown tenant");
    f.expect(!key.name.empty() && keys.insert(key).second, "has no name or is there twice");
    f.expect(was_given_out(thread.task, s), "belongs to no task");
    f.expect(thread.owner.is_none() || thread.owner.index() < s.workers.size(),
             "is owned by an unknown worker");
    f.expect(thread.last_message >= last && thread.last_message <= s.now,
             "is not between the one before and now");
    last = thread.last_message;
  }
}

}  // namespace

void check_hours(const Snapshot& s, const SnapshotPlaces& places, Findings& f) {
  const Workspace& rules = s.workspaces.back();
  f.about("turn", s.sequence, places.head);
  f.expect(s.calendars.size() == rules.calendars.size(), "has not the calendars of the rules");
  f.expect(s.diverts.size() == rules.tenants.size(), "has not the tenants of the rules");
  for (std::size_t c = 0; c < s.calendars.size() && f.good(); ++c) {
    Time last = s.now;
    f.about("calendar", c, places.calendars[c]);
    for (const Time change : s.calendars[c].changes) {
      f.expect(change > last && change <= latest_time, "changes out of order, or in the past");
      last = change;
    }
  }
  for (std::size_t t = 0; t < s.diverts.size() && f.good(); ++t) {
    const DivertState& divert = s.diverts[t];
    f.about("diversion", t, places.diverts[t]);
    f.expect(divert.to.is_none() || is_number(divert.to, s), "leads to an unknown number");
    f.expect(!divert.to.is_none() || divert.until == never, "ends and leads nowhere");
  }
}

void check_timers(const Snapshot& s, const SnapshotPlaces& places, Findings& f) {
  check_order(s, places, f);
  for (std::size_t i = 0; i < s.timers.size() && f.good(); ++i) {
    const TimerRecord& timer = s.timers[i];
    f.about("timer", timer.sequence, places.timers[i]);
    f.expect(subject_fits(s, timer), "is about something that does not wait for it");
  }
  if (!f.good()) return;
  const TimersSet set(s.timers);
  check_no_timer_twice(s, places, set, f);
  check_tasks_have_theirs(s, places, set, f);
  if (f.good()) check_hours_have_theirs(s, places, set, f);
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
  if (f.good()) check_threads(s, places, f);
}

}  // namespace switchyard::codec
